// Boxes of events, for every binding that takes or gives them.
#ifndef VN_BIND_EVENTS_H
#define VN_BIND_EVENTS_H

#include "bind/bind.h"
#include "data/events.h"

VnEvents *vn_check_events(lua_State *L, int arg);
VnEvents **vn_push_events(lua_State *L);  // an empty box

#endif
