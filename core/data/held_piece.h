// A copy of a piece whose bytes are about to be forgotten.
#ifndef VN_HELD_PIECE_H
#define VN_HELD_PIECE_H

#include "data/memory.h"
#include "data/piece.h"

typedef struct {
  VnPiece piece;
  char *room;
  size_t size;  // of the room
} VnHeldPiece;

// Holds that piece instead of the last; false: no memory.
static inline bool vn_hold_piece(VnHeldPiece *held, VnPiece piece) {
  if (piece.n > held->size) {
    char *room = vn_resize(held->room, 2 * piece.n, 1);
    if (!room) return false;
    held->room = room, held->size = 2 * piece.n;
  }
  if (piece.n > 0) memcpy(held->room, piece.bytes, piece.n);
  held->piece = (VnPiece){held->room, piece.n};
  return true;
}

static inline void vn_held_piece_free(VnHeldPiece *held) {
  vn_free(held->room);
}

#endif
