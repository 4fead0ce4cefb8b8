#include "calc/chance/distribution.h"

#include <math.h>

#include "calc/chance/beta.h"
#include "calc/chance/elementary.h"

const char *const vn_shapes[] = {
    "uniform", "normal", "lognormal", "triangular", "discrete", "beta", NULL};

// The quotient of two polynomials of degree 7, by rising powers.
static double quotient(const double above[8], const double below[8], double r) {
  double a = above[7], b = below[7];
  for (int k = 6; k >= 0; k--) a = a * r + above[k], b = b * r + below[k];
  return a / b;
}

static double middle_of_normal(double q) {
  static const double above[] = {
      3.3871328727963666080e0,  1.3314166789178437745e+2,
      1.9715909503065514427e+3, 1.3731693765509461125e+4,
      4.5921953931549871457e+4, 6.7265770927008700853e+4,
      3.3430575583588128105e+4, 2.5090809287301226727e+3};
  static const double below[] = {1,
                                 4.2313330701600911252e+1,
                                 6.8718700749205790830e+2,
                                 5.3941960214247511077e+3,
                                 2.1213794301586595867e+4,
                                 3.9307895800092710610e+4,
                                 2.8729085735721942674e+4,
                                 5.2264952788528545610e+3};
  return q * quotient(above, below, 0.180625 - q * q);
}

// Of shares within e^-25 of an end.
static double near_tail(double r) {
  static const double above[] = {
      1.42343711074968357734e0,  4.63033784615654529590e0,
      5.76949722146069140550e0,  3.64784832476320460504e0,
      1.27045825245236838258e0,  2.41780725177450611770e-1,
      2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static const double below[] = {1,
                                 2.05319162663775882187e0,
                                 1.67638483018380384940e0,
                                 6.89767334985100004550e-1,
                                 1.48103976427480074590e-1,
                                 1.51986665636164571966e-2,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
  return quotient(above, below, r - 1.6);
}

static double far_tail(double r) {
  static const double above[] = {
      6.65790464350110377720e0,  5.46378491116411436990e0,
      1.78482653991729133580e0,  2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3,
      2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static const double below[] = {1,
                                 5.99832206555887937690e-1,
                                 1.36929880922735805310e-1,
                                 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4,
                                 1.84631831751005468180e-5,
                                 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};
  return quotient(above, below, r - 5);
}

double vn_normal_at(double share) {
  double q = share - 0.5;
  if (fabs(q) <= 0.425) return middle_of_normal(q);
  double r = sqrt(-vn_log2(q < 0 ? share : 1 - share) * VN_LN2);
  double size = r <= 5 ? near_tail(r) : far_tail(r);
  return q < 0 ? -size : size;
}

static double triangular_at(const VnDistribution *d, double share) {
  double wide = d->b - d->a, peak = (d->c - d->a) / wide;
  if (share < peak) return d->a + sqrt(share * wide * (d->c - d->a));
  return d->b - sqrt((1 - share) * wide * (d->b - d->c));
}

static double discrete_at(const VnDistribution *d, double share) {
  size_t k = 0;
  while (k + 1 < d->n && share >= d->until[k]) k++;
  return d->value[k];
}

double vn_distribution_at(const VnDistribution *d, double share) {
  switch (d->shape) {
    case VN_UNIFORM: return d->a + share * (d->b - d->a);
    case VN_NORMAL: return d->a + d->b * vn_normal_at(share);
    case VN_LOGNORMAL: return d->a * vn_exp(d->b * vn_normal_at(share));
    case VN_TRIANGULAR: return triangular_at(d, share);
    case VN_DISCRETE: return discrete_at(d, share);
    case VN_BETA: return d->a + (d->b - d->a) * vn_beta_at(d->c, d->d, share);
  }
  return d->a;
}
