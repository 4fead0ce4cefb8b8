// vane.core.complexity: how complex places and activities are; the help
// stands with the study.
#include "calc/linkage/complexity.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/matrix.h"

#define MOST_ROUNDS 100000

// of(marks, population deviations, rounds) -> frame of rows, frame of columns,
// second eigenvalue, third, rows apart, last change of a fitness
static int complexity_of(lua_State *L) {
  VnErr err;
  VnComplexities found;
  const VnMatrix *marks = vn_check_matrix(L, 1);
  lua_Integer rounds = vn_check_integer(L, 3, "the number of rounds");
  if (rounds > MOST_ROUNDS) {
    return vn_error(L, "complexity: 'rounds' should be %d at most, found %lld",
                    MOST_ROUNDS, (long long)rounds);
  }
  VnComplexity how = {.population = lua_toboolean(L, 2),
                      .n_rounds = rounds > 0 ? (size_t)rounds : 0};
  VnFrame **rows = vn_push_frame(L), **cols = vn_push_frame(L);
  bool done = vn_complexities(marks, &how, &found, &err);
  *rows = found.rows, *cols = found.cols;
  if (!done) return vn_raise_in(L, "complexity", &err);
  vn_push_value(L, found.eigenvalue);
  vn_push_value(L, found.next);
  lua_pushinteger(L, (lua_Integer)found.n_apart);
  vn_push_value(L, found.moved);
  return 6;
}

static const VnEntry functions[] = {
    {"of", complexity_of, NULL},
    {NULL, NULL,          NULL},
};

int luaopen_vane_core_complexity(lua_State *L) {
  return vn_open_functions(L, functions);
}
