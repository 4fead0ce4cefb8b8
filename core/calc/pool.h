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

// How many threads work when so many are asked for (0: one for each processor).
size_t vn_workers(size_t workers);

// Pieces 0 .. n - 1, by at most so many threads. After a failure no piece is begun; the sentence is that of the
// failed piece with the lowest number.
bool vn_pool(size_t n, size_t workers, VnPiece *piece, void *given, VnErr *err);

#endif
