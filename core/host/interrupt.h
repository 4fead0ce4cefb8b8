// Ctrl-C: raises vn_stop_flag for native loops and stops running Lua code,
// in whatever coroutine it is.
#ifndef VN_INTERRUPT_H
#define VN_INTERRUPT_H

#include <lua.h>
#include <stdbool.h>

// Catches SIGINT from here on. Replaces the functions that start or close a
// coroutine, so that we know which thread runs, and xpcall, whose handler
// could go on for ever.
void vn_interrupt_open(lua_State *L);

// Between these two Ctrl-C stops what runs, and goes on stopping it until it
// is out: pcall cannot swallow it. A Ctrl-C shortly before stops it at once.
// The second says whether it was stopped.
void vn_interrupt_begin(lua_State *L);
bool vn_interrupt_end(lua_State *L);

#endif
