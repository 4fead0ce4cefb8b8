// Progress of work that calls Lua, which may raise: the stage is then over.
#ifndef VN_BIND_STAGE_H
#define VN_BIND_STAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <lua.h>

#include "data/progress.h"

// Begins a stage that ends when this function returns or raises; it takes a
// place on the stack. True: it is told, so step it.
bool vn_stage_until_return(lua_State *L, const char *doing, const char *unit,
                           size_t n);

#endif
