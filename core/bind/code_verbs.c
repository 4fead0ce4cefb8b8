// vane.core.code_verbs: what a coding says of its codes, as Lua asks it.
#include "bind/coding.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "bind/ratings.h"
#include "calc/coding/agreement.h"
#include "calc/coding/burst.h"
#include "calc/coding/matrix.h"
#include "calc/coding/overlap.h"
#include "calc/coding/pairs.h"
#include "calc/coding/rates.h"
#include "calc/coding/trend.h"
#include "calc/coding/types.h"
#include "calc/chance/fdr_frame.h"
#include "data/labels.h"

// ---- pairs of codes ----

static const char *optional_text(lua_State *L, int arg, const char *what) {
  return lua_isnoneornil(L, arg) ? NULL : vn_check_text(L, arg, what);
}

static VnFdr check_fdr(lua_State *L, int arg) {
  static const char *const fdrs[] = {"BH", "BY", NULL};
  return (VnFdr)vn_check_word(L, arg, fdrs, 0);
}

// pairs(coding, whole, cluster or nil, type or nil, least, by or bh,
// replicates, seed, confidence, window)
static int coding_pairs(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnCodingPairPlan plan = {
      .view = {.whole = lua_toboolean(L,                   2),
               .cluster = optional_text(L,                                      3, "'cluster'"),
               .coder = VN_NOTHING,
               .window = (size_t)vn_check_integer(L, 10, "'window'")    },
      .type = optional_text(L, 4, "the type"),
      .least = (uint64_t)vn_check_integer(L, 5, "'least'"),
      .fdr = check_fdr(L, 6),
      .range = {.n_replicates = (size_t)vn_check_integer(L, 7,  "'replicates'"),
               .seed = (uint64_t)vn_check_integer(L,                               8,            "'seed'"),
               .confidence = vn_check_number(L,      9,  "'confidence'")},
  };
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_pairs(c, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "cooccurrence");
}

// overlap_pairs(coding, frame of pairs) -> the frame, counted by events
static int coding_overlap_pairs(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  const VnFrame *pairs = vn_check_frame(L, 2);
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_overlap_pairs(c, pairs, &err);
  return *f ? 1 : vn_raise_while(L, &err, "cooccurrence");
}

// matrix(coding, whole, window) -> codes x codes
static int coding_matrix(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnCodingView view = {.whole = lua_toboolean(L, 2),
                       .coder = VN_NOTHING,
                       .window = (size_t)vn_check_integer(L, 3, "'window'")};
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_coding_matrix(c, &view, &err);
  return *m ? 1 : vn_raise_while(L, &err, "matrix");
}


// ---- agreement ----

// A coding, its plan and the column of the units that tells their clusters, or
// nil for their sources; the labels are the caller's to free.
typedef struct {
  VnDecisionPlan plan;
  VnAgreementPlan agreement;
  VnLabels clusters;
} Agreeing;

static bool check_agreeing(lua_State *L, Agreeing *a, VnErr *err) {
  const VnCoding *c = vn_check_coding(L, 1);
  a->agreement = vn_check_agreement_plan(L, 2);
  const char *column = optional_text(L, 3, "'cluster'");
  a->clusters = (VnLabels){0};
  a->plan = (VnDecisionPlan){.coding = c, .agreement = &a->agreement};
  if (column && (!vn_labels_new(c->units, column, &a->clusters, err) ||
                 !vn_labels_close_up(&a->clusters, err)))
    return false;
  a->plan.cluster = column ? a->clusters.of : c->source;
  a->plan.n_clusters = column ? a->clusters.n : c->n_sources;
  return true;
}

static int codes_frame(lua_State *L,
                       VnFrame *make(const VnDecisionPlan *, VnErr *)) {
  VnErr err;
  Agreeing a;
  lua_settop(L, 3);
  VnFrame **f = vn_push_frame(L);
  if (check_agreeing(L, &a, &err)) *f = make(&a.plan, &err);
  vn_labels_free(&a.clusters);
  return *f ? 1 : vn_raise_while(L, &err, "agreement");
}

// agreement(coding, plan, cluster or nil) -> frame of codes
static int coding_agreement(lua_State *L) {
  return codes_frame(L, vn_coding_agreement);
}

// agreement_of_pairs(coding, plan, cluster or nil) -> frame of codes and coders
static int coding_agreement_of_pairs(lua_State *L) {
  return codes_frame(L, vn_coding_agreement_of_pairs);
}

// pooled(coding, plan, cluster or nil) -> table of numbers
static int coding_pooled(lua_State *L) {
  VnErr err;
  Agreeing a;
  VnAgreement found;
  lua_settop(L, 3);
  bool done =
      check_agreeing(L, &a, &err) && vn_coding_pooled(&a.plan, &found, &err);
  vn_labels_free(&a.clusters);
  if (!done) return vn_raise_while(L, &err, "agreement");
  vn_push_agreement(L, &found);
  return 1;
}


// ---- sources marked with periods or types ----

static VnSourceMarks check_both_marks(lua_State *L, const VnCoding *c) {
  VnSourceMarks marks;
  marks.mark = vn_check_marks(L, 2, c, &marks.n_marks);
  marks.stratum = vn_check_marks(L, 3, c, &marks.n_strata);
  return marks;
}

static const double *check_times(lua_State *L, int arg, uint32_t n) {
  if (vn_check_list(L, arg, "the times") != n)
    vn_error(L, "a time is needed for each period");
  double *times = lua_newuserdatauv(L, (n + 1) * sizeof *times, 0);
  for (uint32_t t = 0; t < n; t++) {
    lua_rawgeti(L, arg, (lua_Integer)t + 1);
    times[t] = vn_check_number(L, -1, "a time");
    lua_pop(L, 1);
  }
  return times;
}

// trends(coding, periods, strata, times, pairs, least, by or bh, draws, seed,
// replicates, confidence)
static int coding_trends(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnTrendPlan plan = {
      .pairs = lua_toboolean(L, 5),
      .least = (uint64_t)vn_check_integer(L, 6, "'least'"),
      .fdr = check_fdr(L, 7),
      .permute = {.most = vn_check_integer(L, 8, "'draws'"),
                  .seed = (uint64_t)vn_check_integer(L, 9, "'seed'")},
      .n_replicates = vn_check_integer(L, 10, "'replicates'"),
      .confidence = vn_check_number(L, 11, "'confidence'"),
  };
  VnSourceMarks marks = check_both_marks(L, c);
  plan.time = check_times(L, 4, marks.n_marks);
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_trends(c, &marks, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "emerging");
}

// rates(coding, periods, n of periods, pairs, least)
static int coding_rates(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnRatePlan plan = {lua_toboolean(L, 4),
                     (uint64_t)vn_check_integer(L, 5, "'least'")};
  VnSourceMarks marks = {0};
  marks.mark = vn_check_marks(L, 2, c, &marks.n_marks);
  lua_Integer n_periods = vn_check_integer(L, 3, "the number of periods");
  if (n_periods < marks.n_marks || n_periods > UINT32_MAX)
    return vn_error(L, "rates: wants %d periods at least", (int)marks.n_marks);
  marks.n_marks = (uint32_t)n_periods;
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_rates(c, &marks, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "rates");
}

// bursts(coding, periods, strata, least, s, gamma, by or bh, draws, seed,
// pairs)
static int coding_bursts(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnBurstPlan plan = {
      .pairs = lua_toboolean(L, 10),
      .least = (uint64_t)vn_check_integer(L, 4, "'least'"),
      .rule = {vn_check_number(L,          5, "'s'"),     vn_check_number(L, 6, "'gamma'")},
      .fdr = check_fdr(L, 7),
      .permute = {.most = vn_check_integer(L, 8, "'draws'"),
               .seed = (uint64_t)vn_check_integer(L,                         9, "'seed'") },
  };
  VnSourceMarks marks = check_both_marks(L, c);
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_bursts(c, &marks, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "bursts");
}

// types(coding, types, strata, least, by or bh, draws, seed)
static int coding_types(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnTypePlan plan = {
      .least = (uint64_t)vn_check_integer(L, 4, "'least'"),
      .fdr = check_fdr(L, 5),
      .permute = {.most = vn_check_integer(L, 6, "'draws'"),
                  .seed = (uint64_t)vn_check_integer(L, 7, "'seed'")},
  };
  VnSourceMarks marks = check_both_marks(L, c);
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_types(c, &marks, &plan, &err);
  return *f ? 1 : vn_raise_while(L, &err, "triangulate");
}

// judged(frame with p, by or bh) -> the frame with q of all its rows
static int coding_judged(lua_State *L) {
  VnErr err;
  const VnFrame *frame = vn_check_frame(L, 1);
  VnFdr kind = check_fdr(L, 2);
  VnFrame **f = vn_push_frame(L);
  *f = vn_fdr_frame(frame, kind, &err);
  return *f ? 1 : vn_raise_while(L, &err, "judging rows");
}

static const VnEntry functions[] = {
    {"pairs",              coding_pairs,              NULL},
    {"overlap_pairs",      coding_overlap_pairs,      NULL},
    {"matrix",             coding_matrix,             NULL},
    {"agreement",          coding_agreement,          NULL},
    {"agreement_of_pairs", coding_agreement_of_pairs, NULL},
    {"pooled",             coding_pooled,             NULL},
    {"rates",              coding_rates,              NULL},
    {"trends",             coding_trends,             NULL},
    {"bursts",             coding_bursts,             NULL},
    {"judged",             coding_judged,             NULL},
    {"types",              coding_types,              NULL},
    {NULL,                 NULL,                      NULL},
};

int luaopen_vane_core_code_verbs(lua_State *L) {
  return vn_open_functions(L, functions);
}
