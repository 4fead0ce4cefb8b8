// The inside of meetings, for meetings.c, meetings_few.c and meetings_tally.c
// alone.
#ifndef VN_MEETINGS_BOX_H
#define VN_MEETINGS_BOX_H

#include "calc/linkage/meetings.h"

// Weights are counted in whole units, so that no order of the groups changes
// their sum: 1 / (n - 1) is exact for groups of up to 25 members.
#define VN_UNITS 5354228880u  // least common multiple of 1 to 24

// A pair of members whose numbers are both below DENSE has a cell; any other
// is a key, one for each time they meet.
#define VN_DENSE 2048

#define VN_KEY_BITS 25       // of a member
#define VN_KEY_SIZE_BITS 14  // of the group's size, where weights count

// What groups of the same periods counted.
typedef struct {
  uint64_t n_groups;
  size_t n_totals, n_sizes;  // the room of each
  uint64_t *totals, *sizes;
  size_t n_dense;   // members with cells
  uint32_t *cells;  // of a < b, at b (b - 1) / 2 + a
  uint64_t *units;  // the same; NULL: no weights
  size_t n_keys, key_room;
  uint64_t *keys;
} VnBox;

// Cells that wait to be one more, while the machine fetches them: they lie far
// apart, and one at a time each would be waited for.
#define VN_LATE 1024

struct VnMeetings {
  VnMeetingRules rules;
  size_t n_slots;
  uint64_t *slots;   // each one's periods, as bits
  VnBox *boxes;      // of each slot
  VnBox *own;        // of each period: groups whose rows are of several slots
  size_t n, room;    // rows of the current group
  uint64_t *rows;    // as vn_meetings_pack makes them
  bool mixed;        // they are of several slots
  uint32_t *member;  // of the group when it is closed, each once
  uint32_t *times;   // how often it is named
  uint64_t n_groups, n_repeated, n_spanning, most;
  uint64_t n_named;  // no cell holds more than that
  size_t n_late;
  uint32_t *late[VN_LATE];
};

#define VN_MEET_FEW 64

// Counts whole groups, a bit for the first row of each; false: nothing
// happened, for they are not as simple as most are.
bool vn_meet_few(VnMeetings *meetings, const uint64_t *rows, size_t n,
                 uint64_t begins);

// Before cells are looked at, or move.
static inline void vn_meet_late(VnMeetings *m) {
  for (size_t k = 0; k < m->n_late; k++) ++*m->late[k];
  m->n_late = 0;
}

static inline size_t vn_cell_at(size_t a, size_t b) {
  return b * (b - 1) / 2 + a;
}

#endif
