// Numbers worked out of bytes, which tell things apart but guard against
// nobody.
#ifndef VN_HASH_H
#define VN_HASH_H

#include <stddef.h>
#include <stdint.h>

// FNV-1a, 64 bits (Fowler, Noll and Vo): from here on, byte after byte.
#define VN_HASH_START 0xcbf29ce484222325u

static inline uint64_t vn_hash_byte(uint64_t hash, uint64_t byte) {
  return (hash ^ byte) * 0x100000001b3u;
}

static inline uint64_t vn_hash_bytes(uint64_t hash, const void *bytes,
                                     size_t n) {
  const unsigned char *at = bytes;
  for (size_t i = 0; i < n; i++) hash = vn_hash_byte(hash, at[i]);
  return hash;
}

static inline uint64_t vn_hash_text(uint64_t hash, const char *text) {
  for (; *text; text++) hash = vn_hash_byte(hash, (unsigned char)*text);
  return hash;
}

// Lets every bit of a number change about half of all bits: the finish of
// Steele, Lea and Flood's generator (OOPSLA 2014), Stafford's mix13.
static inline uint64_t vn_hash_stir(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

#endif
