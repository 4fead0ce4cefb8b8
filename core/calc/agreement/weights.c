#include "calc/agreement/weights.h"

void vn_weights_place(VnAgreementTask *t) {
  double least = INFINITY, most = -INFINITY;
  for (size_t k = 0; k < t->ratings->n_values; k++) {
    double score = t->ratings->score[k];
    t->position[k] = isnan(score) ? (double)k : score;
    least = fmin(least, t->position[k]);
    most = fmax(most, t->position[k]);
  }
  t->range = most - least;
}

double vn_weighted(const VnAgreementTask *t, const double *x, const double *y) {
  double sum = 0;
  size_t n = t->ratings->n_values;
  for (size_t c = 0; c < n; c++) {
    double row = y[c];
    if (x[c] == 0) continue;
    if (t->plan->weights != VN_UNWEIGHTED) {
      row = 0;
      for (size_t k = 0; k < n; k++) row += vn_weight(t, c, k) * y[k];
    }
    sum += x[c] * row;
  }
  return sum;
}

double vn_sum_of_weights(const VnAgreementTask *t) {
  double sum = 0;
  size_t n = t->ratings->n_values;
  if (t->plan->weights == VN_UNWEIGHTED) return (double)n;
  for (size_t c = 0; c < n; c++) {
    for (size_t k = 0; k < n; k++) sum += vn_weight(t, c, k);
  }
  return sum;
}
