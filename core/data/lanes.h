// How many bytes the machine works on at a time. Kernels that gain by it have
// a form for each width, and all forms give the same bytes.
#ifndef VN_LANES_H
#define VN_LANES_H

#ifdef __x86_64__
#define VN_WIDE_32 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define VN_WIDE_64                                                             \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2,popcnt")))
#endif

// 64, 32, 16 or, one by one, 1; not more than VANE_LANES says in the
// environment, by which tests ask for each form.
int vn_lanes(void);

#endif
