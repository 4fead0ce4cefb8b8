#include "calc/coding/find.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding units"

typedef struct {
  const VnCoding *coding;
  const VnCodeQuestion *asked;
  uint64_t *start;    // code k decides the leaves leaf[start[k]] ..
  uint32_t *leaf;     // .. leaf[start[k + 1] - 1]
  bool *has, *holds;  // of the unit at hand
  uint32_t *found;
  size_t n;
} Finder;

static void finder_free(Finder *f) {
  vn_free(f->start);
  vn_free(f->leaf);
  vn_free(f->has);
  vn_free(f->holds);
}

// Turns codes by leaf into leaves by code.
static bool turn(Finder *f, VnErr *err) {
  const VnCodeQuestion *q = f->asked;
  size_t n_codes = f->coding->n_codes, n = q->start[q->n_leaves];
  f->start = vn_alloc(n_codes + 2, sizeof *f->start);
  f->leaf = vn_alloc(n, sizeof *f->leaf);
  f->has = vn_alloc(q->n_leaves, sizeof *f->has);
  f->holds = vn_alloc(q->question.n, sizeof *f->holds);
  if (!f->start || !f->leaf || !f->has || !f->holds)
    return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < n; i++) f->start[q->code[i] + 2]++;
  for (size_t k = 2; k < n_codes + 2; k++) f->start[k] += f->start[k - 1];
  for (size_t l = 0; l < q->n_leaves; l++) {
    for (uint64_t i = q->start[l]; i < q->start[l + 1]; i++)
      f->leaf[f->start[q->code[i] + 1]++] = (uint32_t)l;
  }
  return true;
}

static bool answers(Finder *f, size_t unit) {
  const VnCoding *c = f->coding;
  const VnCodeQuestion *q = f->asked;
  bool looked_at = false;
  memset(f->has, 0, q->n_leaves * sizeof *f->has);
  for (uint64_t k = c->start[unit]; k < c->start[unit + 1]; k++) {
    if (q->coder != VN_NOTHING && c->coder[k] != q->coder) continue;
    looked_at = true;
    if (c->code[k] == VN_NOTHING) continue;
    for (uint64_t i = f->start[c->code[k]]; i < f->start[c->code[k] + 1]; i++)
      f->has[f->leaf[i]] = true;
  }
  bool all = q->question.n == 0 && q->coder == VN_NOTHING;
  return all || (looked_at && vn_question_ask(&q->question, f->has, f->holds));
}

static bool find(Finder *f, VnErr *err) {
  for (size_t u = 0; u < f->coding->n_units; u++) {
    if ((u & 0xfff) == 0 && vn_stopped(err)) return false;
    if (answers(f, u)) f->found[f->n++] = (uint32_t)u;
  }
  return true;
}

uint32_t *vn_coding_find(const VnCoding *c, const VnCodeQuestion *question,
                         size_t *n_found, VnErr *err) {
  Finder f = {.coding = c, .asked = question};
  f.found = vn_alloc(c->n_units, sizeof *f.found);
  if (!f.found) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  bool done = turn(&f, err) && find(&f, err);
  finder_free(&f);
  *n_found = f.n;
  if (done) return f.found;
  vn_free(f.found);
  return NULL;
}
