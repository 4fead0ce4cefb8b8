// Cases to learn from, as Lua names them.
#ifndef VN_BIND_CASES_H
#define VN_BIND_CASES_H

#include "bind/bind.h"
#include "calc/run/cases.h"

// Of the frame at `arg`, then: the inputs' names, the outcome's, and of what
// counts as a success (or nil) three lists as vn_check_conditions takes them.
// Not owned by anything yet.
VnCases *vn_check_cases(lua_State *L, int arg, const char *doing);

// The names of the levels of an input whose flag is 1, as a list on the stack.
void vn_push_levels(lua_State *L, const VnCases *cases, size_t input,
                    const uint8_t *flags);

#endif
