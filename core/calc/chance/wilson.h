// The 95 % interval of a share: Wilson, "Probable inference, the law of
// succession, and statistical inference" (JASA 22, 1927).
#ifndef VN_WILSON_H
#define VN_WILSON_H

typedef struct {
  double low, high;
} VnWilson;

// Of n trials, n > 0, of which `count` came true.
VnWilson vn_wilson(double count, double n);

#endif
