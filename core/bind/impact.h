// Boxes of cross-impact matrices, for every binding that takes or gives one.
#ifndef VN_BIND_IMPACT_H
#define VN_BIND_IMPACT_H

#include "bind/bind.h"
#include "data/impact.h"

VnImpact *vn_check_impact(lua_State *L, int arg);
VnImpact **vn_push_impact(lua_State *L);  // an empty box

// A count in decimal digits: an integer where one holds it, else the text.
void vn_push_count(lua_State *L, const char *digits);

#endif
