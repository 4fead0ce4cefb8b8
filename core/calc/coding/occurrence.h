// In which sources the codes of a coding, or pairs of them, occur and how
// often: what trends, bursts and triangulation look at.
#ifndef VN_OCCURRENCE_H
#define VN_OCCURRENCE_H

#include "data/coding.h"

#define VN_NO_MARK UINT32_MAX

// Of each source a mark (a period, a type), and a stratum: marks may be
// exchanged between sources of one stratum. A source without a mark does not
// count.
typedef struct {
  const uint32_t *mark, *stratum;
  uint32_t n_marks, n_strata;
} VnSourceMarks;

typedef struct {
  size_t n_items, n_sources;  // those of the coding
  uint32_t *a, *b;            // codes of each item; b is NULL: single codes
  uint64_t *units;            // of each item, in sources that count
  uint64_t *start;            // item i has the entries start[i] ..
  uint32_t *source;           // a source each,
  double *count;              // and its units with the item
  double *size;               // of each source: its units, 0: does not count
  double n_units;
} VnOccurrence;

// Items are the codes, or the pairs that occur, with `least` units or more.
bool vn_occurrence(const VnCoding *coding, const VnSourceMarks *marks,
                   bool pairs, uint64_t least, VnOccurrence *made, VnErr *err);
void vn_occurrence_free(VnOccurrence *occurrence);

// The names of the items' codes.
VnColumn *vn_occurrence_names(const VnOccurrence *occurrence,
                              const VnCoding *coding, bool second);

// The same of rows with an item each; the second of `names` stays NULL where
// items are single codes. False: no memory.
bool vn_occurrence_name_rows(const VnOccurrence *occurrence,
                             const VnCoding *coding, const VnRow *items,
                             size_t n, VnColumn *names[2]);

// A frame of items: the names of their codes (code; or a and b where there are
// second ones), then `columns` under their labels, 30 at most. Takes the hold
// over all columns, also when it fails; where making them was not done, any
// may be NULL, and they are dropped.
VnFrame *vn_occurrence_frame(bool done, VnColumn *const names[2],
                             const char *const *labels, VnColumn **columns,
                             size_t n_columns, size_t n_rows,
                             const char *source, VnErr *err);

#endif
