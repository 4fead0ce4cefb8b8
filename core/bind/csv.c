// vane.core.csv: tables of text, as Lua says it.
#include "bind/csv.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/told.h"
#include "data/csv.h"
#include "data/csv/blocks.h"
#include "data/csv/write.h"

VnCsvRules vn_check_csv_rules(lua_State *L, int arg) {
  VnCsvRules rules = {.delim = vn_letter_field(L, arg, "delim")};
  luaL_checkstack(L, 4, NULL);
  lua_getfield(L, arg, "encoding");
  rules.encoding = lua_tostring(L, -1);
  lua_getfield(L, arg, "no_header");
  rules.no_header = lua_toboolean(L, -1);
  lua_getfield(L, arg, "route");
  rules.route = (VnCsvRoute)lua_tointeger(L, -1);
  lua_getfield(L, arg, "block");
  rules.block = (size_t)lua_tointeger(L, -1);
  lua_pop(L, 4);  // the table keeps the text
  return rules;
}

// read(path, options) -> frame, notes; the options were checked in Lua.
static int csv_read(lua_State *L) {
  VnErr err;
  lua_settop(L, 2);
  const char *path = vn_check_text(L, 1, "the path");
  VnTold told = vn_check_told(L, 2);
  VnCsvOptions o = {.how = vn_check_csv_rules(L, 2),
                    .rules = told.rules,
                    .typed = told.typed,
                    .types = told.types,
                    .n_typed = told.n_typed};
  o.rules.place = "line";
  VnNotes *notes = vn_push_notes(L);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_csv_read(path, &o, notes, &err);
  if (!*frame) return vn_raise(L, &err);
  vn_push_sentences(L, notes);
  return 2;
}

// ---- block by block ----

typedef struct {
  lua_State *L;
  int call;        // where the function stands
  VnFrame *frame;  // that it is given next
  bool failed;     // its error stands on top
} Taker;

static int push_block(lua_State *L) {
  Taker *t = lua_touserdata(L, 1);
  VnFrame **frame = vn_push_frame(L);
  *frame = t->frame, t->frame = NULL;
  lua_pushvalue(L, 2);
  lua_insert(L, -2);
  lua_call(L, 1, 0);
  return 0;
}

// An error of the function waits until the file is closed.
static bool take_block(void *data, VnFrame *frame, VnErr *err) {
  Taker *t = data;
  t->frame = frame;
  lua_pushcfunction(t->L, push_block);
  lua_pushlightuserdata(t->L, t);
  lua_pushvalue(t->L, t->call);
  t->failed = lua_pcall(t->L, 2, 0, 0) != LUA_OK;
  vn_frame_free(t->frame);
  lua_gc(t->L, LUA_GCCOLLECT);  // Lua does not know how large frames are
  return !t->failed || vn_fail(err, "stopped");
}

// blocks(path, options, function(frame)) -> rows of the file, fingerprint;
// `typed` and `types` name the columns wanted, `n_rows` is about as many as a
// frame has.
static int csv_blocks(lua_State *L) {
  VnErr err;
  VnCsvRead read;
  lua_settop(L, 3);
  const char *path = vn_check_text(L, 1, "the path");
  VnTold told = vn_check_told(L, 2);
  VnCsvBlocks wanted = {.how = vn_check_csv_rules(L, 2),
                        .rules = told.rules,
                        .columns = told.typed,
                        .types = told.types,
                        .n_columns = told.n_typed};
  lua_getfield(L, 2, "n_rows");
  wanted.n_rows = (size_t)vn_check_integer(L, -1, "'n_rows'");
  wanted.rules.place = "line", wanted.how.digest = true;
  Taker taker = {.L = L, .call = 3};
  luaL_checkstack(L, 8, NULL);
  if (!vn_csv_blocks(path, &wanted, take_block, &taker, &read, &err))
    return taker.failed ? lua_error(L) : vn_raise(L, &err);
  lua_pushinteger(L, (lua_Integer)read.n_rows);
  lua_pushinteger(L, (lua_Integer)read.digest);
  return 2;
}

// titles(path, options) -> frame: name
static int csv_titles(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  VnCsvRules how = vn_check_csv_rules(L, 2);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_csv_titles(path, &how, &err);
  return *frame ? 1 : vn_raise(L, &err);
}


// write(path, options, frame) -> how many texts were guarded.
static int csv_write(lua_State *L) {
  VnErr err;
  size_t n_guarded;
  lua_settop(L, 3);
  const char *path = vn_check_text(L, 1, "the path");
  luaL_checktype(L, 2, LUA_TTABLE);
  const VnFrame *frame = vn_check_frame(L, 3);
  VnCsvStyle style = {vn_letter_field(L, 2, "delim"),
                      vn_letter_field(L, 2, "decimal"), false};
  lua_getfield(L, 2, "guard");
  style.guard = lua_toboolean(L, -1);
  if (!vn_csv_write(frame, path, &style, &n_guarded, &err)) {
    return vn_raise(L, &err);
  }
  lua_pushinteger(L, (lua_Integer)n_guarded);
  return 1;
}

static const VnEntry functions[] = {
    {"blocks", csv_blocks, NULL},
    {"read",   csv_read,   NULL},
    {"titles", csv_titles, NULL},
    {"write",  csv_write,  NULL},
    {NULL,     NULL,       NULL},
};

int luaopen_vane_core_csv(lua_State *L) {
  return vn_open_functions(L, functions);
}
