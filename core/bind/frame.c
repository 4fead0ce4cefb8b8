// vane.core.frame: named typed columns, as Lua says it.
#include "bind/frame.h"

#include "bind/modules.h"
#include "data/date.h"

#define NOUN "frame"

VnFrame *vn_check_frame(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnFrame **vn_push_frame(lua_State *L) {
  return (VnFrame **)vn_box(L, NOUN);
}

static int frame_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_frame_free(*box);
  *box = NULL;
  return 0;
}

static void push_date(lua_State *L, int32_t days) {
  char text[VN_DATE_TEXT];
  vn_date_to_text(days, text);
  lua_pushstring(L, text);
}

void vn_push_cell(lua_State *L, const VnColumn *column, size_t row) {
  if (vn_column_missing(column, row)) {
    vn_push_na(L);
    return;
  }
  switch (column->type) {
    case VN_NUMBER: lua_pushnumber(L, column->number[row]); break;
    case VN_INTEGER: lua_pushinteger(L, column->integer[row]); break;
    case VN_TEXT:
      lua_pushstring(L, vn_dict_at(column->dict, column->text[row]));
      break;
    case VN_DATE: push_date(L, column->date[row]); break;
    case VN_LOGICAL: lua_pushboolean(L, column->logical[row]); break;
  }
}

static const VnColumn *check_column(lua_State *L, const VnFrame *f, int arg) {
  VnErr err;
  const VnColumn *column = vn_frame_column(f, luaL_checkstring(L, arg), &err);
  if (!column) vn_raise(L, &err);
  return column;
}

static const char frame_get_help[] =
    "f:get(row, name) -> value or na\n"
    "  The cell of that row (rows count from 1) and column.\n"
    "  Raises on an unknown column or a row outside the frame.\n"
    "\n"
    "  > frame{x = {4, 5}}:get(2, \"x\")\n"
    "  5\n";

static int frame_get(lua_State *L) {
  const VnFrame *f = vn_check_frame(L, 1);
  lua_Integer row = luaL_checkinteger(L, 2);
  const VnColumn *column = check_column(L, f, 3);
  if (row < 1 || (lua_Unsigned)row > f->n_rows) {
    vn_error(L, "get: no row %lld; the frame has rows 1 to %zu", row,
             f->n_rows);
  }
  vn_push_cell(L, column, (size_t)row - 1);
  return 1;
}

static const char frame_column_help[] =
    "f:column(name) -> list\n"
    "  The cells of one column as a Lua list; a missing one is na.\n"
    "  Raises on an unknown column.\n"
    "\n"
    "  > f = frame{x = {4, na}}\n"
    "  > is_na(f:column(\"x\")[2])\n"
    "  true\n";

static int frame_column(lua_State *L) {
  const VnFrame *f = vn_check_frame(L, 1);
  const VnColumn *column = check_column(L, f, 2);
  lua_createtable(L, (int)f->n_rows, 0);
  for (size_t i = 0; i < f->n_rows; i++) {
    vn_push_cell(L, column, i);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int frame_n_rows(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_frame(L, 1)->n_rows);
  return 1;
}

static int frame_n_cols(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_frame(L, 1)->n_cols);
  return 1;
}

static int frame_names(lua_State *L) {
  vn_push_names(L, vn_check_frame(L, 1)->names);
  return 1;
}

static const VnEntry functions[] = {
    {NULL, NULL, NULL},
};

static const VnEntry methods[] = {
    {"get",    frame_get,    frame_get_help   },
    {"column", frame_column, frame_column_help},
    {NULL,     NULL,         NULL             },
};

static const VnEntry fields[] = {
    {"n_rows", frame_n_rows, "how many rows"           },
    {"n_cols", frame_n_cols, "how many columns"        },
    {"names",  frame_names,  "the column names, a list"},
    {NULL,     NULL,         NULL                      },
};

int luaopen_vane_core_frame(lua_State *L) {
  return vn_open_noun(L,
                      &(VnNoun){NOUN, functions, methods, fields, frame_free});
}
