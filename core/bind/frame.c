// vane.core.frame: named typed columns, as Lua says it.
#include "bind/frame.h"

#include "bind/modules.h"
#include "data/date.h"
#include "data/draft.h"
#include "data/stop.h"

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

size_t vn_check_row(lua_State *L, int arg, const VnFrame *f) {
  lua_Integer row = vn_check_integer(L, arg, "the row");
  if (f->n_rows == 0) {
    vn_error(L, "%s: no row %lld; the frame has no rows", vn_called_as(L), row);
  }
  if (row < 1 || (lua_Unsigned)row > f->n_rows) {
    vn_error(L, "%s: no row %lld; the frame has rows 1 to %zu", vn_called_as(L),
             row, f->n_rows);
  }
  return (size_t)row - 1;
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

static void free_draft(void *draft) {
  vn_draft_free(draft);
}

// Puts the value on top of the stack at the end of the column.
static bool put_cell(lua_State *L, VnDraft *d, size_t col, VnErr *err) {
  size_t length;
  const char *text;
  switch (lua_type(L, -1)) {
    case LUA_TNUMBER:
      if (!lua_isinteger(L, -1)) {
        return vn_draft_number(d, col, lua_tonumber(L, -1), err);
      }
      return vn_draft_integer(d, col, lua_tointeger(L, -1), err);
    case LUA_TSTRING:
      text = lua_tolstring(L, -1, &length);
      return vn_draft_text(d, col, text, length, err);
    case LUA_TBOOLEAN:
      return vn_draft_logical(d, col, lua_toboolean(L, -1), err);
    case LUA_TNIL:
      return vn_draft_fail(d, col, err, "found nothing; a missing cell is na");
    default:
      if (vn_is_na(L, -1)) return vn_draft_missing(d, col, err);
      return vn_draft_fail(d, col, err,
                           "a cell is a number, a text, true, false or na");
  }
}

static void put_list(lua_State *L, VnDraft *d, size_t col, const char *name) {
  VnErr err;
  if (lua_type(L, -1) != LUA_TTABLE) {
    vn_error(L, "frame: column \"%s\" should be a list of cells, found %s",
             name, vn_found(L, -1));
  }
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    if (!put_cell(L, d, col, &err)) vn_raise_while(L, &err, "frame");
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(&err)) vn_raise(L, &err);
    lua_pop(L, 1);
  }
}

// The types that the table at `arg` (or nothing) declares, by column name.
static void declare_types(lua_State *L, int arg, VnDraft *d,
                          const VnNames *names) {
  if (lua_isnoneornil(L, arg)) return;
  if (!lua_istable(L, arg)) {
    vn_error(L,
             "frame: 'types' should be a table, as in { x = \"number\" }, "
             "found %s",
             vn_found(L, arg));
  }
  for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1)) {
    VnType type;
    const char *name = vn_check_text(L, -2, "a name in 'types'");
    const char *wanted = vn_check_text(L, -1, "a type");
    ptrdiff_t col = vn_names_find(names, name);
    if (col < 0) {
      vn_error(L, "frame: 'types' names \"%s\", but no column is called so%s",
               name, vn_names_hint(names, name));
    }
    if (!vn_type_named(wanted, &type)) {
      vn_error(L,
               "frame: column \"%s\" cannot be of type \"%s\"; types are "
               "number, integer, text, date, logical",
               name, wanted);
    }
    vn_draft_declare(d, (size_t)col, type);
  }
}

static const char frame_of_help[] =
    "frame.of(names, lists, types, source) -> frame\n"
    "  A frame from a list of column names and a list of columns, each a list\n"
    "  of cells: numbers, texts, true, false, or na for a missing cell. A\n"
    "  column takes the type of its cells (integers and numbers mix to\n"
    "  number) or the one that `types`, a table by column name, declares:\n"
    "  \"number\", \"integer\", \"text\", \"date\" (cells as \"2014-12-31\") or\n"
    "  \"logical\". `source` says where the rows came from.\n"
    "  Raises when a name stands twice, columns are not equally long, or a\n"
    "  cell does not fit its column.\n"
    "\n"
    "  > frame.of({\"x\", \"y\"}, {{1, 2}, {\"a\", na}}):get(1, \"y\")\n"
    "  a\n";

static int frame_of(lua_State *L) {
  VnErr err;
  lua_settop(L, 4);
  const char *source = lua_isnil(L, 4) ? NULL : vn_check_text(L, 4, "source");
  const VnNames *names = vn_check_names(L, 1, "column");
  size_t n = vn_names_count(names);
  if (!lua_istable(L, 2) || lua_rawlen(L, 2) != n) {
    vn_error(L, "frame.of: wants a list of %d columns, one for each name",
             (int)n);
  }
  VnDraft **draft = (VnDraft **)vn_hold(L, free_draft);
  VnFrame **frame = vn_push_frame(L);
  *draft = vn_draft_new((VnNames *)names, &err);
  if (!*draft) return vn_raise(L, &err);
  declare_types(L, 3, *draft, names);
  for (size_t j = 0; j < n; j++) {
    lua_rawgeti(L, 2, (lua_Integer)j + 1);
    put_list(L, *draft, j, vn_names_at(names, j));
    lua_pop(L, 1);
  }
  *frame = vn_draft_finish(*draft, source, &err);
  if (*frame) return 1;
  return vn_raise_while(L, &err, "frame");
}

static const VnColumn *check_column(lua_State *L, const VnFrame *f, int arg) {
  VnErr err;
  const char *name = vn_check_text(L, arg, "the column's name");
  const VnColumn *column = vn_frame_column(f, name, &err);
  if (!column) vn_raise_while(L, &err, vn_called_as(L));
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
  size_t row = vn_check_row(L, 2, f);
  vn_push_cell(L, check_column(L, f, 3), row);
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
    VnErr err;
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(&err)) vn_raise(L, &err);
    vn_push_cell(L, column, i);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static size_t check_count(lua_State *L, int arg, size_t n_rows) {
  lua_Integer n = lua_isnoneornil(L, arg)
                      ? 10
                      : vn_check_integer(L, arg, "the number of rows");
  if (n < 0) {
    vn_error(L, "%s: wants a number of rows from 0 up, found %lld",
             vn_called_as(L), n);
  }
  return (lua_Unsigned)n < n_rows ? (size_t)n : n_rows;
}

static int push_slice(lua_State *L, const VnFrame *f, size_t from, size_t to) {
  VnErr err;
  VnFrame **slice = vn_push_frame(L);
  *slice = vn_frame_slice(f, from, to, &err);
  return *slice ? 1 : vn_raise(L, &err);
}

static const char frame_head_help[] =
    "f:head(n) -> frame\n"
    "  The first n rows (10 when not said), or all when there are fewer.\n"
    "\n"
    "  > frame{x = {4, 5, 6}}:head(2):column(\"x\")[2]\n"
    "  5\n";

static int frame_head(lua_State *L) {
  const VnFrame *f = vn_check_frame(L, 1);
  return push_slice(L, f, 0, check_count(L, 2, f->n_rows));
}

static const char frame_tail_help[] =
    "f:tail(n) -> frame\n"
    "  The last n rows (10 when not said), or all when there are fewer.\n"
    "\n"
    "  > frame{x = {4, 5, 6}}:tail(2):column(\"x\")[1]\n"
    "  5\n";

static int frame_tail(lua_State *L) {
  const VnFrame *f = vn_check_frame(L, 1);
  size_t n = check_count(L, 2, f->n_rows);
  return push_slice(L, f, f->n_rows - n, f->n_rows);
}

static int frame_equal(lua_State *L) {
  const VnFrame *a = vn_test(L, 1, NOUN), *b = vn_test(L, 2, NOUN);
  lua_pushboolean(L, a && b && vn_frame_equal(a, b));
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

static int frame_types(lua_State *L) {
  const VnFrame *f = vn_check_frame(L, 1);
  lua_createtable(L, 0, (int)f->n_cols);
  for (size_t j = 0; j < f->n_cols; j++) {
    lua_pushstring(L, vn_type_name(f->columns[j]->type));
    lua_setfield(L, -2, vn_names_at(f->names, j));
  }
  return 1;
}

static int frame_source(lua_State *L) {
  lua_pushstring(L, vn_check_frame(L, 1)->source);
  return 1;
}

static const VnEntry functions[] = {
    {"of", frame_of, frame_of_help},
    {NULL, NULL,     NULL         },
};

static const VnEntry methods[] = {
    {"get",    frame_get,    frame_get_help   },
    {"column", frame_column, frame_column_help},
    {"head",   frame_head,   frame_head_help  },
    {"tail",   frame_tail,   frame_tail_help  },
    {NULL,     NULL,         NULL             },
};

static const VnEntry fields[] = {
    {"n_rows", frame_n_rows, "how many rows"                             },
    {"n_cols", frame_n_cols, "how many columns"                          },
    {"names",  frame_names,  "the column names, a list"                  },
    {"types",  frame_types,  "each column's type, a table by column name"},
    {"source", frame_source, "where the rows came from, or nil"          },
    {NULL,     NULL,         NULL                                        },
};

static const luaL_Reg operators[] = {
    {"__len", frame_n_rows},
    {"__eq",  frame_equal },
    {NULL,    NULL        },
};

int luaopen_vane_core_frame(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, methods, fields, frame_free});
  luaL_getmetatable(L, NOUN);
  luaL_setfuncs(L, operators, 0);
  lua_pop(L, 1);
  return 1;
}
