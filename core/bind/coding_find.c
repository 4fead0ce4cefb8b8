// vane.core.coding_find: units of a coding by their codes.
#include "calc/coding/find.h"
#include "calc/coding/frame.h"

#include "bind/coding.h"
#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/question.h"
#include "data/memory.h"

// The codes' numbers of one leaf, a list of names on top of the stack, put
// behind those that are there.
static void add_leaf(lua_State *L, const VnCoding *c, uint32_t *codes,
                     uint64_t *n) {
  size_t n_names = (size_t)lua_rawlen(L, -1);
  for (size_t k = 1; k <= n_names; k++) {
    lua_rawgeti(L, -1, (lua_Integer)k);
    const char *name = vn_check_text(L, -1, "a code");
    ptrdiff_t at = vn_names_find(c->code_names, name);
    if (at < 0) {
      vn_error(L, "units: no code is called \"%s\"%s", name,
               vn_names_hint(c->code_names, name));
    }
    codes[(*n)++] = (uint32_t)at;
    lua_pop(L, 1);
  }
}

static size_t count_names(lua_State *L, int arg, size_t n_leaves) {
  size_t n = 0;
  for (size_t l = 1; l <= n_leaves; l++) {
    lua_rawgeti(L, arg, (lua_Integer)l);
    n += vn_check_list(L, -1, "a leaf");
    lua_pop(L, 1);
  }
  return n;
}

// The list of lists of names at `arg`, in blocks on the stack.
static void check_leaves(lua_State *L, int arg, const VnCoding *c,
                         VnCodeQuestion *q) {
  q->n_leaves = vn_check_list(L, arg, "the leaves");
  size_t n = count_names(L, arg, q->n_leaves);
  uint64_t *start = lua_newuserdatauv(L, (q->n_leaves + 1) * sizeof *start, 0);
  uint32_t *codes = lua_newuserdatauv(L, (n + 1) * sizeof *codes, 0);
  start[0] = 0;
  for (size_t l = 0; l < q->n_leaves; l++) {
    start[l + 1] = start[l];
    lua_rawgeti(L, arg, (lua_Integer)l + 1);
    add_leaf(L, c, codes, &start[l + 1]);
    lua_pop(L, 1);
  }
  q->start = start;
  q->code = codes;
}

static uint32_t check_coder(lua_State *L, int arg, const VnCoding *c) {
  if (lua_isnoneornil(L, arg)) return VN_NOTHING;
  const char *name = vn_check_text(L, arg, "'coder'");
  ptrdiff_t at = vn_names_find(c->coder_names, name);
  if (at < 0) {
    vn_error(L, "units: no coder is called \"%s\"%s", name,
             vn_names_hint(c->coder_names, name));
  }
  return (uint32_t)at;
}

// units(coding, steps, leaves, coder or nil) -> frame of units; a leaf is a
// list of codes.
static int find_units(lua_State *L) {
  VnErr err;
  size_t n;
  lua_settop(L, 4);
  const VnCoding *c = vn_check_coding(L, 1);
  VnCodeQuestion q = {.coder = check_coder(L, 4, c)};
  check_leaves(L, 3, c, &q);
  q.question = vn_check_question(L, 2, q.n_leaves);
  uint32_t **found = (uint32_t **)vn_hold(L, vn_free);
  VnFrame **f = vn_push_frame(L);
  *found = vn_coding_find(c, &q, &n, &err);
  if (!*found) return vn_raise_while(L, &err, "units");
  *f = vn_coding_units(c, *found, n, &err);
  return *f ? 1 : vn_raise_while(L, &err, "units");
}

static const VnEntry functions[] = {
    {"units", find_units, NULL},
    {NULL,    NULL,       NULL},
};

int luaopen_vane_core_coding_find(lua_State *L) {
  return vn_open_functions(L, functions);
}
