// Co-occurrence in a table of text, which is streamed: no rows are kept while
// groups stand together.
#ifndef VN_COOCCUR_FILE_H
#define VN_COOCCUR_FILE_H

#include "calc/linkage/cooccur.h"
#include "calc/frame/filter.h"
#include "data/csv/rows.h"
#include "data/csv/infer.h"

typedef struct {
  const char *path;
  VnCsvRules how;
  VnInferRules rules;        // words for missing
  const VnCondition *where;  // of the rows to count
  size_t n_where;
} VnCooccurFile;

// Whether a row counts, of some that were picked (see data/csv/pick.h): `cells`
// are those of the columns of `where`.
bool vn_cooccur_wants(const VnCooccurFile *file, const VnPiece *cells,
                      size_t row);

VnTally *vn_cooccur_file(const VnCooccurFile *file, const VnCooccur *how,
                         VnErr *err);

#endif
