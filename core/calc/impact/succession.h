// Where scenarios move when descriptors follow the judgements: one step after
// another until a scenario holds or comes back.
#ifndef VN_SUCCESSION_H
#define VN_SUCCESSION_H

#include "calc/impact/balance.h"

// Which descriptors change in one step, each to the variant promoted most
// (where several are, the one it has, else the first of them).
typedef enum {
  VN_GLOBAL,       // all that lack something
  VN_LOCAL,        // the one that lacks most; the first of several
  VN_INCREMENTAL,  // all that lack something, by one variant towards it
  VN_SEQUENTIAL,   // one after the other, each seeing what those before did
  VN_ADIABATIC     // the fastest of those that lack something
} VnSuccessionRule;

typedef struct {
  const VnBalance *balance;
  VnSuccessionRule rule;
  const int64_t *speed;  // of each descriptor; adiabatic only
  int64_t *scores;       // room for all variants
} VnSuccession;

// The scenario after `from`; false when it is the same. The second one is
// told its scores, and may spoil them.
bool vn_succeed(const VnSuccession *succession, const uint8_t *from,
                uint8_t *to);
bool vn_succeed_scored(const VnSuccession *succession, const uint8_t *from,
                       uint8_t *to);

// The scenarios passed from one on, itself the first, until one comes that was
// passed before: number `back` of them. They are the caller's to vn_free.
typedef struct {
  uint8_t *variant;  // n x descriptors
  size_t n, back;
} VnPath;

bool vn_follow(const VnSuccession *succession, const uint8_t *from,
               VnPath *path, VnErr *err);

#endif
