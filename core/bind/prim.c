// vane.core.prim: boxes of inputs; the help stands in lua/vane/data/prim.lua.
#include "calc/run/prim.h"

#include "bind/cases.h"
#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/numbers.h"
#include "calc/frame/take.h"
#include "data/memory.h"

#define NOUN "prim search"
#define DOING "prim"

typedef struct {
  VnCases *cases;
  VnPrim *prim;
  VnPrimOptions how;
} Search;

static int search_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  Search *s = *box;
  if (s) {
    vn_prim_free(s->prim);
    vn_cases_free(s->cases);
    vn_free(s);
  }
  *box = NULL;
  return 0;
}

static double number_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  double value = lua_isnil(L, -1) ? VN_NO_NUMBER : vn_check_number(L, -1, name);
  lua_pop(L, 1);
  return value;
}

static VnPrimOptions check_how(lua_State *L, int arg) {
  vn_check_list(L, arg, "the options");
  lua_getfield(L, arg, "by_mean");
  VnPrimOptions how = {.peel = number_field(L, arg, "peel"),
                       .paste = number_field(L, arg, "paste"),
                       .mass = number_field(L, arg, "mass"),
                       .density = number_field(L, arg, "density"),
                       .by_mean = lua_toboolean(L, -1),
                       .most_boxes = (size_t)number_field(L, arg, "boxes")};
  lua_pop(L, 1);
  return how;
}

// find(options, frame, inputs, outcome, success in three lists or nil)
static int prim_find(lua_State *L) {
  VnErr err;
  lua_settop(L, 7);
  VnPrimOptions how = check_how(L, 1);
  void **box = vn_box(L, NOUN);
  Search *s = *box = vn_alloc(1, sizeof *s);
  if (!s) {
    vn_fail_memory(&err, "looking for boxes");
    return vn_raise_in(L, DOING, &err);
  }
  s->how = how;
  s->cases = vn_check_cases(L, 2, DOING);
  s->prim = vn_prim(s->cases, &how, &err);
  if (!s->prim) return vn_raise_while(L, &err, DOING);
  lua_settop(L, 8);
  return 1;
}

// about(search) -> cases, sum of outcomes, whether all are 0 or 1
static int prim_about(lua_State *L) {
  const Search *s = vn_check(L, 1, NOUN);
  double sum = 0;
  for (size_t i = 0; i < s->cases->n; i++) sum += s->cases->outcome[i];
  lua_pushinteger(L, (lua_Integer)s->cases->n);
  lua_pushnumber(L, sum);
  lua_pushboolean(L, s->cases->are_shares);
  return 3;
}

// boxes(search) -> list of { round, pasted, n, sum, n_limits }, and the list
// of those chosen
static int prim_boxes(lua_State *L) {
  const Search *s = vn_check(L, 1, NOUN);
  lua_newtable(L);
  for (size_t k = 0; k < s->prim->n; k++) {
    const VnPrimBox *box = &s->prim->box[k];
    size_t n_limits = 0;
    for (size_t j = 0; j < s->cases->n_inputs; j++) {
      n_limits += vn_prim_limits(s->prim, box, j);
    }
    lua_newtable(L);
    vn_set_number(L, "round", (double)box->round + 1);
    vn_set_number(L, "n", (double)box->n);
    vn_set_number(L, "sum", box->sum);
    vn_set_number(L, "n_limits", (double)n_limits);
    lua_pushboolean(L, box->is_pasted);
    lua_setfield(L, -2, "pasted");
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  lua_newtable(L);
  for (size_t k = 0; k < s->prim->n_chosen; k++) {
    lua_pushinteger(L, (lua_Integer)s->prim->chosen[k] + 1);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 2;
}

static const VnPrimBox *check_box(lua_State *L, const Search *s, int arg) {
  lua_Integer k = vn_check_integer(L, arg, "the box");
  if (k < 1 || (size_t)k > s->prim->n) vn_error(L, DOING ": no such box");
  return &s->prim->box[k - 1];
}

static VnPrimWithout without(lua_State *L, const Search *s,
                             const VnPrimBox *box, size_t j, VnPrimSide side) {
  VnErr err;
  VnPrimWithout w;
  if (!vn_prim_without(s->prim, box, j, side, &w, &err)) {
    vn_raise_in(L, DOING, &err);
  }
  return w;
}

// One bound, unless it is none, and what it does.
static void push_bound(lua_State *L, const Search *s, const VnPrimBox *box,
                       size_t j, VnPrimSide side) {
  static const char *const names[][2] = {
      {"low",  "quasi_p_low" },
      {"high", "quasi_p_high"}
  };
  double bound = box->bound[2 * j + (side == VN_HIGH)];
  if (!isfinite(bound)) return;
  vn_set_number(L, names[side][0], bound);
  vn_set_number(L, names[side][1], without(L, s, box, j, side).quasi_p);
}

static void push_limit(lua_State *L, const Search *s, const VnPrimBox *box,
                       size_t j) {
  VnPrimWithout all = without(L, s, box, j, VN_BOTH);
  lua_newtable(L);
  vn_set_number(L, "input", (double)j + 1);
  vn_set_number(L, "n_without", (double)all.n);
  vn_set_number(L, "sum_without", all.sum);
  vn_set_number(L, "quasi_p", all.quasi_p);
  push_bound(L, s, box, j, VN_LOW);
  push_bound(L, s, box, j, VN_HIGH);
  if (!s->cases->levels[j]) return;
  vn_push_levels(L, s->cases, j, box->kept + s->prim->first[j]);
  lua_setfield(L, -2, "levels");
}

// limits(search, box) -> list of { input, low, high, levels, n_without,
// sum_without, quasi_p, quasi_p_low, quasi_p_high }
static int prim_limits(lua_State *L) {
  const Search *s = vn_check(L, 1, NOUN);
  const VnPrimBox *box = check_box(L, s, 2);
  lua_newtable(L);
  for (size_t j = 0, n = 0; j < s->cases->n_inputs; j++) {
    if (!vn_prim_limits(s->prim, box, j)) continue;
    push_limit(L, s, box, j);
    lua_rawseti(L, -2, (lua_Integer)++n);
  }
  return 1;
}

// rows(search, box, frame) -> frame
static int prim_rows(lua_State *L) {
  VnErr err;
  const Search *s = vn_check(L, 1, NOUN);
  const VnPrimBox *box = check_box(L, s, 2);
  const VnFrame *from = vn_check_frame(L, 3);
  size_t n = s->cases->n, n_inside = 0;
  uint8_t *inside = lua_newuserdatauv(L, n + 1, 0);
  VnRow *rows = lua_newuserdatauv(L, (n + 1) * sizeof *rows, 0);
  if (!vn_prim_inside(s->prim, box, inside, &err)) {
    return vn_raise_in(L, DOING, &err);
  }
  for (size_t i = 0; i < n; i++) {
    if (inside[i]) rows[n_inside++] = s->cases->rows[i];
  }
  VnFrame **to = vn_push_frame(L);
  *to = vn_take(from, rows, n_inside, &err);
  return *to ? 1 : vn_raise_in(L, DOING, &err);
}

// again(search, box, times, share, seed) -> by coverage, by density
static int prim_again(lua_State *L) {
  VnErr err;
  const Search *s = vn_check(L, 1, NOUN);
  const VnPrimBox *box = check_box(L, s, 2);
  VnPrimParts parts = {.how = &s->how,
                       .times = (size_t)vn_check_integer(L, 3, "'times'"),
                       .share = vn_check_number(L, 4, "'share'"),
                       .seed = (uint64_t)vn_check_integer(L, 5, "'seed'")};
  size_t n = s->cases->n_inputs;
  size_t **counts = (size_t **)vn_hold(L, vn_free);
  parts.by_coverage = *counts = vn_alloc(2 * n, sizeof **counts);
  if (!*counts) {
    vn_fail_memory(&err, "testing boxes");
    return vn_raise(L, &err);
  }
  parts.by_density = *counts + n;
  if (!vn_prim_again(s->prim, box, &parts, &err)) {
    return vn_raise_while(L, &err, "resample");
  }
  vn_push_counts(L, parts.by_coverage, n);
  vn_push_counts(L, parts.by_density, n);
  return 2;
}

static const VnEntry functions[] = {
    {"find",   prim_find,   NULL},
    {"about",  prim_about,  NULL},
    {"boxes",  prim_boxes,  NULL},
    {"limits", prim_limits, NULL},
    {"rows",   prim_rows,   NULL},
    {"again",  prim_again,  NULL},
    {NULL,     NULL,        NULL},
};

static const VnEntry nothing[] = {
    {NULL, NULL, NULL}
};

int luaopen_vane_core_prim(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, nothing, nothing, search_free});
  return 1;
}
