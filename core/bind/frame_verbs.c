// vane.core.frame_verbs: what can be done with frames, for the methods that
// lua/vane/data/frame.lua makes of it; their help stands there.
#include "bind/frame.h"

#include "bind/condition.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/frame/aggregate.h"
#include "calc/frame/append.h"
#include "calc/frame/filter.h"
#include "calc/frame/group.h"
#include "calc/frame/join.h"
#include "calc/frame/order.h"
#include "calc/frame/pivot.h"
#include "calc/frame/select.h"
#include "calc/frame/take.h"
#include "calc/frame/unfold.h"

// A text, or NULL where nothing is given.
static const char *text_or_null(lua_State *L, int arg) {
  return lua_isnoneornil(L, arg) ? NULL : lua_tostring(L, arg);
}

// row(f, i): the cells of one row by column name
static int verb_row(lua_State *L) {
  const VnFrame *f = vn_check_frame(L, 1);
  size_t row = vn_check_row(L, 2, f);
  lua_createtable(L, 0, (int)f->n_cols);
  for (size_t j = 0; j < f->n_cols; j++) {
    vn_push_cell(L, f->columns[j], row);
    lua_setfield(L, -2, vn_names_at(f->names, j));
  }
  return 1;
}

// select(f, names, new names or nil)
static int verb_select(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  const VnNames *names = vn_check_names(L, 2, "column");
  const char *doing = luaL_optstring(L, 4, "select");
  const VnNames *as = lua_istable(L, 3) ? vn_check_names(L, 3, "column") : NULL;
  VnFrame **to = vn_push_frame(L);
  *to = vn_select(f, names, as, &err);
  return *to ? 1 : vn_raise_while(L, &err, doing);
}

// extend(f, added)
static int verb_extend(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1), *added = vn_check_frame(L, 2);
  VnFrame **to = vn_push_frame(L);
  *to = vn_extend(f, added, &err);
  return *to ? 1 : vn_raise_while(L, &err, "with");
}

// where(f, columns, kinds, lists of values)
static int verb_where(lua_State *L) {
  VnErr err;
  size_t n;
  const VnFrame *f = vn_check_frame(L, 1);
  const VnCondition *conditions = vn_check_conditions(L, 2, &n);
  VnFrame **to = vn_push_frame(L);
  *to = vn_where(f, conditions, n, &err);
  return *to ? 1 : vn_raise_while(L, &err, "where");
}

// keep(f, rows): the rows of those numbers
static int verb_keep(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  size_t n = vn_check_list(L, 2, "the list of rows");
  VnRow *rows = lua_newuserdatauv(L, (n + 1) * sizeof *rows, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    rows[i] = (VnRow)vn_check_row(L, -1, f);
    lua_pop(L, 1);
  }
  VnFrame **to = vn_push_frame(L);
  *to = vn_take(f, rows, n, &err);
  return *to ? 1 : vn_raise_while(L, &err, "where");
}

// slice(f, from, to): rows counted from 0, `to` not included
static int verb_slice(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  size_t from = (size_t)luaL_checkinteger(L, 2);
  size_t to = (size_t)luaL_checkinteger(L, 3);
  luaL_argcheck(L, from <= to && to <= f->n_rows, 3, "no such rows");
  VnFrame **slice = vn_push_frame(L);
  *slice = vn_frame_slice(f, from, to, &err);
  return *slice ? 1 : vn_raise_while(L, &err, "group");
}

typedef VnFrame *(*ByNames)(const VnFrame *frame, const char *const *names,
                            size_t n, VnErr *err);

static int by_names(lua_State *L, ByNames verb, const char *doing) {
  VnErr err;
  size_t n;
  const VnFrame *f = vn_check_frame(L, 1);
  const char **names = vn_check_texts(L, 2, "column", &n);
  VnFrame **to = vn_push_frame(L);
  *to = verb(f, names, n, &err);
  return *to ? 1 : vn_raise_while(L, &err, doing);
}

static int verb_sort(lua_State *L) {
  return by_names(L, vn_sort, "sort");
}

static int verb_unique(lua_State *L) {
  return by_names(L, vn_unique, "unique");
}

static int verb_gather(lua_State *L) {
  return by_names(L, vn_gather, "group");
}

// spread(f, by, answers): for each row the answer of its group
static int verb_spread(lua_State *L) {
  VnErr err;
  size_t n;
  const VnFrame *f = vn_check_frame(L, 1);
  const char **by = vn_check_texts(L, 2, "column", &n);
  const VnFrame *answers = vn_check_frame(L, 3);
  VnFrame **to = vn_push_frame(L);
  *to = vn_group_spread(f, by, n, answers, &err);
  return *to ? 1 : vn_raise_while(L, &err, "group");
}

// aggregate(f, by, new names, functions, columns or "" for the rows)
static int verb_aggregate(lua_State *L) {
  VnErr err;
  size_t n_by, n;
  const VnFrame *f = vn_check_frame(L, 1);
  const char **by = vn_check_texts(L, 2, "column", &n_by);
  const char **names = vn_check_texts(L, 3, "column", &n);
  const char **functions = vn_check_n_texts(L, 4, "function", n);
  const char **columns = vn_check_n_texts(L, 5, "column", n);
  VnAggregate *wanted = lua_newuserdatauv(L, (n + 1) * sizeof *wanted, 0);
  for (size_t k = 0; k < n; k++) {
    const char *column = *columns[k] ? columns[k] : NULL;
    wanted[k] = (VnAggregate){names[k], functions[k], column};
  }
  VnFrame **to = vn_push_frame(L);
  *to = vn_aggregate(f, by, n_by, wanted, n, &err);
  return *to ? 1 : vn_raise_while(L, &err, "aggregate");
}

static VnJoinKind join_named(const char *name) {
  return *name == 'i' ? VN_INNER : *name == 'l' ? VN_LEFT : VN_ANTI;
}

// join(f, other, left keys, right keys, kind, many, suffix or nil)
static int verb_join(lua_State *L) {
  VnErr err;
  VnJoin join;
  const VnFrame *f = vn_check_frame(L, 1), *other = vn_check_frame(L, 2);
  join.left = vn_check_texts(L, 3, "key", &join.n);
  join.right = vn_check_n_texts(L, 4, "key", join.n);
  join.kind = join_named(luaL_checkstring(L, 5));
  join.many = lua_toboolean(L, 6);
  join.suffix = text_or_null(L, 7);
  VnFrame **to = vn_push_frame(L);
  *to = vn_join(f, other, &join, &err);
  return *to ? 1 : vn_raise_while(L, &err, "join");
}

// append(f, other)
static int verb_append(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1), *other = vn_check_frame(L, 2);
  VnFrame **to = vn_push_frame(L);
  *to = vn_append(f, other, &err);
  return *to ? 1 : vn_raise_while(L, &err, "append");
}

// pivot(f, rows, cols, value or nil, add up, fill or nil)
static int verb_pivot(lua_State *L) {
  VnErr err;
  VnPivot pivot = {0};
  const VnFrame *f = vn_check_frame(L, 1);
  pivot.rows = luaL_checkstring(L, 2);
  pivot.cols = luaL_checkstring(L, 3);
  pivot.value = text_or_null(L, 4);
  pivot.add_up = lua_toboolean(L, 5);
  pivot.has_fill = !lua_isnoneornil(L, 6);
  pivot.fill = lua_tonumber(L, 6);
  VnMatrix **to = vn_push_matrix(L);
  *to = vn_pivot(f, &pivot, &err);
  return *to ? 1 : vn_raise_while(L, &err, "matrix");
}

// unfold(f, column, separator)
static int verb_unfold(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  const char *column = vn_check_text(L, 2, "the column");
  const char *separator = vn_check_text(L, 3, "the separator");
  VnFrame **to = vn_push_frame(L);
  *to = vn_unfold(f, column, separator, &err);
  return *to ? 1 : vn_raise(L, &err);
}

static const VnEntry functions[] = {
    {"row",       verb_row,       NULL},
    {"select",    verb_select,    NULL},
    {"extend",    verb_extend,    NULL},
    {"where",     verb_where,     NULL},
    {"keep",      verb_keep,      NULL},
    {"slice",     verb_slice,     NULL},
    {"sort",      verb_sort,      NULL},
    {"unique",    verb_unique,    NULL},
    {"gather",    verb_gather,    NULL},
    {"spread",    verb_spread,    NULL},
    {"aggregate", verb_aggregate, NULL},
    {"join",      verb_join,      NULL},
    {"append",    verb_append,    NULL},
    {"pivot",     verb_pivot,     NULL},
    {"unfold",    verb_unfold,    NULL},
    {NULL,        NULL,           NULL},
};

int luaopen_vane_core_frame_verbs(lua_State *L) {
  return vn_open_functions(L, functions);
}
