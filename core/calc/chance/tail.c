#include "calc/chance/tail.h"

#include "calc/chance/gamma.h"

double vn_chi2_tail(double x, double df) {
  return vn_gamma_above(df / 2, x / 2);
}
