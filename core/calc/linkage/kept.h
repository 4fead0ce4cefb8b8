// Rows of groups that do not stand together, kept as small numbers until all
// are there and can be sorted.
#ifndef VN_KEPT_H
#define VN_KEPT_H

#include "calc/linkage/codes.h"
#include "calc/linkage/meetings.h"

typedef struct VnKept VnKept;

VnKept *vn_kept_new(VnErr *err);
void vn_kept_free(VnKept *kept);

// A row of the group of that name.
bool vn_kept_add(VnKept *kept, VnPiece group, uint32_t member, uint32_t slot,
                 VnErr *err);

// Gives the rows on, group by group; nothing is kept afterwards.
bool vn_kept_give(VnKept *kept, VnMeetings *meetings, VnErr *err);

#endif
