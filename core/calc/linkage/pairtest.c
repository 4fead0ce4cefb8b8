#include "calc/linkage/pairtest.h"

#include <math.h>
#include <stdio.h>

#include "calc/chance/bipartite.h"
#include "calc/linkage/pairs.h"
#include "calc/frame/take.h"
#include "data/matrix/frame.h"
#include "data/memory.h"

#define DOING "testing pairs"

static bool in_family(const VnPairMargins *margins, uint32_t i, double least) {
  return (double)margins->totals[i] >= fmax(1, least);
}

double vn_pair_family(const VnPairMargins *margins, double least) {
  double n = 0;
  for (size_t i = 0; i < margins->n_members; i++)
    n += in_family(margins, (uint32_t)i, least);
  return n > 1 ? n * (n - 1) / 2 : 0;
}

bool vn_pairtest(const VnPairMargins *margins, const VnPairTest *test,
                 const VnPairs *pairs, double *q, VnErr *err) {
  if (!vn_pairnull(margins, test->null, pairs, err)) return false;
  double *p = vn_alloc(pairs->n, sizeof *p);
  if (!p) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < pairs->n; k++) {
    bool judged = in_family(margins, pairs->a[k], test->least) &&
                  in_family(margins, pairs->b[k], test->least);
    p[k] = judged ? pairs->p[k] : NAN;
  }
  double n_family = vn_pair_family(margins, test->least);
  bool done = vn_fdr(p, pairs->n, n_family, test->fdr, q, err);
  vn_free(p);
  return done;
}


// ---- events ----

typedef struct {
  VnPairMargins margins;
  uint64_t *totals, *sizes;
  VnPairCounts counts;
  VnColumn *columns[7];
} Sheet;

static bool read_margins(Sheet *s, const VnEvents *e, VnErr *err) {
  size_t n = vn_names_count(e->members);
  s->totals = vn_alloc(n, sizeof *s->totals);
  s->sizes = vn_alloc(n + 1, sizeof *s->sizes);
  if (!s->totals || !s->sizes) return vn_fail_memory(err, DOING);
  vn_events_totals(e, s->totals);
  vn_events_sizes(e, s->sizes);
  s->margins = (VnPairMargins){n, s->totals, s->sizes};
  return true;
}

static void sheet_free(Sheet *s) {
  vn_free(s->totals);
  vn_free(s->sizes);
  vn_pair_counts_free(&s->counts);
}

static VnColumn *count_column(const VnPairCounts *counts) {
  VnColumn *column = vn_column_new(VN_INTEGER, counts->n);
  for (size_t k = 0; column && k < counts->n; k++)
    column->integer[k] = (int64_t)counts->count[k];
  return column;
}

static bool make_columns(Sheet *s, const VnEvents *e, VnErr *err) {
  VnColumn *names = vn_column_of_names(e->members);
  bool room = true;
  if (!names) return vn_fail_memory(err, DOING);
  s->columns[0] = vn_take_column(names, s->counts.a, s->counts.n);
  s->columns[1] = vn_take_column(names, s->counts.b, s->counts.n);
  s->columns[2] = count_column(&s->counts);
  for (int j = 3; j < 7; j++)
    s->columns[j] = vn_column_new(VN_NUMBER, s->counts.n);
  for (int j = 0; j < 7; j++) room = room && s->columns[j];
  vn_column_free(names);
  return room || vn_fail_memory(err, DOING);
}

static bool fill_columns(Sheet *s, const VnPairTest *test, VnErr *err) {
  VnPairs pairs = {.n = s->counts.n,
                   .a = s->counts.a,
                   .b = s->counts.b,
                   .count = s->counts.count,
                   .expected = s->columns[3]->number,
                   .z = s->columns[4]->number,
                   .p = s->columns[5]->number};
  return vn_pairtest(&s->margins, test, &pairs, s->columns[6]->number, err);
}

// What was judged, and how, for the line under which the frame is shown.
static void describe(const Sheet *s, const VnEvents *e, const VnPairTest *test,
                     char *text, size_t size) {
  static const char *const nulls[] = {"both", "totals", "sizes"};
  snprintf(text, size, "%s%snull %s, q by %s over %.0f pairs",
           e->source ? e->source : "", e->source ? "; " : "", nulls[test->null],
           test->fdr == VN_BY ? "BY" : "BH",
           vn_pair_family(&s->margins, test->least));
}

VnFrame *vn_events_pairs(const VnEvents *e, const VnPairTest *test,
                         VnErr *err) {
  static const char *const labels[] = {"a", "b", "count", "expected",
                                       "z", "p", "q"};
  Sheet s = {.totals = NULL};
  VnFrame *f = NULL;
  bool done = read_margins(&s, e, err) && vn_count_pairs(e, &s.counts, err) &&
              make_columns(&s, e, err) && fill_columns(&s, test, err);
  if (done) {
    char source[1024];
    describe(&s, e, test, source, sizeof source);
    f = vn_frame_of(labels, s.columns, 7, s.counts.n, source, err);
  } else {
    for (int j = 0; j < 7; j++) vn_column_free(s.columns[j]);
  }
  sheet_free(&s);
  return f;
}

static void write_chances(const VnBipartite *fit, VnColumn **columns) {
  size_t row = 0;
  for (size_t c = 0; c < fit->n_classes; c++) {
    for (size_t d = 0; d < fit->n_sizes; d++, row++) {
      columns[0]->integer[row] = (int64_t)fit->total[c];
      columns[1]->integer[row] = (int64_t)fit->size[d];
      columns[2]->number[row] = fit->chance[row];
    }
  }
}

VnFrame *vn_events_chances(const VnEvents *e, VnErr *err) {
  static const char *const labels[] = {"total", "size", "chance"};
  Sheet s = {.totals = NULL};
  bool read = read_margins(&s, e, err);
  VnBipartite *fit =
      read ? vn_bipartite_fit(s.totals, s.margins.n_members, s.sizes, err)
           : NULL;
  sheet_free(&s);
  if (!fit) return NULL;
  size_t n = fit->n_classes * fit->n_sizes;
  VnColumn *columns[] = {vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_NUMBER, n)};
  if (columns[0] && columns[1] && columns[2]) write_chances(fit, columns);
  vn_bipartite_free(fit);
  return vn_frame_of(labels, columns, 3, n, e->source, err);
}
