// vane.core.roadmap: the picture of a roadmap, and names that look alike, as
// lua/vane/study/roadmap.lua asks for them.
#include "calc/picture/roadmap.h"

#include <stdio.h>

#include "bind/bind.h"
#include "bind/modules.h"
#include "calc/impact/likeness.h"
#include "data/memory.h"

static void free_picture(void *picture) {
  if (!picture) return;
  vn_roadmap_free(picture);
  vn_free(picture);
}

// ---- what is asked ----

static double number_at(lua_State *L, int list, size_t i) {
  lua_rawgeti(L, list, (lua_Integer)i + 1);
  double value = lua_tonumber(L, -1);
  lua_pop(L, 1);
  return value;
}

// The number in a list, counted from 1, as a place from 0 below `below`.
static size_t place_at(lua_State *L, int list, size_t i, size_t below) {
  double place = number_at(L, list, i);
  luaL_argcheck(L, place >= 1 && place <= (double)below, list, "no such place");
  return (size_t)place - 1;
}

// The lists lane, from, to and label at 1 to 4, in a block left on the stack;
// the labels live as long as their list keeps them.
static const VnRoadItem *check_items(lua_State *L, size_t n, size_t n_lanes) {
  size_t n_labels;
  const char **labels = vn_check_texts(L, 4, "'label'", &n_labels);
  luaL_argcheck(L, n_labels == n, 4, "one label for each item");
  VnRoadItem *items = lua_newuserdatauv(L, (n + 1) * sizeof *items, 0);
  for (size_t i = 0; i < n; i++) {
    items[i] = (VnRoadItem){place_at(L, 1, i, n_lanes), number_at(L, 2, i),
                            number_at(L, 3, i), labels[i]};
  }
  return items;
}

// Pairs of items, one after the other, at 6.
static const size_t *check_links(lua_State *L, size_t n, size_t n_items) {
  size_t *links = lua_newuserdatauv(L, (2 * n + 1) * sizeof *links, 0);
  for (size_t k = 0; k < 2 * n; k++) links[k] = place_at(L, 6, k, n_items);
  return links;
}


// ---- what is answered ----

static void set_number(lua_State *L, const char *name, double value) {
  lua_pushnumber(L, value);
  lua_setfield(L, -2, name);
}

static void push_box(lua_State *L, const VnRoadBox *box) {
  lua_createtable(L, 0, 6);
  set_number(L, "x", box->x);
  set_number(L, "y", box->y);
  set_number(L, "width", box->width);
  set_number(L, "height", box->height);
  lua_pushinteger(L, (lua_Integer)box->row + 1);
  lua_setfield(L, -2, "row");
  lua_pushstring(L, box->label);
  lua_setfield(L, -2, "label");
}

static void push_lane(lua_State *L, const VnRoadLane *lane) {
  lua_createtable(L, 0, 3);
  set_number(L, "y", lane->y);
  set_number(L, "height", lane->height);
  lua_pushinteger(L, (lua_Integer)lane->first + 1);
  lua_setfield(L, -2, "row");
}

// "x,y x,y ..."
static void push_path(lua_State *L, const double *points, size_t n) {
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (size_t k = 0; k < n; k++) {
    char number[32];
    const char *between = k == 0 ? "" : k % 2 ? "," : " ";
    snprintf(number, sizeof number, "%s%.10g", between, points[k]);
    luaL_addstring(&text, number);
  }
  luaL_pushresult(&text);
}

static void push_picture(lua_State *L, const VnRoadPicture *p, size_t n_links) {
  lua_createtable(L, 0, 6);
  set_number(L, "left", p->left);
  set_number(L, "width", p->width);
  set_number(L, "height", p->height);
  lua_createtable(L, (int)p->n_boxes, 0);
  for (size_t i = 0; i < p->n_boxes; i++) {
    push_box(L, &p->boxes[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "boxes");
  lua_createtable(L, (int)p->n_lanes, 0);
  for (size_t i = 0; i < p->n_lanes; i++) {
    push_lane(L, &p->lanes[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "lanes");
  lua_createtable(L, (int)n_links, 0);
  for (size_t k = 0; k < n_links; k++) {
    push_path(L, p->points + p->first[k], p->first[k + 1] - p->first[k]);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  lua_setfield(L, -2, "paths");
}

// place(lanes, from, to, labels, n_lanes, links, width, size, widest) ->
// { left =, width =, height =, boxes =, lanes =, paths = }
static int roadmap_place(lua_State *L) {
  VnErr err;
  VnRoadmap map = {
      .n_items = vn_check_list(L, 1, "'lane'"),
      .n_lanes = (size_t)vn_check_integer(L, 5, "the number of lanes"),
      .n_links = vn_check_list(L, 6, "'links'") / 2,
      .width = vn_check_number(L, 7, "'width'"),
      .size = vn_check_number(L, 8, "'size'"),
      .widest = vn_check_number(L, 9, "'widest'"),
  };
  vn_check_list(L, 2, "'from'");
  vn_check_list(L, 3, "'to'");
  map.items = check_items(L, map.n_items, map.n_lanes);
  map.links = check_links(L, map.n_links, map.n_items);
  void **box = vn_hold(L, free_picture);
  VnRoadPicture *picture = *box = vn_alloc(1, sizeof *picture);
  if (!picture) return vn_error(L, "roadmap: not enough memory");
  if (!vn_roadmap_place(&map, picture, &err)) return vn_raise(L, &err);
  push_picture(L, picture, map.n_links);
  return 1;
}

static void free_alikes(void *alikes) {
  if (!alikes) return;
  vn_alikes_free(alikes);
  vn_free(alikes);
}

// alike(texts, least) -> { { a, b, likeness }, ... }
static int roadmap_alike(lua_State *L) {
  VnErr err;
  size_t n;
  const char **texts = vn_check_texts(L, 1, "the names", &n);
  double least = vn_check_number(L, 2, "'alike'");
  void **box = vn_hold(L, free_alikes);
  VnAlikes *alikes = *box = vn_alloc(1, sizeof *alikes);
  if (!alikes) return vn_error(L, "roadmap: not enough memory");
  if (!vn_alike(texts, n, least, alikes, &err)) return vn_raise(L, &err);
  lua_createtable(L, (int)alikes->n, 0);
  for (size_t k = 0; k < alikes->n; k++) {
    lua_createtable(L, 3, 0);
    lua_pushinteger(L, (lua_Integer)alikes->pairs[k].a + 1);
    lua_rawseti(L, -2, 1);
    lua_pushinteger(L, (lua_Integer)alikes->pairs[k].b + 1);
    lua_rawseti(L, -2, 2);
    lua_pushnumber(L, alikes->pairs[k].likeness);
    lua_rawseti(L, -2, 3);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

static const VnEntry functions[] = {
    {"alike", roadmap_alike, NULL},
    {"place", roadmap_place, NULL},
    {NULL,    NULL,          NULL},
};

int luaopen_vane_core_roadmap(lua_State *L) {
  return vn_open_functions(L, functions);
}
