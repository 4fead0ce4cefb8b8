// Who meets whom in groups that come one after the other: each pair of a
// group's members once, or weighing 1 / (n - 1) in a group of n, so that a
// group gives each of its members a weight of 1.
// Source of the weights: Perianes-Rodriguez, Waltman and van Eck, Constructing
// bibliometric networks: a comparison between full and fractional counting,
// Journal of Informetrics 10 (2016), 1178-1195.
#ifndef VN_MEETINGS_H
#define VN_MEETINGS_H

#include "data/tally.h"

#define VN_MOST_PERIODS 64

typedef struct {
  bool distinct;     // a member named twice in a group counts once
  bool fractional;   // not of groups that are not distinct
  uint64_t largest;  // members that a group may have
} VnMeetingRules;

#define VN_LARGEST_GROUP 16000

typedef struct VnMeetings VnMeetings;

// Members are small numbers in order of arrival; a slot is a set of periods,
// as bits, to which a row belongs. NULL: no memory.
VnMeetings *vn_meetings_new(const VnMeetingRules *rules, VnErr *err);
void vn_meetings_free(VnMeetings *meetings);

// The slot of those periods. False: no memory.
bool vn_meetings_slot(VnMeetings *meetings, uint64_t periods, uint32_t *slot,
                      VnErr *err);

// A row of the current group, and the end of that group; nothing happens when
// it has no row. False: it has too many members, or no memory.
bool vn_meetings_row(VnMeetings *meetings, uint32_t member, uint32_t slot,
                     VnErr *err);
bool vn_meetings_close(VnMeetings *meetings, VnErr *err);

// Several rows of the current group at once.
static inline uint64_t vn_meetings_pack(uint32_t member, uint32_t slot) {
  return (uint64_t)member << 32 | slot;
}

bool vn_meetings_rows(VnMeetings *meetings, const uint64_t *rows, size_t n,
                      VnErr *err);

// The rows, at most 64, of whole groups that follow the last one, which is
// closed; a bit for the first row of each. False: see err, and *failed is
// where the group begins that is to blame.
bool vn_meetings_groups(VnMeetings *meetings, const uint64_t *rows, size_t n,
                        uint64_t begins, size_t *failed, VnErr *err);

// Forgets all groups, but not the slots.
void vn_meetings_clear(VnMeetings *meetings);

// Puts what was counted into a tally, whose members are named: `place` says
// where each of ours stands among them.
bool vn_meetings_tally(VnMeetings *meetings, const int32_t *place,
                       VnTally *tally, VnErr *err);

#endif
