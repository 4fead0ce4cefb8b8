#include "data/guid.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/hash.h"

// The kind, a NUL and the name.
static uint64_t half(uint64_t start, const char *kind, const char *name,
                     size_t n) {
  uint64_t hash = vn_hash_bytes(start, kind, strlen(kind) + 1);
  hash = vn_hash_bytes(hash, name, n);
  return hash ^ (hash >> 29);
}

// Marked as one that was worked out (version 8, variant 2).
void vn_guid(const char *kind, const char *name, size_t n,
             char guid[VN_GUID_ROOM]) {
  uint64_t high = half(VN_HASH_START, kind, name, n);
  uint64_t low = half(0x6c62272e07bb0142u, kind, name, n);
  high = (high & ~(uint64_t)0xf000) | 0x8000;
  low = (low & ~((uint64_t)0xc << 60)) | (uint64_t)0x8 << 60;
  snprintf(guid, VN_GUID_ROOM,
           "%08" PRIX64 "-%04" PRIX64 "-%04" PRIX64 "-%04" PRIX64
           "-%012" PRIX64,
           high >> 32, high >> 16 & 0xffff, high & 0xffff, low >> 48,
           low & 0xffffffffffff);
}
