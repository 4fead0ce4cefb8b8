// Conditions on cells, as Lua writes them: below(3), { "a", "b" }.
#ifndef VN_BIND_CONDITION_H
#define VN_BIND_CONDITION_H

#include "bind/bind.h"
#include "calc/frame/filter.h"

// From three lists at `arg` and behind: columns, kinds ("one_of", "below",
// ...), and a list of values for each. In a block left on the stack.
const VnCondition *vn_check_conditions(lua_State *L, int arg, size_t *n);

#endif
