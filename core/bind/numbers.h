// Numbers that Lua gives in fields and lists, and frames of nothing else.
#ifndef VN_BIND_NUMBERS_H
#define VN_BIND_NUMBERS_H

#include "bind/frame.h"

// A field of the table at `arg`; what is not there is `otherwise`, or 0.
double vn_number_field(lua_State *L, int arg, const char *name,
                       double otherwise);
size_t vn_count_field(lua_State *L, int arg, const char *name);

// The numbers of a list, in a block that takes its place on the stack.
double *vn_check_numbers(lua_State *L, int arg, size_t *n);

// The same of a list in a field; the list at `keep` then holds the block.
const double *vn_keep_numbers(lua_State *L, int table, const char *name,
                              int keep, size_t *n);

// Pushes a list of them.
void vn_push_numbers(lua_State *L, const double *numbers, size_t n);
void vn_push_counts(lua_State *L, const size_t *counts, size_t n);

// Columns of numbers, all 0.
VnFrame *vn_number_frame(const char *const *labels, size_t n, size_t n_rows,
                         VnErr *err);

#endif
