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

// "rows" or "cols" at `arg`; raises on anything else.
static inline VnSide vn_check_lines(lua_State *L, int arg) {
  static const char *const lines[] = {"rows", "cols", NULL};
  return (VnSide)vn_check_word(L, arg, lines, -1);
}

#endif
