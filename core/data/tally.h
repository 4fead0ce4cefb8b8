// The tally: how often members (classes, inventors, partners) meet within
// groups (patents, projects), period by period; what one pass over the rows
// counted, and what it left out.
#ifndef VN_TALLY_H
#define VN_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "data/dict.h"
#include "data/err.h"
#include "data/names.h"

typedef struct {
  char *name;    // "2000-2007"
  int from, to;  // both years inside; VN_NO_YEAR: all rows
  uint64_t n_groups;
  uint64_t *totals;  // of each member: in how many groups it is
  uint64_t *sizes;   // how many groups have 0, 1, ..., n_members members
  uint32_t *cells;   // how often a < b meet, at vn_tally_cell(a, b); or NULL,
                     // and then the pairs are listed
  size_t n_pairs;    // that meet at all, in the order of a, then of b
  uint32_t *a, *b;   // a < b, places in `members`
  double *count;     // how often they meet
  double *weight;    // the same with fractional weights; NULL: not asked
} VnTallyPeriod;

#define VN_NO_YEAR INT32_MIN
#define VN_YEARS 10000  // from 0

// Rows that were not counted, each for the first reason that holds.
typedef struct {
  uint64_t elsewhere;  // their `where` does not hold
  uint64_t no_group, no_class, no_year;
  uint64_t bad_class, bad_year;  // a cell that is no such code, or no year
  uint64_t outside;              // of all periods
} VnLeftOut;

#define VN_TALLY_EXAMPLE 48

typedef struct {
  VnDict *members;  // those of the rows that count, by their bytes
  size_t n_members;
  size_t n_periods, n_shown;  // those behind `n_shown` serve comparison only
  VnTallyPeriod *periods;
  char *source;               // where the rows came from, or NULL
  bool distinct;              // a member counts once in a group
  uint64_t n_rows;            // in all
  uint64_t n_groups;          // with a row that counts
  uint64_t n_repeated;        // times a group named a member again
  uint64_t n_spanning;        // groups whose rows are of several years, whose
                              // periods differ
  uint64_t largest;           // members of the largest group
  bool sorted;                // each group's rows stood together
  int first_year, last_year;  // of the rows that count, or VN_NO_YEAR
  int first_outside, last_outside;  // of those of no period, likewise
  uint64_t *year_rows;  // how many of these each year from 0 has, or NULL
  VnLeftOut left_out;
  char bad_class[VN_TALLY_EXAMPLE], bad_year[VN_TALLY_EXAMPLE];
  uint64_t fingerprint;  // of the file's bytes, or 0
} VnTally;

// Without members, with that many periods, all empty. NULL: no memory.
VnTally *vn_tally_new(size_t n_periods, VnErr *err);
void vn_tally_free(VnTally *tally);

static inline size_t vn_tally_cell(size_t a, size_t b) {
  return b * (b - 1) / 2 + a;
}

// Lists the pairs of all periods: fills a, b and count where there are cells.
bool vn_tally_list(VnTally *tally, VnErr *err);

// The members, as matrices and graphs name theirs.
VnNames *vn_tally_names(const VnTally *tally, VnErr *err);

#endif
