// vane.core.geometry: shapes on the globe, as maps draw them.
#include "data/geometry.h"

#include "bind/bind.h"
#include "bind/modules.h"
#include "calc/picture/clip.h"
#include "calc/picture/laea.h"

static void free_geometry(void *geometry) {
  vn_geometry_free(geometry);
}

static VnBox check_window(lua_State *L, int arg) {
  return (VnBox){luaL_checknumber(L, arg), luaL_checknumber(L, arg + 1),
                 luaL_checknumber(L, arg + 2), luaL_checknumber(L, arg + 3)};
}

static void push_spots(lua_State *L, const VnSpot *spots, size_t n) {
  lua_createtable(L, (int)(2 * n), 0);
  for (size_t i = 0; i < n; i++) {
    lua_pushnumber(L, spots[i].x);
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 1);
    lua_pushnumber(L, spots[i].y);
    lua_rawseti(L, -2, 2 * (lua_Integer)i + 2);
  }
}

// Pushes a ring in metres, cut and thinned; false when nothing of it is left.
static bool push_ring(lua_State *L, VnRing ring, VnBox window, double least) {
  VnSpot *spots = lua_newuserdatauv(L, (33 * ring.n + 32) * sizeof *spots, 0);
  VnSpot *cut = spots + ring.n, *spare = cut + 16 * ring.n + 16;
  for (size_t i = 0; i < ring.n; i++) {
    vn_laea(ring.at[2 * i], ring.at[2 * i + 1], &spots[i].x, &spots[i].y);
  }
  size_t n = vn_thin_ring(spots, ring.n, least);
  n = vn_clip_ring(spots, n, window, cut, spare);
  if (n >= 3) push_spots(L, cut, n);
  lua_remove(L, n >= 3 ? -2 : -1);
  return n >= 3;
}

static void push_rings(lua_State *L, const VnGeometry *g, size_t i,
                       VnBox window, double least) {
  lua_Integer n = 0;
  lua_newtable(L);
  for (size_t k = 0; k < vn_geometry_n_rings(g, i); k++) {
    if (push_ring(L, vn_geometry_ring(g, i, k), window, least)) {
      lua_rawseti(L, -2, ++n);
    }
  }
}

// read(path, object or nil, left, bottom, right, top, least)
//   -> { { id =, rings = { {x, y, ...}, ... } }, ... }, in metres
static int geometry_read(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  const char *object = lua_tostring(L, 2);
  VnBox window = check_window(L, 3);
  double least = luaL_checknumber(L, 7);
  void **box = vn_hold(L, free_geometry);
  VnGeometry *g = *box = vn_geometry_read(path, object, &err);
  if (!g) return vn_raise(L, &err);
  lua_newtable(L);
  for (size_t i = 0; i < vn_geometry_count(g); i++) {
    lua_newtable(L);
    vn_set_text(L, "id", vn_geometry_id(g, i));
    push_rings(L, g, i, window, least);
    lua_setfield(L, -2, "rings");
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

// project(longitude, latitude) -> metres east, metres north
static int geometry_project(lua_State *L) {
  double east, north;
  vn_laea(luaL_checknumber(L, 1), luaL_checknumber(L, 2), &east, &north);
  lua_pushnumber(L, east);
  lua_pushnumber(L, north);
  return 2;
}

static const VnEntry functions[] = {
    {"read",    geometry_read,    NULL},
    {"project", geometry_project, NULL},
    {NULL,      NULL,             NULL},
};

int luaopen_vane_core_geometry(lua_State *L) {
  return vn_open_functions(L, functions);
}
