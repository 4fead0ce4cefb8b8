// How concentrated the rows of a table are, or its columns: each region over
// classes, each class over regions, by the indices of economic geography.
// Missing cells are left out; a line that adds up to 0 has no index.
#ifndef VN_INEQUALITY_H
#define VN_INEQUALITY_H

#include "data/frame.h"
#include "data/matrix.h"

// With the shares s of a line's n known cells, and b what these cells' lines
// the other way are of the whole table:
enum {
  VN_LINE_TOTAL,           // the sum of the cells
  VN_LINE_PRESENT,         // how many are above 0
  VN_LINE_SPECIALISED,     // how many have s >= b above 0
  VN_LINE_HHI,             // sum s^2: Herfindahl 1950, Hirschman 1945
  VN_LINE_HHI_NORMALISED,  // (n HHI - 1) / (n - 1)
  VN_LINE_ENTROPY,         // - sum s log s: Shannon 1948
  VN_LINE_EVENNESS,        // entropy / log n: Pielou 1966
  VN_LINE_GINI,            // sum (2 i - n - 1) s_i / n, s ascending: Gini 1912
  VN_LINE_LOCATION_GINI,   // the same against b: Krugman 1991
  VN_LINE_KRUGMAN,         // sum |s - b|: Krugman 1991
  VN_LINE_SPECIALISATION,  // half of that: Hoover and Giarratani 1985
  VN_LINE_HACHMAN,         // 1 / sum s^2 / b: Hachman 1995
  VN_N_INDICES
};

#define VN_MOST_TOPS 8

typedef struct {
  bool in_bits;  // entropy with logarithms of base 2, not e
  bool whole;    // cells count events: adds `hhi_unbiased`
  size_t n_top;
  int64_t top[VN_MOST_TOPS];  // adds `top_k`: the share of the k largest cells
} VnInequality;

// The indices of one line into `indices`, then its top shares; `room` holds
// 2 n numbers for the work.
void vn_line_inequality(const double *line, const double *all, size_t n,
                        const VnInequality *how, double *room, double *indices);

// HHI, entropy and Gini alone of a line without missing cells, fast where most
// cells are 0; `room` holds n numbers.
enum { VN_CORE_HHI, VN_CORE_ENTROPY, VN_CORE_GINI, VN_N_CORE };
void vn_core_inequality(const double *line, size_t n, bool in_bits,
                        double *room, double *indices);

// (N HHI - 1) / (N - 1): of N events, the share of pairs in the same cell.
// Source: Hall, in Jaffe and Trajtenberg, Patents, Citations and Innovations,
// MIT Press 2002, 455-459.
double vn_hhi_unbiased(double hhi, double n_events);

// A row for each row, or each column: its name and the indices.
VnFrame *vn_matrix_inequality(const VnMatrix *matrix, VnSide of,
                              const VnInequality *how, VnErr *err);

#endif
