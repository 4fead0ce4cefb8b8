#include "calc/agreement/unitize.h"

#include <math.h>

#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "unitizing"

static double squared(double x) {
  return x * x;
}

// The difference of two pieces: how far their ends lie apart where marks
// overlap, the length of a mark that lies in the other's gap.
static double difference(VnStretch a, VnStretch b) {
  double d = a.begin - b.begin, ends = d + a.length - b.length;
  if (a.marked && b.marked)
    return -a.length < d && d < b.length ? squared(d) + squared(ends) : 0;
  if (a.marked && d >= 0 && ends <= 0) return squared(a.length);
  if (b.marked && d <= 0 && ends >= 0) return squared(b.length);
  return 0;
}

static bool observed(const VnStretches *z, double *sum, VnErr *err) {
  size_t n = z->start[z->coder.n];
  *sum = 0;
  for (size_t a = 0; a < n; a++) {
    if (a % 256 == 0 && vn_stopped(err)) return false;
    for (size_t b = 0; b < n; b++) {
      if (z->pieces[a].coder != z->pieces[b].coder)
        *sum += difference(z->pieces[a], z->pieces[b]);
    }
  }
  double m = z->coder.n, length = z->to - z->from;
  *sum /= m * (m - 1) * length * length;
  return true;
}

// The places in which a mark of that length fits into gaps.
static double places_in_gaps(const VnStretches *z, double length) {
  double places = 0;
  for (size_t b = 0; b < z->start[z->coder.n]; b++) {
    VnStretch gap = z->pieces[b];
    if (!gap.marked && gap.length >= length) places += gap.length - length + 1;
  }
  return places;
}

static bool expected(const VnStretches *z, double n_marks, double *sum,
                     VnErr *err) {
  double same = 0, m = z->coder.n, length = z->to - z->from;
  *sum = 0;
  for (size_t a = 0; a < z->start[z->coder.n]; a++) {
    double l = z->pieces[a].length;
    if (a % 256 == 0 && vn_stopped(err)) return false;
    if (!z->pieces[a].marked) continue;
    same += l * (l - 1);
    *sum += (n_marks - 1) / 3 * (2 * l * l * l - 3 * l * l + l) +
            l * l * places_in_gaps(z, l);
  }
  *sum *= 2 / length / (m * length * (m * length - 1) - same);
  return true;
}

typedef struct {
  VnColumn *code, *n, *observed, *expected, *agreement;
} Rows;

static bool one_code(VnStretches *z, size_t first, size_t last, size_t row,
                     Rows *rows, VnErr *err) {
  double *o = &rows->observed->number[row], *e = &rows->expected->number[row];
  if (!vn_stretches_cut(z, first, last, err)) return false;
  if (!observed(z, o, err)) return false;
  if (!expected(z, (double)(last - first), e, err)) return false;
  rows->n->integer[row] = (int64_t)(last - first);
  rows->agreement->number[row] = *e > 0 ? 1 - *o / *e : NAN;
  return true;
}

static bool each_code(VnStretches *z, Rows *rows, VnUnitizing *found,
                      VnErr *err) {
  double sum_observed = 0, sum_expected = 0;
  size_t last = 0;
  for (uint32_t c = 0; c < z->code.n; c++) {
    size_t first = last;
    while (last < z->n && z->marks[last].code == c) last++;
    if (!one_code(z, first, last, c, rows, err)) return false;
    sum_observed += rows->observed->number[c];
    sum_expected += rows->expected->number[c];
  }
  found->observed = sum_observed, found->expected = sum_expected;
  if (sum_expected > 0) found->value = 1 - sum_observed / sum_expected;
  return true;
}

static VnColumn *code_column(const VnStretches *z, VnErr *err) {
  VnNames *names = vn_labels_names(&z->code, "code", err);
  VnColumn *column = names ? vn_column_of_names(names) : NULL;
  vn_names_free(names);
  return column;
}

static VnFrame *by_codes(VnStretches *z, VnUnitizing *found, VnErr *err) {
  static const char *const labels[] = {"code", "n_stretches", "observed",
                                       "expected", "agreement"};
  size_t n = z->code.n;
  Rows rows = {code_column(z, err), vn_column_new(VN_INTEGER, n),
               vn_column_new(VN_NUMBER, n), vn_column_new(VN_NUMBER, n),
               vn_column_new(VN_NUMBER, n)};
  VnColumn *columns[] = {rows.code, rows.n, rows.observed, rows.expected,
                         rows.agreement};
  bool done =
      rows.code && rows.n && rows.observed && rows.expected && rows.agreement;
  if (!done) vn_fail_memory(err, DOING);
  vn_stretches_sort(z, true);
  if (done && each_code(z, &rows, found, err))
    return vn_frame_of(labels, columns, 5, n, NULL, err);
  for (int j = 0; j < 5; j++) vn_column_free(columns[j]);
  return NULL;
}

VnFrame *vn_alpha_unitizing(const VnFrame *frame, const VnStretchRows *rows,
                            VnUnitizing *found, VnErr *err) {
  VnStretches z;
  VnFrame *made = NULL;
  if (vn_stretches_read(&z, frame, rows, err)) {
    *found = vn_stretches_found(&z);
    made = by_codes(&z, found, err);
  }
  vn_stretches_free(&z);
  return made;
}
