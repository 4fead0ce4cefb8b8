// The groups of rows that come one after the other.
#ifndef VN_ROW_GROUPS_H
#define VN_ROW_GROUPS_H

#include "calc/linkage/meetings.h"
#include "data/held_piece.h"
#include "data/natural.h"

typedef struct {
  bool named;  // if not, each row is a group
  VnMeetings *meetings;
  const VnTally *tally;
  bool open;     // there is a group
  VnPiece name;  // its
  VnHeldPiece held;
  VnOrders orders;  // those in which all groups so far came
  bool apart;       // the rows of a group do not stand together
} VnRowGroups;

void vn_row_groups_free(VnRowGroups *groups);

// Whether the row of that name belongs to the current group.
static inline bool vn_row_groups_same(const VnRowGroups *groups, VnPiece name) {
  return groups->open && name.n == groups->name.n &&
         vn_same_bytes(name.bytes, groups->name.bytes, name.n);
}

// Closes the current group and opens that one, whose name has to last until
// vn_row_groups_hold. Where names come in an order none can come again; where
// they do not, it fails and the groups are `apart`.
bool vn_row_groups_next(VnRowGroups *groups, VnPiece name, VnErr *err);
bool vn_row_groups_hold(VnRowGroups *groups, VnErr *err);

// The same without closing, for groups that are counted by themselves.
bool vn_row_groups_follow(VnRowGroups *groups, VnPiece name);

// Puts the current group in front of the sentence.
bool vn_row_groups_say(const VnRowGroups *groups, VnErr *err);

bool vn_row_groups_close(VnRowGroups *groups, VnErr *err);

#endif
