#include "bind/names.h"

#include <string.h>

#include "bind/bind.h"

static void free_names(void *names) {
  vn_names_free(names);
}

VnNames **vn_hold_names(lua_State *L) {
  return (VnNames **)vn_hold(L, free_names);
}

void vn_push_names(lua_State *L, const VnNames *names) {
  size_t n = vn_names_count(names);
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    lua_pushstring(L, vn_names_at(names, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

// The text of entry i of the array; a number is written as Lua writes it. The
// table on top of the stack holds it, as the array is the analyst's.
static const char *label_at(lua_State *L, int arg, lua_Integer i,
                            const char *what) {
  int type = lua_rawgeti(L, arg, i);
  if (type != LUA_TNUMBER && type != LUA_TSTRING) {
    vn_error(L, "%s name %d should be a text, found %s", what, (int)i,
             vn_found(L, -1));
  }
  size_t length;
  const char *label = lua_tolstring(L, -1, &length);
  if (strlen(label) != length) {
    vn_error(L, "%s name %d holds a NUL byte", what, (int)i);
  }
  lua_rawseti(L, -2, i);
  return label;
}

const char **vn_check_texts(lua_State *L, int arg, const char *what,
                            size_t *n) {
  arg = lua_absindex(L, arg);
  if (!lua_istable(L, arg)) {
    vn_error(L, "expected a list of %s names, found %s", what,
             vn_found(L, arg));
  }
  *n = lua_rawlen(L, arg);
  const char **texts = lua_newuserdatauv(L, (*n + 1) * sizeof *texts, 1);
  lua_createtable(L, (int)*n, 0);
  for (size_t i = 0; i < *n; i++) {
    texts[i] = label_at(L, arg, (lua_Integer)i + 1, what);
  }
  lua_setiuservalue(L, -2, 1);
  return texts;
}

const char **vn_check_n_texts(lua_State *L, int arg, const char *what,
                              size_t n) {
  size_t found;
  const char **texts = vn_check_texts(L, arg, what, &found);
  if (found != n) {
    vn_error(L, "expected %d %s names, found %d", (int)n, what, (int)found);
  }
  return texts;
}

VnNames *vn_check_names(lua_State *L, int arg, const char *what) {
  VnErr err;
  size_t n;
  arg = lua_absindex(L, arg);
  VnNames **box = vn_hold_names(L);
  const char **labels = vn_check_texts(L, arg, what, &n);
  *box = vn_names_new(labels, n, what, &err);
  lua_pop(L, 1);
  if (!*box) vn_raise(L, &err);
  return *box;
}
