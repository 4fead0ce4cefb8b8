// How closely two things go together, from how often they meet and how often
// each is met: the normalisations of a table of co-occurrences.
// Source: van Eck and Waltman, How to normalize cooccurrence data?, Journal of
// the American Society for Information Science and Technology 60 (2009),
// 1635-1651; Hidalgo, Klinger, Barabasi and Hausmann, The product space
// conditions the development of nations, Science 317 (2007), 482-487.
#ifndef VN_RELATE_H
#define VN_RELATE_H

#include <stdint.h>

#include "data/matrix.h"

// With c meetings of two things of totals a and b, n in all:
typedef enum {
  VN_RELATE_ASSOCIATION,  // c n / (a b): 1 is what chance gives
  VN_RELATE_PROBABILITY,  // the same when nothing meets itself
  VN_RELATE_COSINE,       // c / sqrt(a b)
  VN_RELATE_JACCARD,      // c / (a + b - c)
  VN_RELATE_INCLUSION,    // c / min(a, b)
  VN_RELATE_CONDITIONAL   // c / max(a, b), the lesser of c / a and c / b
} VnRelation;

// The measures' names, in that order, then NULL.
extern const char *const vn_relations[];

// The measure of one pair; NaN where it has no value, as of a total of 0.
double vn_relate(VnRelation relation, double together, double a, double b,
                 double all);

// The same of many pairs: of the things left[k] and right[k], whose totals
// stand in `totals`, together[k] times. False: stopped.
bool vn_relate_pairs(VnRelation relation, const uint32_t *left,
                     const uint32_t *right, const double *together,
                     size_t n_pairs, const double *totals, double all,
                     double *measure, VnErr *err);

// What the totals of a square table of meetings are.
typedef enum {
  VN_TOTAL_SUMS,     // the sums of the rows without the diagonal; all: theirs
  VN_TOTAL_DIAGONAL  // the diagonal: how often each thing is met at all
} VnTotals;

typedef struct {
  VnRelation relation;
  VnTotals totals;
  double all;  // with VN_TOTAL_DIAGONAL, how many events there were; or NaN
} VnRelate;

// Of a symmetric table with the same names on both sides; the diagonal of the
// result is missing.
VnMatrix *vn_matrix_relate(const VnMatrix *matrix, const VnRelate *relate,
                           VnErr *err);

// Each cell over what is expected of it (see calc/linkage/expected.h): the share of j
// in row i over its share in all rows, the location quotient of regions, the
// revealed comparative advantage of trade.
// Source: Balassa, Manchester School 33 (1965), 99-123.
VnMatrix *vn_matrix_quotient(const VnMatrix *matrix, VnErr *err);

#endif
