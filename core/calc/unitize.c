#include "calc/unitize.h"

#include <stdlib.h>
#include <string.h>

#include "data/labels.h"
#include "data/matrix_frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "unitizing"

// A marked stretch, or a gap between two of them.
typedef struct {
  uint32_t code, coder;
  double begin, length;
  bool marked;
} Stretch;

typedef struct {
  const VnFrame *frame;
  VnLabels coder, code;
  Stretch *marks;  // sorted by what is asked for
  size_t n;
  double from, to;
  Stretch *pieces;  // marks and gaps of one code, coder by coder
  size_t *start;    // of each coder's pieces
} Unitizing;

static void unitizing_free(Unitizing *z) {
  vn_labels_free(&z->coder);
  vn_labels_free(&z->code);
  vn_free(z->marks);
  vn_free(z->pieces);
  vn_free(z->start);
}


// ---- reading ----

static double number_at(const VnColumn *column, size_t row) {
  if (vn_column_missing(column, row)) return NAN;
  return column->type == VN_NUMBER ? column->number[row]
                                   : (double)column->integer[row];
}

static const VnColumn *number_column(const VnFrame *frame, const char *name,
                                     VnErr *err) {
  const VnColumn *column = vn_frame_column(frame, name, err);
  if (!column || column->type == VN_NUMBER || column->type == VN_INTEGER)
    return column;
  vn_fail(err, "column \"%.100s\" should hold numbers, found %s", name,
          vn_type_name(column->type));
  return NULL;
}

static bool check_stretch(Stretch s, size_t row, VnErr *err) {
  double end = s.begin + s.length;
  if (s.begin != floor(s.begin) || end != floor(end)) {
    return vn_fail(err,
                   "row %zu: a stretch begins and ends at whole numbers, "
                   "found %g to %g",
                   row + 1, s.begin, end);
  }
  if (s.length > 0) return true;
  return vn_fail(err,
                 "row %zu: a stretch ends behind its start, found %g to %g",
                 row + 1, s.begin, end);
}

static bool read_marks(Unitizing *z, const VnColumn *start, const VnColumn *end,
                       VnErr *err) {
  z->marks = vn_alloc(z->frame->n_rows, sizeof *z->marks);
  if (!z->marks) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < z->frame->n_rows; i++) {
    double begin = number_at(start, i), stop = number_at(end, i);
    Stretch s = {z->code.of[i], z->coder.of[i], begin, stop - begin, true};
    if (s.code == VN_NO_LABEL || s.coder == VN_NO_LABEL || isnan(s.length))
      continue;
    if (!check_stretch(s, i, err)) return false;
    z->marks[z->n++] = s;
  }
  return true;
}

static bool settle_continuum(Unitizing *z, const VnStretchRows *rows,
                             VnErr *err) {
  double first = INFINITY, last = -INFINITY;
  for (size_t k = 0; k < z->n; k++) {
    first = fmin(first, z->marks[k].begin);
    last = fmax(last, z->marks[k].begin + z->marks[k].length);
  }
  z->from = isnan(rows->from) ? first : rows->from;
  z->to = isnan(rows->to) ? last : rows->to;
  if (z->n == 0 || (z->from <= first && z->to >= last)) return true;
  return vn_fail(err,
                 "stretches from %g to %g do not lie in the continuum from "
                 "%g to %g",
                 first, last, z->from, z->to);
}

// Places before the first mark are of no matter: only differences count.
static bool read_stretches(Unitizing *z, const VnStretchRows *rows,
                           VnErr *err) {
  const VnColumn *start = number_column(z->frame, rows->start, err);
  const VnColumn *end = start ? number_column(z->frame, rows->end, err) : NULL;
  return end && vn_labels_new(z->frame, rows->coder, &z->coder, err) &&
         vn_labels_new(z->frame, rows->code, &z->code, err) &&
         vn_labels_close_up(&z->coder, err) &&
         vn_labels_close_up(&z->code, err) && read_marks(z, start, end, err) &&
         settle_continuum(z, rows, err);
}

static void begin_found(const Unitizing *z, VnUnitizing *found) {
  *found = (VnUnitizing){
      .value = NAN,
      .observed = NAN,
      .expected = NAN,
      .from = z->from,
      .to = z->to,
      .n_stretches = z->n,
      .n_coders = z->coder.n,
      .n_codes = z->code.n,
      .n_left_out = z->frame->n_rows - z->n,
  };
}


// ---- pieces: marks and the gaps between them ----

static int by_code(const void *a, const void *b) {
  const Stretch *x = a, *y = b;
  if (x->code != y->code) return x->code < y->code ? -1 : 1;
  if (x->coder != y->coder) return x->coder < y->coder ? -1 : 1;
  return (x->begin > y->begin) - (x->begin < y->begin);
}

static int by_coder(const void *a, const void *b) {
  const Stretch *x = a, *y = b;
  if (x->coder != y->coder) return x->coder < y->coder ? -1 : 1;
  return (x->begin > y->begin) - (x->begin < y->begin);
}

static bool room_for_pieces(Unitizing *z) {
  z->pieces = vn_alloc(2 * z->n + z->coder.n, sizeof *z->pieces);
  z->start = vn_alloc((size_t)z->coder.n + 1, sizeof *z->start);
  return z->pieces && z->start;
}

static bool fail_overlap(const Unitizing *z, Stretch s, VnErr *err) {
  char coder[200], code[200];
  vn_column_text(z->coder.column, z->coder.first[s.coder], coder, sizeof coder);
  vn_column_text(z->code.column, z->code.first[s.code], code, sizeof code);
  return vn_fail(err,
                 "two stretches of coder \"%.100s\" overlap at %g (code "
                 "\"%.100s\"), so that they do not cut the text into pieces",
                 coder, s.begin, code);
}

// Cuts the continuum by the marks first .. last - 1, which are sorted by
// coder, for each coder.
static bool cut(Unitizing *z, size_t first, size_t last, VnErr *err) {
  size_t n = 0, k = first;
  for (uint32_t j = 0; j < z->coder.n; j++) {
    double at = z->from;
    z->start[j] = n;
    for (; k < last && z->marks[k].coder == j; k++) {
      Stretch s = z->marks[k];
      if (s.begin < at) return fail_overlap(z, s, err);
      if (s.begin > at)
        z->pieces[n++] = (Stretch){VN_NO_LABEL, j, at, s.begin - at, false};
      z->pieces[n++] = s;
      at = s.begin + s.length;
    }
    if (at < z->to)
      z->pieces[n++] = (Stretch){VN_NO_LABEL, j, at, z->to - at, false};
  }
  z->start[z->coder.n] = n;
  return true;
}


// ---- alpha_U of 2004 ----

static double squared(double x) {
  return x * x;
}

// The difference of two pieces: how far their ends lie apart where marks
// overlap, the length of a mark that lies in the other's gap.
static double difference(Stretch a, Stretch b) {
  double d = a.begin - b.begin, ends = d + a.length - b.length;
  if (a.marked && b.marked)
    return -a.length < d && d < b.length ? squared(d) + squared(ends) : 0;
  if (a.marked && d >= 0 && ends <= 0) return squared(a.length);
  if (b.marked && d <= 0 && ends >= 0) return squared(b.length);
  return 0;
}

static bool observed(const Unitizing *z, double *sum, VnErr *err) {
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
static double places_in_gaps(const Unitizing *z, double length) {
  double places = 0;
  for (size_t b = 0; b < z->start[z->coder.n]; b++) {
    Stretch gap = z->pieces[b];
    if (!gap.marked && gap.length >= length) places += gap.length - length + 1;
  }
  return places;
}

static bool expected(const Unitizing *z, double n_marks, double *sum,
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

static bool one_code(Unitizing *z, size_t first, size_t last, size_t row,
                     Rows *rows, VnErr *err) {
  double *o = &rows->observed->number[row], *e = &rows->expected->number[row];
  if (!cut(z, first, last, err)) return false;
  if (!observed(z, o, err)) return false;
  if (!expected(z, (double)(last - first), e, err)) return false;
  rows->n->integer[row] = (int64_t)(last - first);
  rows->agreement->number[row] = *e > 0 ? 1 - *o / *e : NAN;
  return true;
}

static bool each_code(Unitizing *z, Rows *rows, VnUnitizing *found,
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

static bool check_coders(const Unitizing *z, VnErr *err) {
  if (z->coder.n >= 2) return true;
  return vn_fail(err, "alpha_u wants two coders at least, found %u",
                 z->coder.n);
}

static VnColumn *code_column(const Unitizing *z, VnErr *err) {
  VnNames *names = vn_labels_names(&z->code, "code", err);
  VnColumn *column = names ? vn_column_of_names(names) : NULL;
  vn_names_free(names);
  return column;
}

static VnFrame *by_codes(Unitizing *z, VnUnitizing *found, VnErr *err) {
  static const char *const labels[] = {"code", "n_stretches", "observed",
                                       "expected", "agreement"};
  size_t n = z->code.n;
  Rows rows = {code_column(z, err), vn_column_new(VN_INTEGER, n),
               vn_column_new(VN_NUMBER, n), vn_column_new(VN_NUMBER, n),
               vn_column_new(VN_NUMBER, n)};
  VnColumn *columns[] = {rows.code, rows.n, rows.observed, rows.expected,
                         rows.agreement};
  bool done = rows.code && rows.n && rows.observed && rows.expected &&
              rows.agreement && room_for_pieces(z);
  if (!done) vn_fail_memory(err, DOING);
  qsort(z->marks, z->n, sizeof *z->marks, by_code);
  if (done && each_code(z, &rows, found, err))
    return vn_frame_of(labels, columns, 5, n, NULL, err);
  for (int j = 0; j < 5; j++) vn_column_free(columns[j]);
  return NULL;
}

VnFrame *vn_alpha_unitizing(const VnFrame *frame, const VnStretchRows *rows,
                            VnUnitizing *found, VnErr *err) {
  Unitizing z = {.frame = frame};
  VnFrame *made = NULL;
  if (read_stretches(&z, rows, err) && check_coders(&z, err)) {
    begin_found(&z, found);
    made = by_codes(&z, found, err);
  }
  unitizing_free(&z);
  return made;
}


// ---- u-alpha of 2016 ----

// Lengths that two coders' pieces share, by the codes of the pieces; gaps are
// the last code.
typedef struct {
  size_t n;       // codes and gaps
  double *with;   // of each code: the length that has it
  double *alike;  // of each code: the length on which both have it
  double *own;    // of each code: squared lengths of its marks; lengths of gaps
} Shared;

static size_t code_of(const Unitizing *z, Stretch s, bool binary) {
  if (!s.marked) return binary ? 1 : z->code.n;
  return binary ? 0 : s.code;
}

static void share_two(const Unitizing *z, uint32_t i, uint32_t j, bool binary,
                      Shared *s) {
  size_t a = z->start[i], b = z->start[j];
  while (a < z->start[i + 1] && b < z->start[j + 1]) {
    Stretch x = z->pieces[a], y = z->pieces[b];
    double ends_x = x.begin + x.length, ends_y = y.begin + y.length;
    double length = fmin(ends_x, ends_y) - fmax(x.begin, y.begin);
    size_t c = code_of(z, x, binary), k = code_of(z, y, binary);
    s->with[c] += length;
    if (c == k) s->alike[c] += length;
    a += ends_x <= ends_y;
    b += ends_y <= ends_x;
  }
}

static bool share_all(const Unitizing *z, bool binary, Shared *s, VnErr *err) {
  double m = z->coder.n;
  for (uint32_t i = 0; i < z->coder.n; i++) {
    if (vn_stopped(err)) return false;
    for (uint32_t j = 0; j < z->coder.n; j++) {
      if (i != j) share_two(z, i, j, binary, s);
    }
  }
  for (size_t c = 0; c < s->n; c++) s->with[c] /= m - 1, s->alike[c] /= m - 1;
  for (size_t a = 0; a < z->start[z->coder.n]; a++) {
    double l = z->pieces[a].length;
    s->own[code_of(z, z->pieces[a], binary)] += z->pieces[a].marked ? l * l : l;
  }
  return true;
}

// u-alpha = 1 - (l - sum of l_cc) / (l - sum of e_cc) with
// e_cc = l (l_c^2 - S_c) / (l^2 - S).
static void conclude(const Shared *s, VnUnitizing *found) {
  double l = 0, own = 0, alike = 0, chance = 0;
  for (size_t c = 0; c < s->n; c++) {
    l += s->with[c];
    own += s->own[c];
    alike += s->alike[c];
    chance += s->with[c] * s->with[c] - s->own[c];
  }
  chance *= l / (l * l - own);
  found->observed = (l - alike) / l;
  found->expected = (l - chance) / l;
  if (found->expected > 1e-12)
    found->value = 1 - found->observed / found->expected;
}

static bool compare_all(Unitizing *z, bool binary, VnUnitizing *found,
                        VnErr *err) {
  Shared s = {.n = binary ? 2 : (size_t)z->code.n + 1};
  s.with = vn_alloc(s.n, sizeof *s.with);
  s.alike = vn_alloc(s.n, sizeof *s.alike);
  s.own = vn_alloc(s.n, sizeof *s.own);
  bool done = s.with && s.alike && s.own && room_for_pieces(z);
  if (!done) vn_fail_memory(err, DOING);
  qsort(z->marks, z->n, sizeof *z->marks, by_coder);
  done = done && cut(z, 0, z->n, err) && share_all(z, binary, &s, err);
  if (done) conclude(&s, found);
  vn_free(s.with);
  vn_free(s.alike);
  vn_free(s.own);
  return done;
}

bool vn_alpha_u(const VnFrame *frame, const VnStretchRows *rows, bool binary,
                VnUnitizing *found, VnErr *err) {
  Unitizing z = {.frame = frame};
  bool done = read_stretches(&z, rows, err) && check_coders(&z, err);
  if (done) begin_found(&z, found);
  done = done && compare_all(&z, binary, found, err);
  unitizing_free(&z);
  return done;
}
