#include "calc/coding/pairs.h"

#include <math.h>
#include <stdio.h>

#include "calc/coding/near.h"
#include "calc/frame/order.h"
#include "calc/linkage/pair_measures.h"
#include "calc/linkage/pairtest.h"
#include "calc/frame/take.h"
#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "co-occurrence"

enum {
  A,
  B,
  N1,
  N2,
  N12,
  C,
  LOW,
  HIGH,
  P,
  Q,
  P_NULL,
  Q_NULL,
  G2,
  PHI,
  COSINE,
  LIFT,
  UNITS,
  SOURCES,
  TYPES,
  CODERS,
  TYPE_LOW,
  TYPE_HIGH,
  ASSOCIATION,
  INCLUSION,
  EQUIVALENCE,
  PMI,
  NPMI,
  N_COLUMNS
};

static const char *const labels[N_COLUMNS] = {
    "a",        "b",         "n1",          "n2",        "n12",
    "c",        "low",       "high",        "p",         "q",
    "p_null",   "q_null",    "g2",          "phi",       "cosine",
    "lift",     "units",     "sources",     "types",     "coders",
    "type_low", "type_high", "association", "inclusion", "equivalence",
    "pmi",      "npmi"};

typedef struct {
  const VnCoding *coding;
  const VnCodingPairPlan *plan;
  VnEvents *events;
  VnPairMargins margins;
  uint64_t *totals, *sizes;
  VnPairCounts pairs;  // those that meet, then the others of the family
  size_t n_met;
  size_t n_unknown;  // pairs judged whose p_null would take too long
  double *scratch;   // what the tests also tell
  VnColumn *columns[N_COLUMNS];
} Sheet;

static void sheet_free(Sheet *s) {
  vn_events_free(s->events);
  vn_free(s->totals);
  vn_free(s->sizes);
  vn_free(s->scratch);
  vn_pair_counts_free(&s->pairs);
}

static bool read_margins(Sheet *s, VnErr *err) {
  size_t n = vn_names_count(s->events->members);
  s->totals = vn_alloc(n, sizeof *s->totals);
  s->sizes = vn_alloc(n + 1, sizeof *s->sizes);
  if (!s->totals || !s->sizes) return vn_fail_memory(err, DOING);
  vn_events_totals(s->events, s->totals);
  vn_events_sizes(s->events, s->sizes);
  s->margins = (VnPairMargins){n, s->totals, s->sizes};
  return true;
}


// ---- pairs that never meet ----

static bool is_judged(const Sheet *s, size_t i) {
  return s->totals[i] > 0 && s->totals[i] >= s->plan->least;
}

// The pairs that meet stand in order of a, then b; `at` goes along.
static void append_missing(Sheet *s) {
  VnPairCounts *p = &s->pairs;
  size_t n = s->margins.n_members, at = 0;
  for (uint32_t i = 0; i < n; i++) {
    for (uint32_t j = i + 1; j < n; j++) {
      bool meets = at < s->n_met && p->a[at] == i && p->b[at] == j;
      at += meets;
      if (meets || !is_judged(s, i) || !is_judged(s, j)) continue;
      p->a[p->n] = i, p->b[p->n] = j, p->count[p->n++] = 0;
    }
  }
}

static bool list_pairs(Sheet *s, VnErr *err) {
  if (!vn_coding_pairs_fit(s->events, err) ||
      !vn_count_pairs_in_clusters(s->events, &s->pairs, err))
    return false;
  s->n_met = s->pairs.n;
  if (s->pairs.n > VN_MOST_PAIRS) {
    return vn_fail(err,
                   "%zu codes meet in %zu pairs, more than the %d that one "
                   "table holds; count smaller units, or let c:recode join or "
                   "drop rare codes",
                   s->margins.n_members, s->pairs.n, VN_MOST_PAIRS);
  }
  double family = vn_pair_family(&s->margins, (double)s->plan->least);
  if (family > VN_MOST_FAMILY) return true;
  if (!vn_pair_counts_room(&s->pairs, s->n_met + (size_t)family + 1))
    return vn_fail_memory(err, DOING);
  append_missing(s);
  return !vn_stopped(err);
}


// ---- columns ----

static bool is_whole(int j) {
  return (j >= N1 && j <= N12) || (j >= UNITS && j <= CODERS);
}

static bool room_for_columns(Sheet *s, VnErr *err) {
  size_t n = s->pairs.n;
  VnColumn *names = vn_column_of_names(s->events->members);
  bool room = true;
  if (!names) return vn_fail_memory(err, DOING);
  s->columns[A] = vn_take_column(names, s->pairs.a, n);
  s->columns[B] = vn_take_column(names, s->pairs.b, n);
  for (int j = N1; j < N_COLUMNS; j++)
    s->columns[j] = vn_column_new(is_whole(j) ? VN_INTEGER : VN_NUMBER, n);
  for (int j = 0; j < N_COLUMNS; j++) room = room && s->columns[j];
  s->scratch = vn_alloc(3 * n, sizeof *s->scratch);
  vn_column_free(names);
  return (room && s->scratch) || vn_fail_memory(err, DOING);
}

static void measure(Sheet *s, size_t k) {
  VnColumn **to = s->columns;
  double n1 = (double)s->totals[s->pairs.a[k]];
  double n2 = (double)s->totals[s->pairs.b[k]], n12 = s->pairs.count[k];
  VnPairMeasures m =
      vn_pair_measures((VnMeeting){n1, n2, n12, (double)s->events->n_groups});
  to[N1]->integer[k] = (int64_t)n1;
  to[N2]->integer[k] = (int64_t)n2;
  to[N12]->integer[k] = to[UNITS]->integer[k] = (int64_t)n12;
  to[C]->number[k] = m.c;
  to[G2]->number[k] = m.g2;
  to[PHI]->number[k] = m.phi;
  to[COSINE]->number[k] = m.cosine;
  to[LIFT]->number[k] = m.lift;
  to[ASSOCIATION]->number[k] = m.association;
  to[INCLUSION]->number[k] = m.inclusion;
  to[EQUIVALENCE]->number[k] = m.equivalence;
  to[PMI]->number[k] = m.pmi;
  to[NPMI]->number[k] = m.npmi;
}

static bool test_pairs(Sheet *s, VnPairNull null, int p, int q, VnErr *err) {
  VnPairTest test = {null, s->plan->fdr, (double)s->plan->least};
  VnPairs pairs = {.n = s->pairs.n,
                   .a = s->pairs.a,
                   .b = s->pairs.b,
                   .count = s->pairs.count,
                   .expected = s->scratch,
                   .z = s->scratch + s->pairs.n,
                   .variance = s->scratch + 2 * s->pairs.n,
                   .p = s->columns[p]->number};
  return vn_pairtest(&s->margins, &test, &pairs, s->columns[q]->number, err);
}

// Of pairs that never meet c is 0 whatever is drawn or left out; without known
// clusters nothing is said.
static bool range_over(const Sheet *s, const VnEvents *e,
                       const VnClusterPlan *plan, const VnClusterRanges *to,
                       VnErr *err) {
  VnPairCounts met = s->pairs;
  met.n = s->n_met;
  if (e != s->events) met.clusters = NULL;  // which are others
  bool known = e->cluster != NULL;
  if (known && !vn_cluster_range(e, &met, plan, to, err)) return false;
  bool left_out = plan->leave_out || e->n_clusters < VN_FEW_CLUSTERS;
  bool ranged =
      known && e->n_clusters >= 2 && (left_out || plan->n_replicates > 0);
  for (size_t k = known ? s->n_met : 0; k < s->pairs.n; k++) {
    to->low[k] = to->high[k] = ranged ? 0 : NAN;
    to->clusters[k] = known ? 0 : VN_NO_INTEGER;
  }
  return true;
}

static bool range_sources(const Sheet *s, VnErr *err) {
  VnClusterRanges to = {s->columns[LOW]->number, s->columns[HIGH]->number,
                        s->columns[SOURCES]->integer};
  return range_over(s, s->events, &s->plan->range, &to, err);
}

// The same with each type of sources left out.
static bool range_types(const Sheet *s, VnErr *err) {
  VnLabels types = {0};
  VnEvents of_types = *s->events;
  VnClusterPlan plan = {.leave_out = true};
  VnClusterRanges to = {s->columns[TYPE_LOW]->number,
                        s->columns[TYPE_HIGH]->number,
                        s->columns[TYPES]->integer};
  const VnFrame *about =
      s->plan->view.whole ? s->coding->sources : s->coding->units;
  bool done =
      !s->plan->type || (vn_labels_new(about, s->plan->type, &types, err) &&
                         vn_labels_close_up(&types, err));
  uint32_t *of = types.of;
  if (done && of && !s->plan->view.whole) {
    of = vn_coding_of_groups(s->coding, &s->plan->view, types.of, err);
    done = of != NULL;
  }
  of_types.cluster = of, of_types.n_clusters = types.n;
  done = done && range_over(s, &of_types, &plan, &to, err);
  if (of != types.of) vn_free(of);
  vn_labels_free(&types);
  return done;
}


// ---- coders ----

// Adds one for each of the coder's pairs, which stand in the same order.
static bool count_coder(const Sheet *s, uint32_t coder, VnErr *err) {
  VnCodingView view = s->plan->view;
  VnPairCounts own = {0};
  size_t k = 0;
  view.coder = coder;
  VnEvents *events = vn_coding_events(s->coding, &view, err);
  bool done = events && vn_count_pairs(events, &own, err);
  for (size_t i = 0; done && i < own.n; i++, k++) {
    while (s->pairs.a[k] != own.a[i] || s->pairs.b[k] != own.b[i]) k++;
    s->columns[CODERS]->integer[k]++;
  }
  vn_pair_counts_free(&own);
  vn_events_free(events);
  return done;
}

// Those who gave both codes themselves.
static bool count_coders(const Sheet *s, VnErr *err) {
  bool is_one = s->coding->n_coders == 1;
  for (size_t k = 0; k < s->pairs.n; k++)
    s->columns[CODERS]->integer[k] = is_one && k < s->n_met;
  for (uint32_t j = 0; !is_one && j < s->coding->n_coders; j++) {
    if (!count_coder(s, j, err)) return false;
  }
  return true;
}


// ---- all columns ----

// Fisher's test wants things apart, which windows are not.
static bool judge_windows(Sheet *s, VnErr *err) {
  double *p = s->columns[P_NULL]->number, *of_judged = s->scratch;
  double family = vn_pair_family(&s->margins, (double)s->plan->least);
  bool *judged = vn_alloc(s->pairs.n, sizeof *judged);
  if (!judged) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < s->pairs.n; k++)
    judged[k] = is_judged(s, s->pairs.a[k]) && is_judged(s, s->pairs.b[k]);
  bool done =
      vn_coding_near(s->coding, &s->plan->view, &s->pairs, judged, p, err);
  for (size_t k = 0; done && k < s->pairs.n; k++) {
    s->columns[P]->number[k] = s->columns[Q]->number[k] = NAN;
    of_judged[k] = judged[k] ? p[k] : NAN;
    s->n_unknown += judged[k] && isnan(p[k]);
  }
  vn_free(judged);
  return done && vn_fdr(of_judged, s->pairs.n, family, s->plan->fdr,
                        s->columns[Q_NULL]->number, err);
}

static bool judge_pairs(Sheet *s, VnErr *err) {
  if (s->plan->view.window > 1) return judge_windows(s, err);
  return test_pairs(s, VN_TOTALS, P, Q, err) &&
         test_pairs(s, VN_BOTH_MARGINS, P_NULL, Q_NULL, err);
}

static bool fill(Sheet *s, VnErr *err) {
  for (size_t k = 0; k < s->pairs.n; k++) measure(s, k);
  return judge_pairs(s, err) && range_sources(s, err) && range_types(s, err) &&
         count_coders(s, err);
}


// ---- all of it ----

static const char *range_words(const Sheet *s) {
  size_t n = s->events->cluster ? s->events->n_clusters : 0;
  if (n < 2) return "no interval: it needs two sources";
  if (n < VN_FEW_CLUSTERS) return "low to high: one source left out";
  if (s->plan->range.n_replicates == 0) return "no interval asked for";
  return s->plan->view.cluster ? "low to high: clusters drawn anew"
                               : "low to high: sources drawn anew";
}

static void describe_groups(const Sheet *s, char *text, size_t size) {
  size_t n = s->events->n_groups, width = s->plan->view.window;
  double family = vn_pair_family(&s->margins, (double)s->plan->least);
  char things[80];
  snprintf(things, sizeof things, n == 1 ? "unit" : "units");
  if (width > 1)
    snprintf(things, sizeof things, "overlapping windows of %zu units", width);
  snprintf(text, size, "%zu %s; family of %.0f %s, q by %s", n, things, family,
           family == 1 ? "test" : "tests", s->plan->fdr == VN_BY ? "BY" : "BH");
}

// What was counted and judged, for the line under which the frame is shown.
static void describe(const Sheet *s, char *text, size_t size) {
  char groups[200];
  const VnEvents *e = s->events;
  describe_groups(s, groups, sizeof groups);
  snprintf(text, size, "%s%s%s; pairs that occur: %zu; %s; seed %llu%s",
           e->source ? e->source : "", e->source ? "; " : "", groups, s->n_met,
           range_words(s), (unsigned long long)s->plan->range.seed,
           s->n_unknown > 0 ? "; p_null would take too long: a larger 'least', "
                              "or a narrower window, helps"
                            : "");
}

static VnFrame *frame_of(Sheet *s, VnErr *err) {
  static const VnSortKey ranks[] = {"q_null", "p_null", "-low", "-c"};
  char source[1024];
  describe(s, source, sizeof source);
  VnFrame *frame =
      vn_frame_of(labels, s->columns, N_COLUMNS, s->pairs.n, source, err);
  VnFrame *sorted = frame ? vn_sort(frame, ranks, 4, err) : NULL;
  vn_frame_free(frame);
  return sorted;
}

static bool read_coding(Sheet *s, VnErr *err) {
  s->events = vn_coding_events(s->coding, &s->plan->view, err);
  return s->events && read_margins(s, err) && list_pairs(s, err);
}

VnFrame *vn_coding_pairs(const VnCoding *coding, const VnCodingPairPlan *plan,
                         VnErr *err) {
  Sheet s = {.coding = coding, .plan = plan};
  VnFrame *frame = NULL;
  bool done =
      read_coding(&s, err) && room_for_columns(&s, err) && fill(&s, err);
  if (done) {
    frame = frame_of(&s, err);
  } else {
    for (int j = 0; j < N_COLUMNS; j++) vn_column_free(s.columns[j]);
  }
  sheet_free(&s);
  return frame;
}
