// Raising one sentence at the analyst's line.
#ifndef VN_BIND_RAISE_H
#define VN_BIND_RAISE_H

#include <lauxlib.h>
#include <lua.h>

#include "data/err.h"

int vn_raise(lua_State *L, const VnErr *err);

// The same with "doing: " in front.
int vn_raise_while(lua_State *L, VnErr *err, const char *doing);
int vn_raise_in(lua_State *L, const char *doing, VnErr *err);
int vn_error(lua_State *L, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Pushes "file:line: " of the nearest frame that is the analyst's own, or "".
void vn_push_where(lua_State *L);

// Pushes "path/of/file.lua:line" of it, in full; "" at the prompt.
void vn_push_at(lua_State *L);

// Whether a frame (filled with "S") runs one of our own Lua files.
bool vn_is_ours(lua_State *L, const lua_Debug *frame);

#endif
