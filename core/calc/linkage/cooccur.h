// Co-occurrence: which members (classes) go together in groups (patents), how
// often, period by period, counted in one pass over the rows of a frame or of
// a file.
#ifndef VN_COOCCUR_H
#define VN_COOCCUR_H

#include "calc/linkage/codes.h"
#include "calc/linkage/meetings.h"
#include "data/frame.h"
#include "data/tally.h"

typedef struct {
  const char *name;
  int from, to;  // years, both inside
} VnPeriod;

typedef struct {
  const char *group;  // columns; no group: each row is one
  const char *class;
  const char *year;           // NULL: there is one period, of all rows
  const VnPeriod *periods;    // none: one of all years
  size_t n_periods, n_shown;  // see VnTally
  const char *separator;      // between several classes in a cell, or NULL
  VnLevel level;
  VnMeetingRules rules;
} VnCooccur;

VnTally *vn_cooccur_frame(const VnFrame *frame, const VnCooccur *how,
                          VnErr *err);

#endif
