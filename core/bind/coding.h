// Boxes of codings, for every binding that takes or gives one.
#ifndef VN_BIND_CODING_H
#define VN_BIND_CODING_H

#include "bind/bind.h"
#include "data/coding.h"

VnCoding *vn_check_coding(lua_State *L, int arg);
VnCoding **vn_push_coding(lua_State *L);  // an empty box

#endif
