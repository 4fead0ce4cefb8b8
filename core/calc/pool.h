// Work that falls into pieces, done by as many threads as the machine has
// processors. What a piece gives may depend on its number only, so that the
// answer is the same for any number of threads.
#ifndef VN_POOL_H
#define VN_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "data/err.h"

// Does one piece. What `given` holds is shared by all threads.
typedef bool VnPiece(void *given, size_t piece, VnErr *err);

// Pieces 0 .. n - 1, by at most `workers` threads (0: one for each
// processor). After a failure no piece is begun; the sentence is that of the
// failed piece with the lowest number.
bool vn_pool(size_t n, size_t workers, VnPiece *piece, void *given, VnErr *err);

#endif
