#include "calc/coding_ratings.h"

#include "data/stop.h"

static VnRatings *blank(const VnCoding *c, VnErr *err) {
  static const char *const labels[] = {"no", "yes"};
  static const double score[] = {0, 1};
  VnNames *values = vn_names_new(labels, 2, "value", err);
  VnRatings *r =
      values ? vn_ratings_new(values, score, c->n_units, c->coder_names, err)
             : NULL;
  vn_names_free(values);
  if (r) r->labels = vn_column_share(c->units->columns[0]);
  return r;
}

static void fill(const VnCoding *c, uint32_t code, VnRatings *r) {
  for (size_t u = 0; u < c->n_units; u++) {
    int32_t *cells = r->cell + u * r->n_coders;
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      int32_t *cell = &cells[c->coder[k]];
      if (c->code[k] == code) *cell = 1;
      else if (*cell == VN_NOT_RATED) *cell = 0;
    }
  }
}

VnRatings *vn_coding_ratings(const VnCoding *c, uint32_t code, VnErr *err) {
  VnRatings *r = blank(c, err);
  if (!r) return NULL;
  fill(c, code, r);
  if (vn_ratings_count(r, err)) return r;
  vn_ratings_free(r);
  return NULL;
}
