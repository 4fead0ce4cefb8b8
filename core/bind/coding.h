// Boxes of codings, for every binding that takes or gives one.
#ifndef VN_BIND_CODING_H
#define VN_BIND_CODING_H

#include "bind/bind.h"
#include "data/coding.h"

VnCoding *vn_check_coding(lua_State *L, int arg);
VnCoding **vn_push_coding(lua_State *L);  // an empty box

// A number of each source, in a block on the stack; -1 is VN_NO_MARK. *n
// becomes one more than the highest.
const uint32_t *vn_check_marks(lua_State *L, int arg, const VnCoding *coding,
                               uint32_t *n);

#endif
