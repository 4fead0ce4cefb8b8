// Cells of matrices as Lua says them: numbers and na, in lists of lists.
#ifndef VN_BIND_MATRIX_CELLS_H
#define VN_BIND_MATRIX_CELLS_H

#include "bind/bind.h"
#include "data/matrix.h"

// A finite number or na (NaN in C), else an error about cell row x col.
double vn_check_matrix_cell(lua_State *L, int arg, const char *row,
                            const char *col);

// Raises when a list of rows does not have as many.
void vn_check_matrix_rows(lua_State *L, int arg, size_t n_rows);

// Every cell, from a list with a list for each row, which has been checked to
// have them all; raises when a row does not fit.
void vn_fill_matrix(lua_State *L, int arg, VnMatrix *matrix);

// Such a list; gives 1, the number of what it pushed.
int vn_push_matrix_cells(lua_State *L, const VnMatrix *matrix);

#endif
