#include "calc/alpha_u.h"

#include <math.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "unitizing"

// Lengths that two coders' pieces share, by the codes of the pieces; gaps are
// the last code.
typedef struct {
  size_t n;       // codes and gaps
  double *with;   // of each code: the length that has it
  double *alike;  // of each code: the length on which both have it
  double *own;    // of each code: squared lengths of its marks; lengths of gaps
} Shared;

static size_t code_of(const VnStretches *z, VnStretch s, bool binary) {
  if (!s.marked) return binary ? 1 : z->code.n;
  return binary ? 0 : s.code;
}

static void share_two(const VnStretches *z, uint32_t i, uint32_t j, bool binary,
                      Shared *s) {
  size_t a = z->start[i], b = z->start[j];
  while (a < z->start[i + 1] && b < z->start[j + 1]) {
    VnStretch x = z->pieces[a], y = z->pieces[b];
    double ends_x = x.begin + x.length, ends_y = y.begin + y.length;
    double length = fmin(ends_x, ends_y) - fmax(x.begin, y.begin);
    size_t c = code_of(z, x, binary), k = code_of(z, y, binary);
    s->with[c] += length;
    if (c == k) s->alike[c] += length;
    a += ends_x <= ends_y;
    b += ends_y <= ends_x;
  }
}

static bool share_all(const VnStretches *z, bool binary, Shared *s,
                      VnErr *err) {
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

static bool compare_all(VnStretches *z, bool binary, VnUnitizing *found,
                        VnErr *err) {
  Shared s = {.n = binary ? 2 : (size_t)z->code.n + 1};
  s.with = vn_alloc(s.n, sizeof *s.with);
  s.alike = vn_alloc(s.n, sizeof *s.alike);
  s.own = vn_alloc(s.n, sizeof *s.own);
  bool done = s.with && s.alike && s.own;
  if (!done) vn_fail_memory(err, DOING);
  vn_stretches_sort(z, false);
  done = done && vn_stretches_cut(z, 0, z->n, err) &&
         share_all(z, binary, &s, err);
  if (done) conclude(&s, found);
  vn_free(s.with);
  vn_free(s.alike);
  vn_free(s.own);
  return done;
}

bool vn_alpha_u(const VnFrame *frame, const VnStretchRows *rows, bool binary,
                VnUnitizing *found, VnErr *err) {
  VnStretches z;
  bool done = vn_stretches_read(&z, frame, rows, err);
  if (done) *found = vn_stretches_found(&z);
  done = done && compare_all(&z, binary, found, err);
  vn_stretches_free(&z);
  return done;
}
