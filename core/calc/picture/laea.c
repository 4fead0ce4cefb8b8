#include "calc/picture/laea.h"

#include <math.h>

#define DEGREE (M_PI / 180)
#define AXIS 6378137.0                  // of GRS 1980, metres
#define FLATTENING (1 / 298.257222101)  // of GRS 1980
#define LATITUDE (52 * DEGREE)          // of the natural origin
#define LONGITUDE (10 * DEGREE)
#define FALSE_EAST 4321000.0
#define FALSE_NORTH 3210000.0

// q of the note: the authalic latitude's sine times q at the pole.
static double authalic(double sine) {
  double e2 = FLATTENING * (2 - FLATTENING), e = sqrt(e2);
  return (1 - e2) * (sine / (1 - e2 * sine * sine) -
                     log((1 - e * sine) / (1 + e * sine)) / (2 * e));
}

void vn_laea(double longitude, double latitude, double *east, double *north) {
  double e2 = FLATTENING * (2 - FLATTENING), pole = authalic(1);
  double beta = asin(authalic(sin(latitude * DEGREE)) / pole);
  double beta0 = asin(authalic(sin(LATITUDE)) / pole);
  double away = longitude * DEGREE - LONGITUDE;
  double radius = AXIS * sqrt(pole / 2);
  double d = AXIS *
             (cos(LATITUDE) / sqrt(1 - e2 * sin(LATITUDE) * sin(LATITUDE))) /
             (radius * cos(beta0));
  double b = radius * sqrt(2 / (1 + sin(beta0) * sin(beta) +
                                cos(beta0) * cos(beta) * cos(away)));
  *east = FALSE_EAST + b * d * cos(beta) * sin(away);
  *north = FALSE_NORTH + (b / d) * (cos(beta0) * sin(beta) -
                                    sin(beta0) * cos(beta) * cos(away));
}
