#include "calc/linkage/pair_measures.h"

#include <math.h>

// O ln (O / E), 0 where nothing was seen.
static double surprise(double seen, double expected) {
  return seen > 0 ? seen * log(seen / expected) : 0;
}

static double g2_of(VnMeeting m) {
  double without1 = m.n - m.n1, without2 = m.n - m.n2;
  double sum = surprise(m.n12, m.n1 * m.n2 / m.n) +
               surprise(m.n1 - m.n12, m.n1 * without2 / m.n) +
               surprise(m.n2 - m.n12, m.n2 * without1 / m.n) +
               surprise(without1 - m.n2 + m.n12, without1 * without2 / m.n);
  return fmax(0, 2 * sum);
}

static double phi_of(VnMeeting m) {
  double below = sqrt(m.n1 * m.n2 * (m.n - m.n1) * (m.n - m.n2));
  return below > 0 ? (m.n * m.n12 - m.n1 * m.n2) / below : NAN;
}

// A pair that never meets has its least value; where every group has both
// there is nothing to compare with.
static double npmi_of(VnMeeting m, double pmi) {
  if (m.n12 == 0) return m.n1 > 0 && m.n2 > 0 ? -1 : NAN;
  return m.n12 < m.n ? pmi / -log2(m.n12 / m.n) : NAN;
}

VnPairMeasures vn_pair_measures(VnMeeting m) {
  double product = m.n1 * m.n2;
  double pmi = m.n12 > 0 ? log2(m.n12 * m.n / product) : NAN;
  return (VnPairMeasures){
      .c = m.n12 / (m.n1 + m.n2 - m.n12),
      .g2 = g2_of(m),
      .phi = phi_of(m),
      .cosine = m.n12 / sqrt(product),
      .lift = m.n12 * m.n / product,
      .association = m.n12 / product,
      .inclusion = m.n12 / fmin(m.n1, m.n2),
      .equivalence = m.n12 * m.n12 / product,
      .pmi = pmi,
      .npmi = npmi_of(m, pmi),
  };
}
