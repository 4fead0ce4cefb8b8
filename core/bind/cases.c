#include "bind/cases.h"

#include "bind/condition.h"
#include "bind/frame.h"

VnCases *vn_check_cases(lua_State *L, int arg, const char *doing) {
  VnErr err;
  size_t n, n_conditions = 0;
  const VnFrame *frame = vn_check_frame(L, arg);
  const char **inputs = vn_check_texts(L, arg + 1, "input", &n);
  const char *outcome = vn_check_text(L, arg + 2, "'outcome'");
  const VnCondition *success =
      lua_isnil(L, arg + 3) ? NULL
                            : vn_check_conditions(L, arg + 3, &n_conditions);
  if (n == 0) vn_error(L, "%s: wants one input at least", doing);
  VnCases *cases = vn_cases_new(frame, inputs, n, outcome, success, &err);
  if (!cases) vn_raise_in(L, doing, &err);
  return cases;
}

void vn_push_levels(lua_State *L, const VnCases *cases, size_t input,
                    const uint8_t *flags) {
  lua_newtable(L);
  for (size_t k = 0, n = 0; k < vn_cases_levels(cases, input); k++) {
    if (!flags[k]) continue;
    lua_pushstring(L, vn_names_at(cases->levels[input], k));
    lua_rawseti(L, -2, (lua_Integer)++n);
  }
}
