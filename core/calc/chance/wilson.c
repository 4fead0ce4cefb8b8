#include "calc/chance/wilson.h"

#include <math.h>

#define Z 1.959963984540054  // 97.5 % of the normal distribution lie below

VnWilson vn_wilson(double count, double n) {
  double p = count / n, z2 = Z * Z / n;
  double middle = (p + z2 / 2) / (1 + z2);
  double half = Z / (1 + z2) * sqrt(p * (1 - p) / n + z2 / (4 * n));
  return (VnWilson){.low = count <= 0 ? 0 : middle - half,
                    .high = count >= n ? 1 : middle + half};
}
