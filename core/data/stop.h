// Ctrl-C, as the machine sees it: a flag that the signal handler raises and
// every long loop looks at, at least each 50 ms of work.
#ifndef VN_STOP_H
#define VN_STOP_H

#include <signal.h>
#include <stdbool.h>

#include "data/err.h"

// How many rows a loop may do between two looks, as a mask: look when
// (i & VN_STOP_EVERY) == 0.
#define VN_STOP_EVERY 0xffffu

extern volatile sig_atomic_t vn_stop_flag;

// True when the analyst pressed Ctrl-C; the sentence then says "interrupted".
bool vn_stopped(VnErr *err);

#endif
