// Boxes of tallies, for every binding that takes or gives one.
#ifndef VN_BIND_TALLY_H
#define VN_BIND_TALLY_H

#include "bind/bind.h"
#include "data/tally.h"

// Its pairs are listed.
VnTally *vn_check_tally(lua_State *L, int arg);
VnTally **vn_push_tally(lua_State *L);  // an empty box

#endif
