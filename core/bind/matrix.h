// Boxes of matrices, for every binding that takes or gives one.
#ifndef VN_BIND_MATRIX_H
#define VN_BIND_MATRIX_H

#include "bind/bind.h"
#include "data/matrix.h"

VnMatrix *vn_check_matrix(lua_State *L, int arg);
VnMatrix *vn_test_matrix(lua_State *L, int arg);  // or NULL
VnMatrix **vn_push_matrix(lua_State *L);          // an empty box

// "rows", "cols" or "all", as VnSide numbers them.
extern const char *const vn_sides[];

#endif
