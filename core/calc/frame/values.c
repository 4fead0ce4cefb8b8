#include "calc/frame/values.h"

#include <math.h>
#include <stddef.h>

#include "calc/chance/order_statistic.h"
#include "calc/sum.h"
#include "data/frame.h"

static double sum_of(const double *x, size_t n) {
  VnSum sum = {0};
  for (size_t i = 0; i < n; i++) vn_sum_add(&sum, x[i]);
  return vn_sum_value(sum);
}

double vn_sum_of(double *x, size_t n) {
  return n == 0 ? VN_NO_NUMBER : sum_of(x, n);
}

double vn_mean_of(double *x, size_t n) {
  return n == 0 ? VN_NO_NUMBER : sum_of(x, n) / (double)n;
}

double vn_median_of(double *x, size_t n) {
  if (n == 0) return VN_NO_NUMBER;
  double upper = vn_order_statistic(x, n, n / 2);
  if (n % 2) return upper;
  double lower = x[0];
  for (size_t i = 1; i < n / 2; i++) lower = fmax(lower, x[i]);
  return lower / 2 + upper / 2;
}

double vn_sd_of(double *x, size_t n) {
  if (n < 2) return VN_NO_NUMBER;
  double middle = vn_mean_of(x, n);
  for (size_t i = 0; i < n; i++) x[i] = (x[i] - middle) * (x[i] - middle);
  return sqrt(sum_of(x, n) / (double)(n - 1));
}
