// vane.core.reliability: ratings, and how far those who gave them agree.
// lua/vane/data/agreement.lua says it with named options.
#include "calc/agreement/reliability.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/ratings.h"
#include "calc/agreement/alpha_u.h"
#include "calc/agreement/unitize.h"
#include "calc/chance/redraw.h"
#include "data/ratings/frame.h"

#define NOUN "ratings"

static VnRatings *check_ratings(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnRatings **vn_push_ratings(lua_State *L) {
  return (VnRatings **)vn_box(L, NOUN);
}

static int ratings_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_ratings_free(*box);
  *box = NULL;
  return 0;
}


// ---- reading ----

static const char *check_optional_text(lua_State *L, int arg,
                                       const char *what) {
  return lua_isnoneornil(L, arg) ? NULL : vn_check_text(L, arg, what);
}

// The categories at `arg` (or nil), behind them whether an empty cell says
// something, and the column of clusters (or nil).
static VnRatingRules check_rules(lua_State *L, int arg) {
  return (VnRatingRules){
      .categories =
          lua_isnoneornil(L, arg) ? NULL : vn_check_names(L, arg, "category"),
      .empty_is_said = lua_toboolean(L, arg + 1),
      .cluster = check_optional_text(L, arg + 2, "'cluster'"),
  };
}

// wide(frame, unit or nil, coders, categories or nil, empty, cluster or nil)
static int ratings_wide(lua_State *L) {
  VnErr err;
  lua_settop(L, 6);
  const VnFrame *f = vn_check_frame(L, 1);
  const char *unit = check_optional_text(L, 2, "'unit'");
  const VnNames *coders = vn_check_names(L, 3, "coder");
  VnRatingRules rules = check_rules(L, 4);
  VnRatings **r = vn_push_ratings(L);
  *r = vn_ratings_from_wide(f, unit, coders, rules, &err);
  return *r ? 1 : vn_raise_while(L, &err, "agreement");
}

// long(frame, unit, coder, value, categories or nil, empty, cluster or nil)
static int ratings_long(lua_State *L) {
  VnErr err;
  lua_settop(L, 7);
  const VnFrame *f = vn_check_frame(L, 1);
  const char *unit = vn_check_text(L, 2, "'unit'");
  const char *coder = vn_check_text(L, 3, "'coder'");
  const char *value = vn_check_text(L, 4, "'value'");
  VnRatingRules rules = check_rules(L, 5);
  VnRatings **r = vn_push_ratings(L);
  *r = vn_ratings_from_long(f, unit, coder, value, rules, &err);
  return *r ? 1 : vn_raise_while(L, &err, "agreement");
}

// contingency(frame, row)
static int ratings_contingency(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  const char *row = vn_check_text(L, 2, "'unit'");
  VnRatings **r = vn_push_ratings(L);
  *r = vn_ratings_from_contingency(f, row, &err);
  return *r ? 1 : vn_raise_while(L, &err, "agreement");
}

// counts(frame, unit or nil, values, cluster or nil)
static int ratings_counts(lua_State *L) {
  VnErr err;
  lua_settop(L, 4);
  const VnFrame *f = vn_check_frame(L, 1);
  const char *unit = check_optional_text(L, 2, "'unit'");
  VnNames *values = vn_check_names(L, 3, "value");
  const char *cluster = check_optional_text(L, 4, "'cluster'");
  VnRatings **r = vn_push_ratings(L);
  *r = vn_ratings_from_counts(f, unit, values, cluster, &err);
  return *r ? 1 : vn_raise_while(L, &err, "agreement");
}


// ---- how far they agree ----

static double number_field(lua_State *L, int table, const char *name) {
  double value = NAN;
  if (lua_getfield(L, table, name) != LUA_TNIL)
    value = vn_check_number(L, -1, name);
  lua_pop(L, 1);
  return value;
}

static int word_field(lua_State *L, int table, const char *name,
                      const char *const *words) {
  lua_getfield(L, table, name);
  int word = vn_check_word(L, -1, words, 0);
  lua_pop(L, 1);
  return word;
}

static int64_t integer_field(lua_State *L, int table, const char *name) {
  lua_getfield(L, table, name);
  int64_t value = vn_check_integer(L, -1, name);
  lua_pop(L, 1);
  return value;
}

// The options as lua/vane/data/agreement.lua has checked them.
VnAgreementPlan vn_check_agreement_plan(lua_State *L, int arg) {
  static const char *const coefficients[] = {
      "percent",          "cohen", "fleiss", "krippendorff", "gwet",
      "brennan_prediger", NULL};
  static const char *const levels[] = {
      "nominal", "ordinal", "interval", "ratio",        "circular",
      "bipolar", "jaccard", "masi",     "masi_product", NULL};
  static const char *const weights[] = {"unweighted", "linear", "quadratic",
                                        "ordinal", NULL};
  vn_check_list(L, arg, "the options");
  VnScaleOf scale = {
      .level = (VnLevel)word_field(L, arg, "level", levels),
      .period = number_field(L, arg, "period"),
      .least = number_field(L, arg, "least"),
      .most = number_field(L, arg, "most"),
      .separator = '|',
  };
  return (VnAgreementPlan){
      .coefficient =
          (VnCoefficient)word_field(L, arg, "coefficient", coefficients),
      .scale = scale,
      .weights = (VnWeights)word_field(L, arg, "weights", weights),
      .replicates = integer_field(L, arg, "replicates"),
      .seed = (uint64_t)integer_field(L, arg, "seed"),
      .confidence = number_field(L, arg, "confidence"),
  };
}

void vn_push_agreement(lua_State *L, const VnAgreement *found) {
  lua_createtable(L, 0, 14);
  vn_set_number(L, "value", found->value);
  vn_set_number(L, "low", found->low);
  vn_set_number(L, "high", found->high);
  vn_set_number(L, "observed", found->observed);
  vn_set_number(L, "expected", found->expected);
  vn_set_number(L, "maximum", found->maximum);
  vn_set_count(L, "n_units", found->n_units);
  vn_set_count(L, "n_single", found->n_single);
  vn_set_count(L, "n_unrated", found->n_unrated);
  vn_set_count(L, "n_undefined", found->n_undefined);
  vn_set_count(L, "n_clusters", found->n_clusters);
  lua_pushboolean(L, found->too_long);
  lua_setfield(L, -2, "too_long");
}

// of(ratings, plan) -> table of numbers
static int agreement_of(lua_State *L) {
  VnErr err;
  VnAgreement found;
  const VnRatings *r = check_ratings(L, 1);
  VnAgreementPlan plan = vn_check_agreement_plan(L, 2);
  if (!vn_agreement(r, &plan, &found, &err))
    return vn_raise_while(L, &err, "agreement");
  vn_push_agreement(L, &found);
  return 1;
}

// by_value(ratings, plan) -> frame
static int agreement_by_value(lua_State *L) {
  VnErr err;
  const VnRatings *r = check_ratings(L, 1);
  VnAgreementPlan plan = vn_check_agreement_plan(L, 2);
  VnFrame **f = vn_push_frame(L);
  *f = vn_agreement_by_value(r, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "agreement");
}

// by_pair(ratings, plan) -> frame
static int agreement_by_pair(lua_State *L) {
  VnErr err;
  const VnRatings *r = check_ratings(L, 1);
  VnAgreementPlan plan = vn_check_agreement_plan(L, 2);
  VnFrame **f = vn_push_frame(L);
  *f = vn_agreement_by_pair(r, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "agreement");
}

// disputed(ratings, plan) -> frame
static int agreement_disputed(lua_State *L) {
  VnErr err;
  const VnRatings *r = check_ratings(L, 1);
  VnAgreementPlan plan = vn_check_agreement_plan(L, 2);
  VnFrame **f = vn_push_frame(L);
  *f = vn_disputed(r, plan.scale, &err);
  return *f ? 1 : vn_raise_while(L, &err, "agreement");
}


// ---- stretches ----

static VnStretchRows check_stretches(lua_State *L) {
  return (VnStretchRows){
      .coder = vn_check_text(L, 2, "'coder'"),
      .start = vn_check_text(L, 3, "'start'"),
      .end = vn_check_text(L, 4, "'end'"),
      .code = vn_check_text(L, 5, "'code'"),
      .from =
          lua_isnoneornil(L, 6) ? NAN : vn_check_number(L, 6, "'continuum'"),
      .to = lua_isnoneornil(L, 7) ? NAN : vn_check_number(L, 7, "'continuum'"),
  };
}

static void push_unitizing(lua_State *L, const VnUnitizing *found) {
  lua_createtable(L, 0, 10);
  vn_set_number(L, "value", found->value);
  vn_set_number(L, "observed", found->observed);
  vn_set_number(L, "expected", found->expected);
  vn_set_number(L, "from", found->from);
  vn_set_number(L, "to", found->to);
  vn_set_count(L, "n_stretches", found->n_stretches);
  vn_set_count(L, "n_coders", found->n_coders);
  vn_set_count(L, "n_codes", found->n_codes);
  vn_set_count(L, "n_left_out", found->n_left_out);
}

// unitizing(frame, coder, start, end, code, from, to) -> frame, table
static int agreement_unitizing(lua_State *L) {
  VnErr err;
  VnUnitizing found = {0};
  lua_settop(L, 7);
  const VnFrame *f = vn_check_frame(L, 1);
  VnStretchRows rows = check_stretches(L);
  VnFrame **by_code = vn_push_frame(L);
  *by_code = vn_alpha_unitizing(f, &rows, &found, &err);
  if (!*by_code) return vn_raise_while(L, &err, "agreement");
  push_unitizing(L, &found);
  return 2;
}

// alpha_u(frame, coder, start, end, code, from, to, method) -> table, frame of
// codes or nil
static int agreement_alpha_u(lua_State *L) {
  static const char *const methods[] = {"2016", "binary", "coding", NULL};
  VnErr err;
  VnUnitizing found = {0};
  lua_settop(L, 8);
  const VnFrame *f = vn_check_frame(L, 1);
  VnStretchRows rows = check_stretches(L);
  VnAlphaU how = (VnAlphaU)vn_check_word(L, 8, methods, -1);
  VnFrame **codes = vn_push_frame(L);
  if (!vn_alpha_u(f, &rows, how, &found, codes, &err))
    return vn_raise_while(L, &err, "agreement");
  push_unitizing(L, &found);
  if (*codes) lua_pushvalue(L, -2);
  else lua_pushnil(L);
  return 2;
}


// ---- fields ----

static int ratings_values(lua_State *L) {
  vn_push_names(L, check_ratings(L, 1)->values);
  return 1;
}

static int ratings_coders(lua_State *L) {
  const VnRatings *r = check_ratings(L, 1);
  if (!r->coders) return 0;
  vn_push_names(L, r->coders);
  return 1;
}

// Whether the values are numbers, so that they have an order of their own.
static int ratings_numeric(lua_State *L) {
  const VnRatings *r = check_ratings(L, 1);
  lua_pushboolean(L, r->n_values > 0 && !isnan(r->score[0]));
  return 1;
}

static int give_count(lua_State *L, size_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

static int ratings_n_units(lua_State *L) {
  return give_count(L, check_ratings(L, 1)->n_units);
}

static int ratings_n_coders(lua_State *L) {
  return give_count(L, check_ratings(L, 1)->n_coders);
}

static int ratings_n_values(lua_State *L) {
  return give_count(L, check_ratings(L, 1)->n_values);
}

static int ratings_n_ratings(lua_State *L) {
  return give_count(L, check_ratings(L, 1)->n_ratings);
}

static int ratings_n_left_out(lua_State *L) {
  return give_count(L, check_ratings(L, 1)->n_left_out);
}

static const VnEntry functions[] = {
    {"wide",        ratings_wide,        NULL},
    {"long",        ratings_long,        NULL},
    {"contingency", ratings_contingency, NULL},
    {"counts",      ratings_counts,      NULL},
    {"of",          agreement_of,        NULL},
    {"by_value",    agreement_by_value,  NULL},
    {"by_pair",     agreement_by_pair,   NULL},
    {"disputed",    agreement_disputed,  NULL},
    {"unitizing",   agreement_unitizing, NULL},
    {"alpha_u",     agreement_alpha_u,   NULL},
    {NULL,          NULL,                NULL},
};

static const VnEntry fields[] = {
    {"values",     ratings_values,     "what could be said, a list"          },
    {"coders",     ratings_coders,     "the coders, a list, or nil"          },
    {"numeric",    ratings_numeric,    "whether the values are numbers"      },
    {"n_units",    ratings_n_units,    "how many units"                      },
    {"n_coders",   ratings_n_coders,   "how many coders a unit has at most"  },
    {"n_values",   ratings_n_values,   "how many values could be said"       },
    {"n_ratings",  ratings_n_ratings,  "how many ratings"                    },
    {"n_left_out", ratings_n_left_out, "how many rows named no unit or coder"},
    {NULL,         NULL,               NULL                                  },
};

int luaopen_vane_core_reliability(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, NULL, fields, ratings_free});
  vn_set_count(L, "few_clusters", VN_FEW_CLUSTERS);
  return 1;
}
