// Draws put into an order in which their ranks go together as wanted.
#ifndef VN_CORRELATE_H
#define VN_CORRELATE_H

#include "calc/chance/sample.h"

bool vn_correlate(const VnSample *sample, double **columns, VnErr *err);

#endif
