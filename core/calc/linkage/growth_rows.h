// Growth of pairs by clusters, whose groups are read from the rows that were
// counted: of a frame, or of a file that is read again for each share of the
// pairs, so that nothing of it is kept.
#ifndef VN_GROWTH_ROWS_H
#define VN_GROWTH_ROWS_H

#include "calc/linkage/cooccur_file.h"
#include "calc/linkage/sides.h"
#include "data/frame.h"

typedef struct {
  const VnFrame *frame;       // or NULL:
  const VnCooccurFile *file;  // as it was counted
  int64_t replicates;
  uint64_t seed;
} VnClusteredRows;

// The draws (see calc/linkage/growth_clusters.h) of the rows of a tally.
bool vn_growth_rows(const VnTally *tally, const VnSides *sides,
                    const VnClusteredRows *rows, const VnGrowthTest *test,
                    VnGrowth *growth, VnErr *err);

#endif
