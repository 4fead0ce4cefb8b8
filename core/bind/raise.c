#include "bind/raise.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/utf8.h"

#define HOME "vane.home"  // registry: folder of our own Lua files

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

static bool is_typed(const lua_Debug *frame) {
  return strcmp(frame->source, "=prompt") == 0;
}

// Finds the nearest frame that is the analyst's own; of the prompt's lines the
// first, which has no other to be told from, is none.
static bool find_line(lua_State *L, lua_Debug *frame) {
  for (int level = 0; lua_getstack(L, level, frame); level++) {
    lua_getinfo(L, "Sl", frame);
    if (frame->currentline <= 0 || vn_is_ours(L, frame)) continue;
    return frame->currentline > 1 || !is_typed(frame);
  }
  return false;
}

void vn_push_where(lua_State *L) {
  lua_Debug frame;
  if (!find_line(L, &frame)) lua_pushliteral(L, "");
  else if (is_typed(&frame)) lua_pushfstring(L, "line %d: ", frame.currentline);
  else lua_pushfstring(L, "%s:%d: ", frame.short_src, frame.currentline);
}

void vn_push_at(lua_State *L) {
  lua_Debug frame;
  luaL_checkstack(L, 8, NULL);
  if (!find_line(L, &frame) || is_typed(&frame)) {
    lua_pushliteral(L, "");
    return;
  }
  bool is_file = frame.source[0] == '@';
  lua_pushfstring(L, "%s:%d", is_file ? frame.source + 1 : frame.short_src,
                  frame.currentline);
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
