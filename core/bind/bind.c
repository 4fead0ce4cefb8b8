#include "bind/bind.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/memory.h"
#include "data/near.h"
#include "data/utf8.h"

#define WORDS "vane.words"  // registry: function -> what it is called
#define HELP "vane.help"    // registry: function -> help text
#define HOME "vane.home"    // registry: folder of our own Lua files
#define NA "vane.na"        // registry: the missing value
#define HELD "vane.held"    // metatable of boxes without methods


// ---- raising ----

bool vn_is_ours(lua_State *L, const lua_Debug *frame) {
  if (lua_getfield(L, LUA_REGISTRYINDEX, HOME) != LUA_TSTRING) {
    lua_pop(L, 1);
    return false;
  }
  size_t n;
  const char *home = lua_tolstring(L, -1, &n);
  bool ours =
      frame->source[0] == '@' && strncmp(frame->source + 1, home, n) == 0;
  lua_pop(L, 1);
  return ours;
}

void vn_push_where(lua_State *L) {
  lua_Debug frame;
  for (int level = 0; lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0 || vn_is_ours(L, &frame)) continue;
    bool typed = strcmp(frame.source, "=prompt") == 0;
    if (typed && frame.currentline == 1) break;
    if (typed) lua_pushfstring(L, "line %d: ", frame.currentline);
    else lua_pushfstring(L, "%s:%d: ", frame.short_src, frame.currentline);
    return;
  }
  lua_pushliteral(L, "");
}

// Texts of the analyst's files stand in sentences, which reach a terminal.
static int raise_text(lua_State *L, const char *text) {
  char tame[VN_ERR_SIZE];
  luaL_checkstack(L, 8, NULL);
  vn_push_where(L);
  snprintf(tame, sizeof tame, "%s", text);
  vn_utf8_tame(tame);
  lua_pushstring(L, tame);
  lua_concat(L, 2);
  return lua_error(L);
}

int vn_raise(lua_State *L, const VnErr *err) {
  if (err->kind != VN_STOPPED) return raise_text(L, err->text);
  lua_pushliteral(L, "interrupted");
  return lua_error(L);
}

int vn_raise_in(lua_State *L, const char *doing, VnErr *err) {
  vn_fail_while(err, "%s", doing);
  return vn_raise(L, err);
}

int vn_raise_while(lua_State *L, VnErr *err, const char *doing) {
  if (err->kind != VN_STOPPED) vn_fail_while(err, "%s", doing);
  return vn_raise(L, err);
}

int vn_error(lua_State *L, const char *format, ...) {
  char text[VN_ERR_SIZE];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return raise_text(L, text);
}


// ---- boxes ----

void **vn_box(lua_State *L, const char *noun) {
  void **box = lua_newuserdatauv(L, sizeof *box, 1);
  *box = NULL;
  luaL_setmetatable(L, noun);
  return box;
}

typedef struct {
  void *thing;
  void (*free_it)(void *);
} Held;

static int let_go(lua_State *L) {
  Held *held = lua_touserdata(L, 1);
  held->free_it(held->thing);
  held->thing = NULL;
  return 0;
}

void **vn_hold(lua_State *L, void (*free_it)(void *)) {
  Held *held = lua_newuserdatauv(L, sizeof *held, 0);
  *held = (Held){NULL, free_it};
  if (luaL_newmetatable(L, HELD)) {
    lua_pushcfunction(L, let_go);
    lua_setfield(L, -2, "__gc");
  }
  lua_setmetatable(L, -2);
  return &held->thing;
}

void *vn_test(lua_State *L, int arg, const char *noun) {
  void **box = luaL_testudata(L, arg, noun);
  return box ? *box : NULL;
}

const char *vn_kind(lua_State *L, int arg) {
  if (luaL_getmetafield(L, arg, "__name") == LUA_TNIL) {
    return luaL_typename(L, arg);
  }
  const char *noun = lua_tostring(L, -1);  // the metatable holds it
  lua_pop(L, 1);
  return noun ? noun : luaL_typename(L, arg);
}

const char *vn_called_as(lua_State *L) {
  lua_Debug frame;
  if (!lua_getstack(L, 0, &frame)) return "?";
  luaL_getsubtable(L, LUA_REGISTRYINDEX, WORDS);
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
                  "%s: expected a %s in front, found %s; write it with a "
                  "colon, as in x:%s(...)",
                  name, noun, vn_kind(L, 1), name);
}

void *vn_check(lua_State *L, int arg, const char *noun) {
  void *thing = vn_test(L, arg, noun);
  if (thing) return thing;
  const char *name = vn_called_as(L);
  refuse_closed(L, arg, name, noun);
  if (arg == 1) no_colon(L, name, noun);
  vn_error(L, "%s: argument %d should be a %s, found %s", name, arg, noun,
           vn_kind(L, arg));
  return NULL;
}

static int wrong_kind(lua_State *L, int arg, const char *what,
                      const char *wanted) {
  return vn_error(L, "%s: %s should be %s, found %s", vn_called_as(L), what,
                  wanted, vn_kind(L, arg));
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
  if (lua_isnoneornil(L, arg) && otherwise >= 0) return otherwise;
  if (lua_type(L, arg) != LUA_TSTRING) {
    return vn_error(L, "%s: wants %s, found %s", vn_called_as(L),
                    push_choice(L, words), vn_kind(L, arg));
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


// ---- nouns ----

// Notes a text about the function on top of the stack.
static void note(lua_State *L, const char *table, const char *text) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, table);
  lua_pushvalue(L, -2);
  lua_pushstring(L, text);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

// Sets each entry as a field of the table on top.
static void set_entries(lua_State *L, const VnEntry *entries) {
  for (; entries && entries->name; entries++) {
    lua_pushcfunction(L, entries->call);
    note(L, HELP, entries->help);
    note(L, WORDS, entries->name);
    lua_setfield(L, -2, entries->name);
  }
}

int vn_open_functions(lua_State *L, const VnEntry *functions) {
  lua_newtable(L);
  set_entries(L, functions);
  return 1;
}

static void try_keys(lua_State *L, int table, VnNear *near) {
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    if (lua_type(L, -2) == LUA_TSTRING) {
      vn_near_try(near, lua_tostring(L, -2));
    }
  }
}

static int no_such_field(lua_State *L, const char *noun) {
  if (lua_type(L, 2) != LUA_TSTRING) {
    return vn_error(L, "a %s has no field that is a %s; its names are texts",
                    noun, luaL_typename(L, 2));
  }
  VnNear near = vn_near(lua_tostring(L, 2));
  try_keys(L, lua_upvalueindex(1), &near);
  try_keys(L, lua_upvalueindex(2), &near);
  return vn_error(L, "a %s has no field \"%s\"%s", noun, lua_tostring(L, 2),
                  vn_near_hint(&near));
}

// Raises what the noun's own `otherwise`, a function in its metatable that its
// Lua file may set, says of an unknown field; returns when it says nothing.
static void say_otherwise(lua_State *L) {
  if (luaL_getmetafield(L, 1, "otherwise") == LUA_TNIL) return;
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_call(L, 2, 1);
  if (lua_isstring(L, -1)) vn_error(L, "%s", lua_tostring(L, -1));
}

// x.name: a method, else a field worked out now, else an error that helps.
static int noun_index(lua_State *L) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 1);
    return 1;
  }
  say_otherwise(L);
  return no_such_field(L, lua_tostring(L, lua_upvalueindex(3)));
}

static int noun_newindex(lua_State *L) {
  const char *noun = lua_tostring(L, lua_upvalueindex(1));
  return vn_error(L,
                  "a %s is never changed in place; its methods give new "
                  "ones",
                  noun);
}

// meta.self(x, "head"): raises, as a native method would, when x is none of the
// noun; for the head of methods that are written in Lua.
static int noun_self(lua_State *L) {
  const char *noun = lua_tostring(L, lua_upvalueindex(1));
  if (!vn_test(L, 1, noun)) no_colon(L, luaL_checkstring(L, 2), noun);
  return 0;
}

static void set_metatable(lua_State *L, const VnNoun *noun) {
  luaL_newmetatable(L, noun->name);
  lua_getfield(L, -2, "methods");
  lua_getfield(L, -3, "fields");
  lua_pushstring(L, noun->name);
  lua_pushcclosure(L, noun_index, 3);
  lua_setfield(L, -2, "__index");
  lua_pushstring(L, noun->name);
  lua_pushcclosure(L, noun_newindex, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushcfunction(L, noun->free);
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "__gc");
  lua_setfield(L, -2, "__close");
  lua_pushstring(L, noun->name);
  lua_pushcclosure(L, noun_self, 1);
  lua_setfield(L, -2, "self");
  lua_setfield(L, -2, "meta");
}

int vn_open_noun(lua_State *L, const VnNoun *noun) {
  vn_open_functions(L, noun->functions);
  vn_open_functions(L, noun->methods);
  lua_setfield(L, -2, "methods");
  vn_open_functions(L, noun->fields);
  lua_setfield(L, -2, "fields");
  set_metatable(L, noun);
  return 1;
}


// ---- na ----

void vn_push_na(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, NA);
}

void vn_push_value(lua_State *L, double value) {
  if (isnan(value)) vn_push_na(L);
  else lua_pushnumber(L, value);
}

void vn_set_number(lua_State *L, const char *name, double value) {
  vn_push_value(L, value);
  lua_setfield(L, -2, name);
}

void vn_set_count(lua_State *L, const char *name, uint64_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  lua_setfield(L, -2, name);
}

void vn_set_text(lua_State *L, const char *name, const char *text) {
  lua_pushstring(L, text && *text ? text : NULL);
  lua_setfield(L, -2, name);
}

int vn_is_na(lua_State *L, int arg) {
  arg = lua_absindex(L, arg);
  vn_push_na(L);
  int same = lua_rawequal(L, arg, -1);
  lua_pop(L, 1);
  return same;
}


// ---- names ----

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
             luaL_typename(L, -1));
  }
  size_t length;
  const char *label = lua_tolstring(L, -1, &length);
  if (strlen(label) != length) {
    vn_error(L, "%s name %d holds a NUL byte", what, (int)i);
  }
  lua_rawseti(L, -2, i);
  return label;
}

size_t vn_check_list(lua_State *L, int arg, const char *what) {
  if (!lua_istable(L, arg)) wrong_kind(L, arg, what, "a list");
  return lua_rawlen(L, arg);
}

const char **vn_check_texts(lua_State *L, int arg, const char *what,
                            size_t *n) {
  arg = lua_absindex(L, arg);
  if (!lua_istable(L, arg)) {
    vn_error(L, "expected a list of %s names, found %s", what,
             luaL_typename(L, arg));
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
