// vane.core.cooccur: who goes with whom, as Lua says it.
#include "calc/linkage/cooccur.h"

#include "bind/condition.h"
#include "bind/csv.h"
#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "bind/tally.h"
#include "calc/linkage/cooccur_file.h"
#include "data/tally/frame.h"

#define NOUN "tally"

VnTally *vn_check_tally(lua_State *L, int arg) {
  VnErr err;
  VnTally *t = vn_check(L, arg, NOUN);
  if (!vn_tally_list(t, &err)) vn_raise_in(L, "cooccur", &err);
  return t;
}

VnTally **vn_push_tally(lua_State *L) {
  return (VnTally **)vn_box(L, NOUN);
}

static int tally_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_tally_free(*box);
  *box = NULL;
  return 0;
}


// ---- counting ----

// A text of the options, which keep it, or NULL.
static const char *text_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  const char *text = lua_tostring(L, -1);
  lua_pop(L, 1);
  return text;
}

static bool flag_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  bool flag = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return flag;
}

static lua_Integer integer_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  lua_Integer number = lua_tointeger(L, -1);
  lua_pop(L, 1);
  return number;
}

// The list of { name =, from =, to = }, in a block left on the stack.
static const VnPeriod *check_periods(lua_State *L, int arg, size_t *n) {
  lua_getfield(L, arg, "periods");
  *n = vn_check_list(L, -1, "'periods'");
  VnPeriod *periods = lua_newuserdatauv(L, (*n + 1) * sizeof *periods, 0);
  for (size_t k = 0; k < *n; k++) {
    lua_rawgeti(L, -2, (lua_Integer)k + 1);
    int at = lua_gettop(L);
    if (!lua_istable(L, at)) vn_error(L, "cooccur: wants periods as tables");
    periods[k] =
        (VnPeriod){text_field(L, at, "name"), (int)integer_field(L, at, "from"),
                   (int)integer_field(L, at, "to")};
    if (!periods[k].name) vn_error(L, "cooccur: wants periods with names");
    lua_pop(L, 1);
  }
  return periods;
}

static VnLevel check_level(lua_State *L, int arg) {
  lua_getfield(L, arg, "level");
  bool none = lua_isnil(L, -1);
  int level = none ? -1 : vn_check_word(L, -1, vn_levels, -1);
  lua_pop(L, 1);
  return (VnLevel)(level + 1);
}

// The options were checked in Lua; blocks are left on the stack.
static VnCooccur check_how(lua_State *L, int arg) {
  if (!lua_istable(L, arg)) vn_error(L, "cooccur: wants a table of options");
  VnCooccur how = {
      .group = text_field(L, arg, "group"),
      .class = text_field(L, arg, "class"),
      .year = text_field(L, arg, "year"),
      .separator = text_field(L, arg, "separator"),
      .level = check_level(L, arg),
      .rules = {.distinct = flag_field(L, arg, "distinct"),
                .fractional = flag_field(L, arg, "fractional")}
  };
  lua_Integer largest = integer_field(L, arg, "largest");
  if (largest < 1 || largest > VN_LARGEST_GROUP)
    vn_error(L, "cooccur: 'largest' should be from 1 to %d", VN_LARGEST_GROUP);
  how.rules.largest = (uint64_t)largest;
  if (!how.class) vn_error(L, "cooccur: wants the name of the column 'class'");
  how.periods = check_periods(L, arg, &how.n_periods);
  if (how.n_periods > VN_MOST_PERIODS)
    vn_error(L, "cooccur: wants at most %d periods", VN_MOST_PERIODS);
  lua_Integer shown = integer_field(L, arg, "shown");
  bool known = shown >= 0 && shown <= (lua_Integer)how.n_periods;
  how.n_shown = known ? (size_t)shown : how.n_periods;
  return how;
}

// from_frame(frame, options) -> tally
static int tally_from_frame(lua_State *L) {
  VnErr err;
  lua_settop(L, 2);
  const VnFrame *f = vn_check_frame(L, 1);
  VnCooccur how = check_how(L, 2);
  VnTally **t = vn_push_tally(L);
  *t = vn_cooccur_frame(f, &how, &err);
  return *t ? 1 : vn_raise_in(L, "cooccur", &err);
}


// from_file(path, options, columns, kinds, lists of values) -> tally; the
// last three say which rows count, as in where.
static int tally_from_file(lua_State *L) {
  VnErr err;
  lua_settop(L, 5);
  VnCooccurFile file = {.path = vn_check_text(L, 1, "'file'")};
  VnCooccur how = check_how(L, 2);
  file.how = vn_check_csv_rules(L, 2);
  lua_getfield(L, 2, "na");
  file.rules.na = vn_check_texts(L, -1, "'na'", &file.rules.n_na);
  file.where = vn_check_conditions(L, 3, &file.n_where);
  VnTally **t = vn_push_tally(L);
  *t = vn_cooccur_file(&file, &how, &err);
  return *t ? 1 : vn_raise(L, &err);
}


// ---- what was counted ----

static int give_frame(lua_State *L,
                      VnFrame *(*make)(const VnTally *, VnErr *)) {
  VnErr err;
  const VnTally *t = vn_check_tally(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = make(t, &err);
  return *f ? 1 : vn_raise(L, &err);
}

// pairs(tally) -> frame
static int tally_pairs(lua_State *L) {
  return give_frame(L, vn_tally_pairs);
}

// members(tally) -> frame
static int tally_members(lua_State *L) {
  return give_frame(L, vn_tally_members);
}

// sizes(tally) -> frame
static int tally_sizes(lua_State *L) {
  return give_frame(L, vn_tally_sizes);
}

// The period of that number, from 1.
static size_t check_period(lua_State *L, int arg, const VnTally *t) {
  lua_Integer period = vn_check_integer(L, arg, "the period");
  if (period < 1 || period > (lua_Integer)t->n_periods)
    vn_error(L, "cooccur: there is no period %d", (int)period);
  return (size_t)period - 1;
}

// matrix(tally, period) -> matrix
static int tally_matrix(lua_State *L) {
  VnErr err;
  const VnTally *t = vn_check(L, 1, NOUN);
  size_t period = check_period(L, 2, t);
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_tally_matrix(t, period, &err);
  return *m ? 1 : vn_raise_in(L, "cooccur", &err);
}

static void push_left_out(lua_State *L, const VnTally *t) {
  lua_newtable(L);
  vn_set_count(L, "elsewhere", t->left_out.elsewhere);
  vn_set_count(L, "no_group", t->left_out.no_group);
  vn_set_count(L, "no_class", t->left_out.no_class);
  vn_set_count(L, "no_year", t->left_out.no_year);
  vn_set_count(L, "bad_class", t->left_out.bad_class);
  vn_set_count(L, "bad_year", t->left_out.bad_year);
  vn_set_count(L, "outside", t->left_out.outside);
  vn_set_text(L, "class_example", t->bad_class);
  vn_set_text(L, "year_example", t->bad_year);
  if (t->left_out.outside == 0) return;
  lua_pushinteger(L, t->first_outside);
  lua_setfield(L, -2, "first_outside");
  lua_pushinteger(L, t->last_outside);
  lua_setfield(L, -2, "last_outside");
}

static void push_period(lua_State *L, const VnTallyPeriod *p) {
  lua_newtable(L);
  vn_set_text(L, "name", p->name);
  vn_set_count(L, "n_groups", p->n_groups);
  vn_set_count(L, "n_pairs", p->n_pairs);
  if (p->from == VN_NO_YEAR) return;
  lua_pushinteger(L, p->from);
  lua_setfield(L, -2, "from");
  lua_pushinteger(L, p->to);
  lua_setfield(L, -2, "to");
}

// The years that have rows, as a list, and how many each has, as another.
static void push_years(lua_State *L, const VnTally *t) {
  lua_Integer n = 0;
  lua_newtable(L);
  lua_newtable(L);
  for (int year = 0; year < VN_YEARS; year++) {
    if (t->year_rows[year] == 0) continue;
    lua_pushinteger(L, year);
    lua_rawseti(L, -3, ++n);
    lua_pushinteger(L, (lua_Integer)t->year_rows[year]);
    lua_rawseti(L, -2, n);
  }
  lua_setfield(L, -3, "year_rows");
  lua_setfield(L, -2, "years");
}

// facts(tally) -> table of what was counted and left out
static int tally_facts(lua_State *L) {
  const VnTally *t = vn_check(L, 1, NOUN);
  lua_newtable(L);
  vn_set_count(L, "n_rows", t->n_rows);
  vn_set_count(L, "n_groups", t->n_groups);
  vn_set_count(L, "n_members", t->n_members);
  vn_set_count(L, "n_repeated", t->n_repeated);
  vn_set_count(L, "n_spanning", t->n_spanning);
  vn_set_count(L, "largest", t->largest);
  vn_set_text(L, "source", t->source);
  vn_set_count(L, "fingerprint", t->fingerprint);
  lua_pushboolean(L, t->sorted);
  lua_setfield(L, -2, "sorted");
  push_years(L, t);
  push_left_out(L, t);
  lua_setfield(L, -2, "left_out");
  lua_createtable(L, (int)t->n_periods, 0);
  for (size_t p = 0; p < t->n_periods; p++) {
    push_period(L, &t->periods[p]);
    lua_rawseti(L, -2, (lua_Integer)p + 1);
  }
  lua_setfield(L, -2, "periods");
  return 1;
}

// What lua/vane/study/cooccur.lua says with named options.
static const VnEntry native[] = {
    {"from_frame", tally_from_frame, NULL},
    {"from_file",  tally_from_file,  NULL},
    {"pairs",      tally_pairs,      NULL},
    {"members",    tally_members,    NULL},
    {"sizes",      tally_sizes,      NULL},
    {"matrix",     tally_matrix,     NULL},
    {"facts",      tally_facts,      NULL},
    {NULL,         NULL,             NULL},
};

// A tally is only held by studies, so it has no words of its own.
static const VnEntry nothing[] = {
    {NULL, NULL, NULL},
};

int luaopen_vane_core_cooccur(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, nothing, nothing, nothing, tally_free});
  return vn_open_functions(L, native);
}
