#include "calc/frame/values.h"

#include <math.h>
#include <stddef.h>

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

// Moves the values so that none before the k-th is above it and none behind
// it below (Hoare's selection), and gives it.
static double select_value(double *x, ptrdiff_t n, ptrdiff_t k) {
  ptrdiff_t low = 0, high = n - 1;
  while (low < high) {
    double pivot = x[low + (high - low) / 2];
    ptrdiff_t i = low, j = high;
    while (i <= j) {
      while (x[i] < pivot) i++;
      while (x[j] > pivot) j--;
      if (i > j) break;
      double spare = x[i];
      x[i++] = x[j], x[j--] = spare;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return x[k];
}

double vn_median_of(double *x, size_t n) {
  if (n == 0) return VN_NO_NUMBER;
  double upper = select_value(x, (ptrdiff_t)n, (ptrdiff_t)(n / 2));
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
