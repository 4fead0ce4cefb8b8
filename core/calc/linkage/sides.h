// Rows of linkages as groups of two sides, before and after, with clusters:
// what drawing clusters anew needs and counts alone do not tell.
#ifndef VN_SIDES_H
#define VN_SIDES_H

#include "calc/linkage/codes.h"
#include "calc/linkage/growth_clusters.h"
#include "data/tally.h"

typedef struct {
  int from, to;  // years, both inside
} VnYears;

// Read as calc/linkage/cooccur.h reads them.
typedef struct {
  const char *group;  // NULL: each row is one
  const char *class, *year, *cluster;
  const char *separator;  // or NULL
  VnLevel level;
  VnYears sides[2];  // that share no year
} VnSides;

// The cells of a row.
enum {
  VN_SIDE_GROUP,
  VN_SIDE_CLASS,
  VN_SIDE_YEAR,
  VN_SIDE_CLUSTER,
  VN_SIDE_CELLS
};

typedef struct VnSideRows VnSideRows;

// For rows that the tally counted. What a group has of either side is a group
// of its own; its cluster is that of the first row there that names one, or
// none but itself. Rows of other years, without a name, or without a code of
// the level are passed over.
VnSideRows *vn_side_rows_new(const VnSides *how, const VnTally *tally,
                             VnErr *err);
void vn_side_rows_free(VnSideRows *rows);

// While the rows of a group stand together: between a start and an end each
// group is given on when it is whole, and nothing is kept.
void vn_side_rows_start(VnSideRows *rows, VnTakeSideGroup take, void *data);
bool vn_side_rows_take(VnSideRows *rows, const VnPiece cells[VN_SIDE_CELLS],
                       VnErr *err);
bool vn_side_rows_end(VnSideRows *rows, VnErr *err);

// Otherwise: rows are kept, as 24 bytes for each class, then sorted, and their
// groups given as often as asked.
bool vn_side_rows_keep(VnSideRows *rows, const VnPiece cells[VN_SIDE_CELLS],
                       VnErr *err);
bool vn_side_rows_sort(VnSideRows *rows, VnErr *err);
bool vn_side_rows_walk(VnSideRows *rows, VnTakeSideGroup take, void *data,
                       VnErr *err);

#endif
