#include "calc/agreement/stretches.h"

#include <math.h>
#include <stdlib.h>

#include "data/memory.h"

#define DOING "unitizing"

void vn_stretches_free(VnStretches *z) {
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

static bool check_stretch(VnStretch s, size_t row, VnErr *err) {
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

static bool read_marks(VnStretches *z, const VnColumn *start,
                       const VnColumn *end, VnErr *err) {
  z->marks = vn_alloc(z->frame->n_rows, sizeof *z->marks);
  if (!z->marks) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < z->frame->n_rows; i++) {
    double begin = number_at(start, i), stop = number_at(end, i);
    VnStretch s = {z->code.of[i], z->coder.of[i], begin, stop - begin, true};
    if (s.code == VN_NO_LABEL || s.coder == VN_NO_LABEL || isnan(s.length))
      continue;
    if (!check_stretch(s, i, err)) return false;
    z->marks[z->n++] = s;
  }
  return true;
}

static bool settle_continuum(VnStretches *z, const VnStretchRows *rows,
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

static bool check_coders(const VnStretches *z, VnErr *err) {
  if (z->coder.n >= 2) return true;
  return vn_fail(err, "alpha_u wants two coders at least, found %u",
                 z->coder.n);
}

static bool room_for_pieces(VnStretches *z, VnErr *err) {
  z->pieces = vn_alloc(2 * z->n + z->coder.n, sizeof *z->pieces);
  z->start = vn_alloc((size_t)z->coder.n + 1, sizeof *z->start);
  return (z->pieces && z->start) || vn_fail_memory(err, DOING);
}

// Places before the first mark are of no matter: only differences count.
bool vn_stretches_read(VnStretches *z, const VnFrame *frame,
                       const VnStretchRows *rows, VnErr *err) {
  *z = (VnStretches){.frame = frame};
  const VnColumn *start = number_column(frame, rows->start, err);
  const VnColumn *end = start ? number_column(frame, rows->end, err) : NULL;
  return end && vn_labels_new(frame, rows->coder, &z->coder, err) &&
         vn_labels_new(frame, rows->code, &z->code, err) &&
         vn_labels_close_up(&z->coder, err) &&
         vn_labels_close_up(&z->code, err) && read_marks(z, start, end, err) &&
         settle_continuum(z, rows, err) && check_coders(z, err) &&
         room_for_pieces(z, err);
}

VnUnitizing vn_stretches_found(const VnStretches *z) {
  return (VnUnitizing){
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


// ---- order ----

static int by_code(const void *a, const void *b) {
  const VnStretch *x = a, *y = b;
  if (x->code != y->code) return x->code < y->code ? -1 : 1;
  if (x->coder != y->coder) return x->coder < y->coder ? -1 : 1;
  return (x->begin > y->begin) - (x->begin < y->begin);
}

static int by_coder(const void *a, const void *b) {
  const VnStretch *x = a, *y = b;
  if (x->coder != y->coder) return x->coder < y->coder ? -1 : 1;
  return (x->begin > y->begin) - (x->begin < y->begin);
}

void vn_stretches_sort(VnStretches *z, bool coded) {
  qsort(z->marks, z->n, sizeof *z->marks, coded ? by_code : by_coder);
}


// ---- pieces: marks and the gaps between them ----

static bool fail_overlap(const VnStretches *z, VnStretch s, VnErr *err) {
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
bool vn_stretches_cut(VnStretches *z, size_t first, size_t last, VnErr *err) {
  size_t n = 0, k = first;
  for (uint32_t j = 0; j < z->coder.n; j++) {
    double at = z->from;
    z->start[j] = n;
    for (; k < last && z->marks[k].coder == j; k++) {
      VnStretch s = z->marks[k];
      if (s.begin < at) return fail_overlap(z, s, err);
      if (s.begin > at)
        z->pieces[n++] = (VnStretch){VN_NO_LABEL, j, at, s.begin - at, false};
      z->pieces[n++] = s;
      at = s.begin + s.length;
    }
    if (at < z->to)
      z->pieces[n++] = (VnStretch){VN_NO_LABEL, j, at, z->to - at, false};
  }
  z->start[z->coder.n] = n;
  return true;
}
