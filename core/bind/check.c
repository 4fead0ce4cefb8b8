#include "bind/check.h"

#include <lauxlib.h>
#include <math.h>
#include <string.h>

#include "bind/bind.h"
#include "data/near.h"

void *vn_test(lua_State *L, int arg, const char *noun) {
  void **box = luaL_testudata(L, arg, noun);
  return box ? *box : NULL;
}

// What a sentence calls a value of Lua's own; NULL where its type says it all.
static const char *type_phrase(lua_State *L, int arg) {
  switch (lua_type(L, arg)) {
    case LUA_TNONE:
    case LUA_TNIL: return "nothing";
    case LUA_TBOOLEAN: return lua_toboolean(L, arg) ? "true" : "false";
    case LUA_TNUMBER:
      return lua_isinteger(L, arg) ? "a whole number" : "a number";
    case LUA_TSTRING: return "a text";
    default: return NULL;
  }
}

const char *vn_article(const char *noun) {
  return strchr("aeiou", *noun) ? "an" : "a";
}

const char *vn_found(lua_State *L, int arg) {
  const char *phrase = type_phrase(L, arg);
  if (phrase) return phrase;
  if (vn_is_na(L, arg)) return "na";
  bool is_named = luaL_getmetafield(L, arg, "__name") == LUA_TSTRING;
  const char *kind = is_named ? lua_tostring(L, -1) : luaL_typename(L, arg);
  return lua_pushfstring(L, "%s %s", vn_article(kind), kind);
}

const char *vn_called_as(lua_State *L) {
  lua_Debug frame;
  if (!lua_getstack(L, 0, &frame)) return "?";
  luaL_getsubtable(L, LUA_REGISTRYINDEX, VN_WORDS);
  lua_getinfo(L, "f", &frame);
  lua_rawget(L, -2);
  const char *word = lua_tostring(L, -1);  // which the table keeps
  lua_pop(L, 2);
  return word ? word : "?";
}

static void refuse_closed(lua_State *L, int arg, const char *name,
                          const char *noun) {
  if (luaL_testudata(L, arg, noun)) {
    vn_error(L, "%s: the %s has been closed", name, noun);
  }
}

static int no_colon(lua_State *L, const char *name, const char *noun) {
  refuse_closed(L, 1, name, noun);
  return vn_error(L,
                  "%s: expected %s %s in front, found %s; write it with a "
                  "colon, as in x:%s(...)",
                  name, vn_article(noun), noun, vn_found(L, 1), name);
}

void vn_check_self(lua_State *L, const char *noun, const char *name) {
  if (!vn_test(L, 1, noun)) no_colon(L, name, noun);
}

void *vn_check(lua_State *L, int arg, const char *noun) {
  void *thing = vn_test(L, arg, noun);
  if (thing) return thing;
  const char *name = vn_called_as(L);
  refuse_closed(L, arg, name, noun);
  if (arg == 1) no_colon(L, name, noun);
  vn_error(L, "%s: argument %d should be %s %s, found %s", name, arg,
           vn_article(noun), noun, vn_found(L, arg));
  return NULL;
}

static int wrong_kind(lua_State *L, int arg, const char *what,
                      const char *wanted) {
  return vn_error(L, "%s: %s should be %s, found %s", vn_called_as(L), what,
                  wanted, vn_found(L, arg));
}

const char *vn_check_text(lua_State *L, int arg, const char *what) {
  if (lua_type(L, arg) != LUA_TSTRING) wrong_kind(L, arg, what, "a text");
  size_t length;
  const char *text = lua_tolstring(L, arg, &length);
  if (strlen(text) != length) {
    vn_error(L, "%s: %s holds a NUL byte", vn_called_as(L), what);
  }
  return text;
}

lua_Integer vn_check_integer(lua_State *L, int arg, const char *what) {
  int whole = 0;
  lua_Integer value = 0;
  if (lua_type(L, arg) == LUA_TNUMBER) value = lua_tointegerx(L, arg, &whole);
  if (!whole) wrong_kind(L, arg, what, "a whole number");
  return value;
}

double vn_check_number(lua_State *L, int arg, const char *what) {
  if (lua_type(L, arg) != LUA_TNUMBER) wrong_kind(L, arg, what, "a number");
  double value = lua_tonumber(L, arg);
  if (!isfinite(value)) {
    vn_error(L, "%s: %s should be a finite number", vn_called_as(L), what);
  }
  return value;
}

size_t vn_check_list(lua_State *L, int arg, const char *what) {
  if (!lua_istable(L, arg)) wrong_kind(L, arg, what, "a list");
  return lua_rawlen(L, arg);
}

// Pushes `"rows", "cols" or "all"`.
static const char *push_choice(lua_State *L, const char *const *words) {
  lua_pushliteral(L, "");
  for (int i = 0; words[i]; i++) {
    const char *between = i == 0 ? "" : words[i + 1] ? ", " : " or ";
    lua_pushfstring(L, "%s\"%s\"", between, words[i]);
    lua_concat(L, 2);
  }
  return lua_tostring(L, -1);
}

int vn_check_word(lua_State *L, int arg, const char *const *words,
                  int otherwise) {
  if (arg < 0) arg = lua_absindex(L, arg);  // what is pushed moves no other
  if (lua_isnoneornil(L, arg) && otherwise >= 0) return otherwise;
  if (lua_type(L, arg) != LUA_TSTRING) {
    const char *found = vn_found(L, arg);  // before anything stands there
    return vn_error(L, "%s: wants %s, found %s", vn_called_as(L),
                    push_choice(L, words), found);
  }
  const char *found = lua_tostring(L, arg);
  VnNear near = vn_near(found);
  for (int i = 0; words[i]; i++) {
    if (strcmp(words[i], found) == 0) return i;
    vn_near_try(&near, words[i]);
  }
  return vn_error(L, "%s: wants %s, found \"%s\"%s", vn_called_as(L),
                  push_choice(L, words), found, vn_near_hint(&near));
}
