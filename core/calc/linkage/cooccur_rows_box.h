// The inside of rows, for cooccur_rows.c and cooccur_many.c alone.
#ifndef VN_COOCCUR_ROWS_BOX_H
#define VN_COOCCUR_ROWS_BOX_H

#include "calc/linkage/row_groups.h"
#include "calc/linkage/cooccur_rows.h"
#include "calc/linkage/row_years.h"
#include "calc/linkage/kept.h"
#include "calc/linkage/roster.h"

struct VnRows {
  const VnCooccur *how;
  VnMeetings *meetings;
  VnRoster *members;
  VnTally *tally;
  VnRowYears years;
  VnRowGroups groups;
  VnKept *kept;  // the groups do not stand together
  bool plain;    // a cell is a member's name, and groups stand together
};

#endif
