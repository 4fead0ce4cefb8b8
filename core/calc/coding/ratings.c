#include "calc/coding/ratings.h"

#include "data/stop.h"

VnRatings *vn_yes_no_ratings(const VnCoding *c, size_t n_units, VnErr *err) {
  static const char *const labels[] = {"no", "yes"};
  static const double score[] = {0, 1};
  VnNames *values = vn_names_new(labels, 2, "value", err);
  VnRatings *r =
      values ? vn_ratings_new(values, score, n_units, c->coder_names, err)
             : NULL;
  vn_names_free(values);
  return r;
}

// Into the rows from `cell` on, one for each unit.
static void fill(const VnCoding *c, uint32_t code, int32_t *cell) {
  for (size_t u = 0; u < c->n_units; u++, cell += c->n_coders) {
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      if (c->code[k] == code) cell[c->coder[k]] = 1;
      else if (cell[c->coder[k]] == VN_NOT_RATED) cell[c->coder[k]] = 0;
    }
  }
}

VnRatings *vn_coding_ratings(const VnCoding *c, uint32_t code, VnErr *err) {
  VnRatings *r = vn_yes_no_ratings(c, c->n_units, err);
  if (!r) return NULL;
  r->labels = vn_column_share(c->units->columns[0]);
  fill(c, code, r->cell);
  if (vn_ratings_count(r, err)) return r;
  vn_ratings_free(r);
  return NULL;
}
