// Boxes of frames, for every binding that takes or gives one.
#ifndef VN_BIND_FRAME_H
#define VN_BIND_FRAME_H

#include "bind/bind.h"
#include "data/frame.h"

VnFrame *vn_check_frame(lua_State *L, int arg);
VnFrame **vn_push_frame(lua_State *L);  // an empty box

// The row at `arg`, which counts from 1 there and from 0 here.
size_t vn_check_row(lua_State *L, int arg, const VnFrame *frame);

// One cell as Lua has it: number, integer, text, ISO date text, boolean, na.
void vn_push_cell(lua_State *L, const VnColumn *column, size_t row);

#endif
