// vane.core.store: studies in SQLite files, as lua/vane/data/store.lua opens,
// asks and changes them.
#include "data/store.h"

#include <unistd.h>

#include "bind/bind.h"
#include "bind/frame.h"
#include "bind/modules.h"

#define NOUN "store"

static VnStore *check_store(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

static int store_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_store_close(*box);
  *box = NULL;
  return 0;
}

// make(path)
static int store_make(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  return vn_store_make(path, &err) ? 0 : vn_raise(L, &err);
}

// is_there(path): whether anything stands under it
static int store_is_there(lua_State *L) {
  lua_pushboolean(L, access(vn_check_text(L, 1, "the path"), F_OK) == 0);
  return 1;
}

// draft(path) -> store, which stands under the path only once it is settled
static int store_draft(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  VnStore **store = (VnStore **)vn_box(L, NOUN);
  *store = vn_store_draft(path, &err);
  return *store ? 1 : vn_raise(L, &err);
}

// settle(store): closes a draft under its path
static int store_settle(lua_State *L) {
  VnErr err;
  bool done = vn_store_settle(check_store(L, 1), &err);
  store_free(L);
  return done ? 0 : vn_raise(L, &err);
}

// open(path, read_only, wait) -> store
static int store_open(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  double wait = vn_check_number(L, 3, "'wait'");
  VnStore **store = (VnStore **)vn_box(L, NOUN);
  *store = vn_store_open(path, lua_toboolean(L, 2), wait, &err);
  return *store ? 1 : vn_raise(L, &err);
}

// examine(path) -> frame: found
static int store_examine(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_store_examine(path, &err);
  return *frame ? 1 : vn_raise(L, &err);
}

// wrong(store) -> frame: found
static int store_wrong(lua_State *L) {
  VnErr err;
  VnStore *store = check_store(L, 1);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_store_wrong(store, &err);
  return *frame ? 1 : vn_raise(L, &err);
}

// recover(path, draft) -> places unread, rows rebuilt, rows dropped
static int store_recover(lua_State *L) {
  VnErr err;
  VnStoreRescue found;
  const char *from = vn_check_text(L, 1, "the path");
  if (!vn_store_recover(from, check_store(L, 2), &found, &err))
    return vn_raise(L, &err);
  lua_pushinteger(L, found.n_unread);
  lua_pushinteger(L, found.n_rebuilt);
  lua_pushinteger(L, found.n_dropped);
  return 3;
}


// ---- statements ----

static const VnFrame *frame_or_null(lua_State *L, int arg) {
  return lua_isnoneornil(L, arg) ? NULL : vn_check_frame(L, arg);
}

// The table column -> type at `arg`, as lists that stay on the stack.
static void check_types(lua_State *L, int arg, VnStoreStatement *what) {
  if (lua_isnoneornil(L, arg)) return;
  size_t n = 0;
  for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1)) n++;
  const char **typed = lua_newuserdatauv(L, (n + 1) * sizeof *typed, 0);
  VnType *types = lua_newuserdatauv(L, (n + 1) * sizeof *types, 0);
  what->typed = typed, what->types = types;
  for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1)) {
    if (!vn_type_named(lua_tostring(L, -1), &types[what->n_typed])) continue;
    typed[what->n_typed++] = lua_tostring(L, -2);  // which the table keeps
  }
}

// statement, values, given
static VnStoreStatement check_statement(lua_State *L) {
  return (VnStoreStatement){.text = vn_check_text(L, 2, "the statement"),
                            .values = frame_or_null(L, 3),
                            .given = frame_or_null(L, 4)};
}

// ask(store, statement, values or nil, given or nil, types or nil) -> frame
static int store_ask(lua_State *L) {
  VnErr err;
  lua_settop(L, 5);
  VnStore *store = check_store(L, 1);
  VnStoreStatement what = check_statement(L);
  check_types(L, 5, &what);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_store_ask(store, &what, &err);
  return *frame ? 1 : vn_raise(L, &err);
}

// run(store, statement, values or nil, given or nil) -> how many rows changed
static int store_run(lua_State *L) {
  VnErr err;
  int64_t n_changed = 0;
  lua_settop(L, 4);
  VnStore *store = check_store(L, 1);
  VnStoreStatement what = check_statement(L);
  if (!vn_store_run(store, &what, &n_changed, &err)) return vn_raise(L, &err);
  lua_pushinteger(L, n_changed);
  return 1;
}


// put_file(store, name, bytes), within a change
static int store_put_file(lua_State *L) {
  VnErr err;
  size_t n;
  VnStore *store = check_store(L, 1);
  const char *name = vn_check_text(L, 2, "the name");
  const char *bytes = luaL_checklstring(L, 3, &n);
  return vn_store_put_file(store, name, bytes, n, &err) ? 0 : vn_raise(L, &err);
}

// get_file(store, name) -> bytes or nil
static int store_get_file(lua_State *L) {
  VnErr err;
  bool found;
  VnStore *store = check_store(L, 1);
  const char *name = vn_check_text(L, 2, "the name");
  VnBytes *bytes = vn_hold_bytes(L);
  if (!vn_store_get_file(store, name, bytes, &found, &err))
    return vn_raise(L, &err);
  if (!found) return 0;
  lua_pushlstring(L, (const char *)bytes->at, bytes->n);
  return 1;
}


// ---- changes ----

// Calls the function at `arg` and ends what was begun: here and not in Lua,
// so that Ctrl-C cannot come between.
static int end_after(lua_State *L, VnStore *store, int arg) {
  VnErr err;
  lua_pushvalue(L, arg);
  int status = lua_pcall(L, 0, LUA_MULTRET, 0);
  bool kept = vn_store_end(store, status == LUA_OK, &err);
  if (status != LUA_OK) return lua_error(L);
  return kept ? lua_gettop(L) - arg : vn_raise(L, &err);
}

// change(store, who, what, f) -> what f gives; all that f does or nothing.
static int store_change(lua_State *L) {
  VnErr err;
  int64_t change;
  VnStore *store = check_store(L, 1);
  const char *who = vn_check_text(L, 2, "'coder'");
  const char *what = vn_check_text(L, 3, "what a change is for");
  luaL_checktype(L, 4, LUA_TFUNCTION);
  lua_settop(L, 4);
  if (!vn_store_begin(store, who, what, &change, &err))
    return vn_raise(L, &err);
  return end_after(L, store, 4);
}

// look(store, f) -> what f gives, seeing one state of the store.
static int store_look(lua_State *L) {
  VnErr err;
  VnStore *store = check_store(L, 1);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  if (!vn_store_look(store, &err)) return vn_raise(L, &err);
  return end_after(L, store, 2);
}

// undo(store, change), within a change
static int store_undo(lua_State *L) {
  VnErr err;
  VnStore *store = check_store(L, 1);
  lua_Integer change = vn_check_integer(L, 2, "the change");
  return vn_store_undo(store, change, &err) ? 0
                                            : vn_raise_while(L, &err, "undo");
}

static int store_close(lua_State *L) {
  check_store(L, 1);
  return store_free(L);
}

// drop(store): closes it where it is open
static int store_drop(lua_State *L) {
  luaL_checkudata(L, 1, NOUN);
  return store_free(L);
}

static int store_stamp(lua_State *L) {
  VnErr err;
  int64_t stamp = vn_store_stamp(check_store(L, 1), &err);
  if (stamp < 0) return vn_raise(L, &err);
  lua_pushinteger(L, stamp);
  return 1;
}

static const VnEntry functions[] = {
    {"make",     store_make,     NULL},
    {"is_there", store_is_there, NULL},
    {"draft",    store_draft,    NULL},
    {"settle",   store_settle,   NULL},
    {"drop",     store_drop,     NULL},
    {"open",     store_open,     NULL},
    {"ask",      store_ask,      NULL},
    {"run",      store_run,      NULL},
    {"put_file", store_put_file, NULL},
    {"get_file", store_get_file, NULL},
    {"change",   store_change,   NULL},
    {"look",     store_look,     NULL},
    {"undo",     store_undo,     NULL},
    {"stamp",    store_stamp,    NULL},
    {"examine",  store_examine,  NULL},
    {"wrong",    store_wrong,    NULL},
    {"recover",  store_recover,  NULL},
    {"close",    store_close,    NULL},
    {NULL,       NULL,           NULL},
};

int luaopen_vane_core_store(lua_State *L) {
  return vn_open_noun(L, &(VnNoun){NOUN, functions, NULL, NULL, store_free});
}
