// vane.core.place: where names stand beside points, and outlines around them.
#include "calc/picture/place.h"

#include "bind/bind.h"
#include "bind/modules.h"
#include "calc/picture/hull.h"

// Entry i of the list at `arg`, from 0.
static double number_at(lua_State *L, int arg, size_t i) {
  lua_rawgeti(L, arg, (lua_Integer)i + 1);
  double number = luaL_checknumber(L, -1);
  lua_pop(L, 1);
  return number;
}

static VnNamed *check_points(lua_State *L, int arg, size_t n) {
  VnNamed *points = lua_newuserdatauv(L, (n + 1) * sizeof *points, 0);
  for (size_t i = 0; i < n; i++) {
    points[i] =
        (VnNamed){number_at(L, arg, 4 * i), number_at(L, arg, 4 * i + 1),
                  number_at(L, arg, 4 * i + 2), number_at(L, arg, 4 * i + 3)};
  }
  return points;
}

// names({x, y, radius, width, ...}, height, left, top, right, bottom, over)
//   -> {left or false, top or false, ...}
static int place_names(lua_State *L) {
  VnErr err;
  size_t n = vn_check_list(L, 1, "the points") / 4;
  VnBox room = {luaL_checknumber(L, 3), luaL_checknumber(L, 4),
                luaL_checknumber(L, 5), luaL_checknumber(L, 6)};
  bool over = lua_toboolean(L, 7);  // before anything is pushed there
  VnNamed *points = check_points(L, 1, n);
  VnBox *boxes = lua_newuserdatauv(L, (n + 1) * sizeof *boxes, 0);
  if (!vn_place_names(points, n, luaL_checknumber(L, 2), room, over, boxes,
                      &err)) {
    return vn_raise(L, &err);
  }
  lua_createtable(L, (int)(2 * n), 0);
  for (size_t i = 0; i < n; i++) {
    bool placed = boxes[i].right > boxes[i].left;
    if (placed) lua_pushnumber(L, boxes[i].left);
    else lua_pushboolean(L, 0);
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 1);
    lua_pushnumber(L, boxes[i].top);
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 2);
  }
  return 1;
}

// hull({x, y, ...}) -> {x, y, ...}
static int place_hull(lua_State *L) {
  size_t n = vn_check_list(L, 1, "the spots") / 2;
  VnSpot *spots = lua_newuserdatauv(L, (3 * n + 2) * sizeof *spots, 0);
  VnSpot *hull = spots + n;
  for (size_t i = 0; i < n; i++) {
    spots[i] = (VnSpot){number_at(L, 1, 2 * i), number_at(L, 1, 2 * i + 1)};
  }
  size_t k = vn_convex_hull(spots, n, hull);
  lua_createtable(L, (int)(2 * k), 0);
  for (size_t i = 0; i < k; i++) {
    lua_pushnumber(L, hull[i].x);
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 1);
    lua_pushnumber(L, hull[i].y);
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 2);
  }
  return 1;
}

static const VnEntry functions[] = {
    {"names", place_names, NULL},
    {"hull",  place_hull,  NULL},
    {NULL,    NULL,        NULL},
};

int luaopen_vane_core_place(lua_State *L) {
  return vn_open_functions(L, functions);
}
