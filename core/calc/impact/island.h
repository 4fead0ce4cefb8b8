// One island of a cross-impact matrix, made ready for the search: its
// descriptors in the order in which they are decided, and for each pair of a
// descriptor's variants how much each variant elsewhere can still say for the
// first against the second.
#ifndef VN_ISLAND_H
#define VN_ISLAND_H

#include "calc/impact/consistent.h"

// Adjacent rows that a descriptor acts on, in lanes of the widest vector.
typedef struct {
  uint32_t from, to;  // rows
  uint32_t at;        // where they stand in the descriptor's own lists
} VnSpan;

// What the variants of one descriptor forbid in another.
typedef struct {
  size_t other;
  uint64_t *allowed;  // for each variant: the other's that may stand beside it
} VnRule;

typedef struct {
  size_t descriptor;  // in the whole matrix
  size_t n;           // variants
  uint64_t domain;    // those it may take
  size_t base;        // its first row
  VnSpan *spans;
  size_t n_spans;
  size_t width;  // rows in all its spans
  VnRule *rules;
  size_t n_rules;
} VnMember;

// Row base + c * n + l of a descriptor says by how much variant c can still
// be ahead of its rival l; row base + c * n + c, of its rivals' mean, times
// n. A variant with a row below 0 cannot stand in any scenario still open.
typedef struct {
  VnMember *member;  // in the order of decision
  size_t n;
  size_t n_rows;  // a multiple of VN_LANES
  uint32_t *row_member;
  uint8_t *row_variant;
  bool *row_counts;  // false: the row says nothing (its own, of two variants)
  int64_t *slack;    // what the threshold allows each row
  int32_t *gain;     // member by member, variant by variant, rows of its
                     // spans: what the variant says for the row
  size_t *gain_at;   // where each member's begin
  int64_t most;      // no sum of a row is further from 0
} VnIsland;

#define VN_LANES 8

// Of the descriptors whose island is `number`.
bool vn_island(VnIsland *island, const VnBalance *balance,
               const VnConsistent *wanted, const size_t *numbers, size_t number,
               VnErr *err);
void vn_island_free(VnIsland *island);

// What variant k of member m says for each row of the member's spans.
static inline const int32_t *vn_island_gain(const VnIsland *island, size_t m,
                                            size_t k) {
  return island->gain + island->gain_at[m] + k * island->member[m].width;
}

#endif
