#include "calc/impact/strength.h"

#include <math.h>

static double mean_size(const VnImpact *x, size_t i, size_t j) {
  double sum = 0;
  for (size_t k = x->first[i]; k < x->first[i + 1]; k++) {
    for (size_t l = x->first[j]; l < x->first[j + 1]; l++) {
      double value = x->cells[k * x->n_variants + l];
      if (!isnan(value)) sum += fabs(value);
    }
  }
  return sum / (double)(vn_impact_count(x, i) * vn_impact_count(x, j));
}

VnMatrix *vn_impact_strength(const VnImpact *x, VnErr *err) {
  VnMatrix *m = vn_matrix_new(x->descriptors, x->descriptors, err);
  if (!m) return NULL;
  for (size_t i = 0; i < x->n_descriptors; i++) {
    for (size_t j = 0; j < x->n_descriptors; j++) {
      if (i != j) *vn_matrix_cell(m, i, j) = mean_size(x, i, j);
    }
  }
  if (vn_matrix_say(&m->row_title, "descriptor", err) &&
      (!x->source || vn_matrix_say(&m->source, x->source, err)))
    return m;
  vn_matrix_free(m);
  return NULL;
}
