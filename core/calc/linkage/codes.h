// Codes of the International Patent Classification, cut to a level.
#ifndef VN_CODES_H
#define VN_CODES_H

#include "data/piece.h"

typedef enum {
  VN_LEVEL_WHOLE,     // the code as it stands, whatever it is
  VN_LEVEL_SECTION,   // H
  VN_LEVEL_CLASS,     // H04
  VN_LEVEL_SUBCLASS,  // H04L
  VN_LEVEL_GROUP      // H04L12
} VnLevel;

// The levels' names, in that order from "section" on, then NULL.
extern const char *const vn_levels[];

#define VN_CODE_ROOM 16

// The code at that level, in `room` where it does not stand in `code` so.
// False: it is no such code. H04L0012/24, H04L 12/24 and H04L12/24 are of
// one group.
bool vn_code_cut(VnPiece code, VnLevel level, char room[VN_CODE_ROOM],
                 VnPiece *cut);

#endif
