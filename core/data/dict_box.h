// The inside of a growing dictionary, for dict.c, and for who looks up texts by
// the million.
#ifndef VN_DICT_BOX_H
#define VN_DICT_BOX_H

#include <stdbool.h>
#include <string.h>

#include "data/dict.h"

typedef struct {
  size_t start, length;
} VnKnownText;

typedef struct {
  uint64_t key;     // with the length: all of a text of 8 bytes, else its hash
  uint32_t length;  // its lower half
  int32_t code;     // code + 1, 0 when free
} VnTextSlot;

struct VnDictBuilder {
  size_t n, room;
  size_t n_bytes, bytes_room;
  char *bytes;
  VnKnownText *known;
  size_t n_slots;
  VnTextSlot *slots;
  int32_t *order;  // the codes sorted by text, or NULL
};

static inline uint64_t vn_text_load(const char *from, size_t n) {
  uint64_t value = 0;
  memcpy(&value, from, n);
  return value;
}

static inline uint64_t vn_text_mix(uint64_t value) {
  value *= 0x9e3779b97f4a7c15u;
  return value ^ (value >> 32);
}

// Texts of one length up to 8 have the same key only when they are the same:
// the halves may overlap but leave no byte out.
static inline uint64_t vn_text_key(const char *text, size_t length) {
  if (length == 0) return 0;
  if (length < 4) {
    unsigned char a = (unsigned char)text[0];
    unsigned char b = (unsigned char)text[length / 2];
    unsigned char c = (unsigned char)text[length - 1];
    return (uint64_t)a << 16 | (uint64_t)b << 8 | c;
  }
  if (length <= 8)
    return vn_text_load(text, 4) << 32 | vn_text_load(text + length - 4, 4);
  uint64_t key = length;
  for (size_t i = 0; i + 8 < length; i += 8) {
    key = vn_text_mix(key ^ vn_text_load(text + i, 8));
  }
  return vn_text_mix(key ^ vn_text_load(text + length - 8, 8));
}

static inline uint32_t vn_text_hash(uint64_t key, size_t length) {
  return (uint32_t)(vn_text_mix(key + (uint32_t)length) >> 16);
}

// The code of a text of one to eight bytes; -1 when it was not added, or is
// longer. `mask` is n_slots - 1.
static inline int32_t vn_dict_peek(const VnTextSlot *slots, size_t mask,
                                   const char *text, size_t length) {
  if (length - 1 > 7) return -1;
  uint64_t key = vn_text_key(text, length);
  size_t s = vn_text_hash(key, length) & mask;
  while (slots[s].key != key || slots[s].length != (uint32_t)length) {
    if (slots[s].code == 0) return -1;
    s = (s + 1) & mask;
  }
  return slots[s].code - 1;
}

#endif
