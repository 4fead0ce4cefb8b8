// vane.core.raster: pictures in the signs of a terminal, as Lua draws them.
#include "data/raster.h"

#include "bind/bind.h"
#include "bind/modules.h"

#define NOUN "raster"

static VnRaster *check_raster(lua_State *L) {
  return vn_check(L, 1, NOUN);
}

// new(columns, rows)
static int raster_new(lua_State *L) {
  VnErr err;
  lua_Integer n_cols = vn_check_integer(L, 1, "the columns");
  lua_Integer n_rows = vn_check_integer(L, 2, "the rows");
  if (n_cols < 1 || n_rows < 1) {
    return vn_error(L, "a drawing wants a column and a row at least");
  }
  void **box = vn_box(L, NOUN);
  *box = vn_raster_new((size_t)n_cols, (size_t)n_rows, &err);
  return *box ? 1 : vn_raise(L, &err);
}

static int raster_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_raster_free(*box);
  *box = NULL;
  return 0;
}

// pen(raster, colour)
static int raster_pen(lua_State *L) {
  vn_raster_pen(check_raster(L), (int)luaL_checkinteger(L, 2) & 255);
  return 0;
}

// line(raster, x, y, x2, y2)
static int raster_line(lua_State *L) {
  vn_raster_line(check_raster(L), luaL_checknumber(L, 2),
                 luaL_checknumber(L, 3), luaL_checknumber(L, 4),
                 luaL_checknumber(L, 5));
  return 0;
}

// curve(raster, x, y, ... of four points)
static int raster_curve(lua_State *L) {
  double at[8];
  for (int i = 0; i < 8; i++) at[i] = luaL_checknumber(L, i + 2);
  vn_raster_curve(check_raster(L), at);
  return 0;
}

// disc(raster, x, y, radius, full)
static int raster_disc(lua_State *L) {
  vn_raster_disc(check_raster(L), luaL_checknumber(L, 2),
                 luaL_checknumber(L, 3), luaL_checknumber(L, 4),
                 lua_toboolean(L, 5));
  return 0;
}

// fill(raster, x, y, x2, y2, shade)
static int raster_fill(lua_State *L) {
  vn_raster_fill(check_raster(L), luaL_checknumber(L, 2),
                 luaL_checknumber(L, 3), luaL_checknumber(L, 4),
                 luaL_checknumber(L, 5), (int)luaL_checkinteger(L, 6) % 5);
  return 0;
}

// bar(raster, x, x2, y)
static int raster_bar(lua_State *L) {
  vn_raster_bar(check_raster(L), luaL_checknumber(L, 2), luaL_checknumber(L, 3),
                luaL_checknumber(L, 4));
  return 0;
}

// text(raster, column, row, text)
static int raster_text(lua_State *L) {
  vn_raster_text(check_raster(L), (long)luaL_checkinteger(L, 2),
                 (long)luaL_checkinteger(L, 3), luaL_checkstring(L, 4));
  return 0;
}

// print(raster, ascii, colours) -> text
static int raster_print(lua_State *L) {
  VnErr err;
  const VnRaster *raster = check_raster(L);
  VnBytes *text = vn_hold_bytes(L);
  if (!vn_raster_print(raster, lua_toboolean(L, 2), lua_toboolean(L, 3), text,
                       &err)) {
    return vn_raise(L, &err);
  }
  lua_pushlstring(L, (const char *)text->at, text->n);
  return 1;
}

static const VnEntry functions[] = {
    {"new",   raster_new,   NULL},
    {"pen",   raster_pen,   NULL},
    {"line",  raster_line,  NULL},
    {"curve", raster_curve, NULL},
    {"disc",  raster_disc,  NULL},
    {"fill",  raster_fill,  NULL},
    {"bar",   raster_bar,   NULL},
    {"text",  raster_text,  NULL},
    {"print", raster_print, NULL},
    {NULL,    NULL,         NULL},
};

static const VnEntry nothing[] = {
    {NULL, NULL, NULL}
};

static const VnNoun raster = {NOUN, functions, nothing, nothing, raster_free};

int luaopen_vane_core_raster(lua_State *L) {
  return vn_open_noun(L, &raster);
}
