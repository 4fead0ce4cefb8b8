// What the bindings that look for scenarios have in common.
#ifndef VN_BIND_CONSISTENT_H
#define VN_BIND_CONSISTENT_H

#include "bind/impact.h"
#include "calc/consistent.h"

// An empty box for a balance; freed by the collector.
VnBalance *vn_hold_balance(lua_State *L);

// The domains in a list of all variants' true or false at `arg`, and the
// forbidden pairs in a flat list of places at the next; both stay on the
// stack in blocks.
void vn_check_rules(lua_State *L, int arg, const VnImpact *x,
                    VnConsistent *wanted);

#endif
