// What the bindings that look for scenarios have in common.
#ifndef VN_BIND_CONSISTENT_H
#define VN_BIND_CONSISTENT_H

#include "bind/impact.h"
#include "calc/impact/ensemble.h"
#include "calc/impact/succession.h"

// An empty box for a balance; freed by the collector.
VnBalance *vn_hold_balance(lua_State *L);

// The domains in a list of all variants' true or false at `arg`, and the
// forbidden pairs in a flat list of places at the next; both stay on the
// stack in blocks.
void vn_check_rules(lua_State *L, int arg, const VnImpact *x,
                    VnConsistent *wanted);

// The rule named at `arg`, and the speeds in the list there, in a block left on
// the stack, or NULL.
VnSuccessionRule vn_check_succession(lua_State *L, int arg);
const int64_t *vn_check_speeds(lua_State *L, int arg, const VnImpact *x);

// From `arg` on: members, spread (a chance, a matrix of chances, or a panel
// where places follow), step, seed, places or nil, threshold, workers or nil.
VnEnsembleOptions vn_check_ensemble(lua_State *L, int arg, const VnImpact *x);

#endif
