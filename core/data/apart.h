// Work done apart: in a forked child, which answers through a pipe. Ctrl-C
// kills it at once whatever library it is in, and when it crashes or runs out
// of memory the session goes on.
#ifndef VN_APART_H
#define VN_APART_H

#include <stdbool.h>
#include <stddef.h>

#include "data/bytes.h"
#include "data/err.h"

// Runs in the child: fills the answer, or says in one sentence why not. It
// sees all memory as it was; what it changes is gone with it.
typedef bool VnApartWork(void *given, VnBytes *answer, VnErr *err);

// `doing` leads the sentences about the child itself. `memory`: how many
// bytes the work may take; 0: as many as the machine gives. The answer is the
// caller's to free, also after a failure.
bool vn_apart(const char *doing, size_t memory, VnApartWork *work, void *given,
              VnBytes *answer, VnErr *err);

// In the child, for a library's last gasp: says the sentence and ends it.
_Noreturn void vn_apart_give_up(const VnErr *err);

#endif
