#include "calc/agreement/alpha_u.h"

#include <math.h>

#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "unitizing"

// Lengths that two coders' pieces share, by the codes of the pieces; gaps are
// the last code.
typedef struct {
  VnAlphaU how;
  size_t n;       // codes and gaps; of VN_CODING codes only
  double *with;   // of each code: the length that has it
  double *alike;  // of each code: the length on which both have it
  double *own;    // of each code: squared lengths of its marks; lengths of gaps
  double *met;    // of each piece: its length that others' pieces share
} Shared;

static void shared_free(Shared *s) {
  vn_free(s->with);
  vn_free(s->alike);
  vn_free(s->own);
  vn_free(s->met);
}

static bool shared_room(const VnStretches *z, Shared *s, VnErr *err) {
  bool binary = s->how == VN_BINARY_ALPHA;
  s->n = binary ? 2 : z->code.n + (s->how == VN_CODING_ALPHA ? 0 : (size_t)1);
  s->with = vn_alloc(s->n, sizeof *s->with);
  s->alike = vn_alloc(s->n, sizeof *s->alike);
  s->own = vn_alloc(s->n, sizeof *s->own);
  s->met = vn_alloc(z->start[z->coder.n], sizeof *s->met);
  return (s->with && s->alike && s->own && s->met) ||
         vn_fail_memory(err, DOING);
}

static size_t code_of(const VnStretches *z, VnAlphaU how, VnStretch s) {
  bool binary = how == VN_BINARY_ALPHA;
  if (!s.marked) return binary ? 1 : z->code.n;
  return binary ? 0 : s.code;
}

// Gaps do not count where only what was marked by both is compared.
static bool counts(const Shared *s, VnStretch x, VnStretch y) {
  return s->how != VN_CODING_ALPHA || (x.marked && y.marked);
}

static void share_two(const VnStretches *z, uint32_t i, uint32_t j, Shared *s) {
  size_t a = z->start[i], b = z->start[j];
  double part = 1 / ((double)z->coder.n - 1);
  while (a < z->start[i + 1] && b < z->start[j + 1]) {
    VnStretch x = z->pieces[a], y = z->pieces[b];
    double ends_x = x.begin + x.length, ends_y = y.begin + y.length;
    if (counts(s, x, y)) {
      double length = fmin(ends_x, ends_y) - fmax(x.begin, y.begin);
      size_t c = code_of(z, s->how, x), k = code_of(z, s->how, y);
      s->with[c] += length * part;
      s->met[a] += length * part;
      if (c == k) s->alike[c] += length * part;
    }
    a += ends_x <= ends_y;
    b += ends_y <= ends_x;
  }
}

static bool share_all(const VnStretches *z, Shared *s, VnErr *err) {
  for (uint32_t i = 0; i < z->coder.n; i++) {
    if (vn_stopped(err)) return false;
    for (uint32_t j = 0; j < z->coder.n; j++) {
      if (i != j) share_two(z, i, j, s);
    }
  }
  for (size_t a = 0; a < z->start[z->coder.n]; a++) {
    VnStretch piece = z->pieces[a];
    size_t c = code_of(z, s->how, piece);
    if (c < s->n) s->own[c] += piece.marked ? s->met[a] * s->met[a] : s->met[a];
  }
  return true;
}


// ---- what chance lets expect ----

// e_ck = l (l_c l_k - S_c where c is k) / (l^2 - S).
typedef struct {
  double l, scale;  // the latter is l / (l^2 - S)
} Chance;

static Chance chance_of(const Shared *s) {
  double l = 0, own = 0;
  for (size_t c = 0; c < s->n; c++) l += s->with[c], own += s->own[c];
  return (Chance){l, l / (l * l - own)};
}

// Of the length with code c: how much lies on others' pieces of other codes.
static double apart_by_chance(const Shared *s, Chance chance, size_t c) {
  return chance.scale * s->with[c] * (chance.l - s->with[c]);
}

// u-alpha = 1 - (l - sum of l_cc) / (l - sum of e_cc).
static void conclude(const Shared *s, VnUnitizing *found) {
  Chance chance = chance_of(s);
  double apart = 0, by_chance = 0;
  for (size_t c = 0; c < s->n; c++) {
    apart += s->with[c] - s->alike[c];
    by_chance += apart_by_chance(s, chance, c);
  }
  if (!(chance.l > 0)) return;
  found->observed = apart / chance.l;
  found->expected = by_chance / chance.l;
  if (found->expected > 1e-12)
    found->value = 1 - found->observed / found->expected;
}


// ---- of each code ----

// The length of each code's marks, and how many there are.
static void count_marks(const VnStretches *z, double *length, int64_t *n) {
  for (size_t c = 0; c < z->code.n; c++) length[c] = 0, n[c] = 0;
  for (size_t k = 0; k < z->n; k++) {
    length[z->marks[k].code] += z->marks[k].length;
    n[z->marks[k].code]++;
  }
}

// (k)u-alpha = 1 - (apart / l_k) / (apart by chance / e_k).
static double of_code(const Shared *s, Chance chance, size_t k) {
  double by_chance = apart_by_chance(s, chance, k);
  double expected = chance.scale * (s->with[k] * chance.l - s->own[k]);
  if (!(s->with[k] > 0) || !(by_chance > 1e-12 * chance.l)) return NAN;
  double apart = s->with[k] - s->alike[k];
  return 1 - apart / s->with[k] / (by_chance / expected);
}

static VnFrame *by_code(const VnStretches *z, const Shared *s, VnErr *err) {
  static const char *const labels[] = {"code", "n_stretches", "coverage",
                                       "agreement"};
  size_t n = z->code.n;
  VnNames *names = vn_labels_names(&z->code, "code", err);
  VnColumn *columns[] = {
      names ? vn_column_of_names(names) : NULL, vn_column_new(VN_INTEGER, n),
      vn_column_new(VN_NUMBER, n), vn_column_new(VN_NUMBER, n)};
  Chance chance = chance_of(s);
  vn_names_free(names);
  if (columns[1] && columns[2] && columns[3]) {
    count_marks(z, columns[2]->number, columns[1]->integer);
    for (size_t k = 0; k < n; k++) {
      columns[2]->number[k] = s->with[k] / columns[2]->number[k];
      columns[3]->number[k] = of_code(s, chance, k);
    }
  }
  return vn_frame_of(labels, columns, 4, n, NULL, err);
}


// ---- all of it ----

static bool compare_all(VnStretches *z, Shared *s, VnUnitizing *found,
                        VnErr *err) {
  vn_stretches_sort(z, false);
  if (!vn_stretches_cut(z, 0, z->n, err) || !shared_room(z, s, err) ||
      !share_all(z, s, err))
    return false;
  conclude(s, found);
  return true;
}

bool vn_alpha_u(const VnFrame *frame, const VnStretchRows *rows, VnAlphaU how,
                VnUnitizing *found, VnFrame **codes, VnErr *err) {
  VnStretches z;
  Shared s = {.how = how};
  bool done = vn_stretches_read(&z, frame, rows, err);
  if (done) *found = vn_stretches_found(&z);
  done = done && compare_all(&z, &s, found, err);
  if (done && how == VN_CODING_ALPHA) {
    *codes = by_code(&z, &s, err);
    done = *codes != NULL;
  }
  shared_free(&s);
  vn_stretches_free(&z);
  return done;
}
