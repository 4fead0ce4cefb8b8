// One Lua state with the native modules, our Lua files and the vocabulary.
#ifndef VN_STATE_H
#define VN_STATE_H

#include <lua.h>

// NULL when there is no memory or the Lua files cannot be found; the reason is
// then on stderr.
lua_State *vn_state_new(void);

// Runs what things still have to do when they go, at the program's end; their
// memory is left to the system, which is quicker.
void vn_state_end(lua_State *L);

// Puts the analyst's environment on the stack.
void vn_push_environment(lua_State *L);

#endif
