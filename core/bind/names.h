// Name lists and Lua arrays of texts.
#ifndef VN_BIND_NAMES_H
#define VN_BIND_NAMES_H

#include <lua.h>

#include "data/names.h"

void vn_push_names(lua_State *L, const VnNames *names);
VnNames **vn_hold_names(lua_State *L);  // an empty box

// The texts of the array at `arg`, in a block left on the stack; they live as
// long as the array keeps them.
const char **vn_check_texts(lua_State *L, int arg, const char *what, size_t *n);

// The same of exactly n texts.
const char **vn_check_n_texts(lua_State *L, int arg, const char *what,
                              size_t n);

// A box of names from the array at `arg`, left on the stack.
VnNames *vn_check_names(lua_State *L, int arg, const char *what);

#endif
