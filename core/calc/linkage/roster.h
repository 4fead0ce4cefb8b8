// Members by name: each gets the next small number when it first comes, and
// its place in the order of the names when all are there.
#ifndef VN_ROSTER_H
#define VN_ROSTER_H

#include "data/dict.h"
#include "data/piece.h"

typedef struct VnRoster VnRoster;

VnRoster *vn_roster_new(void);  // NULL: no memory
void vn_roster_free(VnRoster *roster);
size_t vn_roster_count(const VnRoster *roster);

// The number of the member of that name, new or known. False: the name is not
// UTF-8, there are too many, or no memory.
bool vn_roster_code(VnRoster *roster, VnPiece name, int32_t *code, VnErr *err);

// The numbers of at most 64 names, and a bit for each that is short and known;
// the numbers of the others mean nothing.
uint64_t vn_roster_find(const VnRoster *roster, const VnPiece *names, size_t n,
                        uint32_t *codes);

// The names in order, and the place there of each number, to be freed; no
// member can come afterwards. NULL: no memory, or stopped.
int32_t *vn_roster_name(VnRoster *roster, VnDict **names, VnErr *err);

#endif
