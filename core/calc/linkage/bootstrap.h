// How far indices of concentration and quotients would be off if other records
// of the same kind had been met: records are drawn anew, all again and again.
// Source: Davison and Hinkley, Bootstrap Methods and their Application,
// Cambridge University Press 1997.
#ifndef VN_BOOTSTRAP_H
#define VN_BOOTSTRAP_H

#include "calc/linkage/inequality.h"
#include "calc/linkage/records.h"

typedef struct {
  size_t n_replicates;
  uint64_t seed;
  bool in_bits;  // entropy
} VnBootstrap;

// The indices of every row, or column, of the table in each replicate: as
// many matrices as VN_N_CORE, replicates x lines.
bool vn_bootstrap_lines(const VnRecords *records, const VnMatrix *table,
                        VnSide of, const VnBootstrap *how,
                        VnMatrix *indices[VN_N_CORE], VnErr *err);

// The limits of every cell's location quotient between which `level` of the
// replicates lie; missing where the table holds 0.
bool vn_bootstrap_quotients(const VnRecords *records, const VnMatrix *table,
                            double level, const VnBootstrap *how,
                            VnMatrix **low, VnMatrix **high, VnErr *err);

// Of each column the values between which `level` of its known cells lie: a
// matrix of the rows "low" and "high".
VnMatrix *vn_matrix_limits(const VnMatrix *matrix, double level, VnErr *err);

#endif
