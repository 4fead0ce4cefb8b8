// The periods that a row belongs to by its year, as a slot of the meetings;
// and which years there were.
#ifndef VN_ROW_YEARS_H
#define VN_ROW_YEARS_H

#include "calc/linkage/cooccur.h"
#include "data/piece.h"

#define VN_KNOWN_YEARS 4096

// A year in four digits, as its bytes, that a cell of a counted row held.
typedef struct {
  uint32_t text;  // 0: none
  uint16_t year, slot;
} VnKnownYear;

typedef struct {
  bool all;  // there are no years: all rows are of one period
  uint32_t slot_of_all;
  VnMeetings *meetings;
  VnTally *tally;
  VnKnownYear *known;  // of KNOWN_YEARS, by the last three digits
} VnRowYears;

// The tally has its periods, and room to count years. False: no memory.
bool vn_row_years_start(VnRowYears *years, VnMeetings *meetings, VnTally *tally,
                        bool all, VnErr *err);
void vn_row_years_free(VnRowYears *years);

// *found: the row of that year belongs to a period, and was counted; if not,
// it was noted why. False: no memory.
bool vn_row_years_slot(VnRowYears *years, VnPiece cell, bool *found,
                       uint32_t *slot, VnErr *err);

#define VN_YEARS_MANY 64

// What many rows say, in bits and one by one.
typedef struct {
  uint64_t known;    // the year is plain, and was met before
  uint64_t changes;  // it is not that of the row before
  uint32_t slots[VN_YEARS_MANY];
  uint16_t years[VN_YEARS_MANY];
} VnManyYears;

// Looks at that many cells. Nothing is counted.
void vn_row_years_find(const VnRowYears *years, const VnPiece *cells, size_t n,
                       VnManyYears *many);

// Counts the rows from one up to another.
void vn_row_years_count(VnRowYears *years, const VnManyYears *many, size_t from,
                        size_t to);

#endif
