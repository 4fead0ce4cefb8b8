// A line on the terminal that says how far long work has come.
#ifndef VN_HOST_PROGRESS_H
#define VN_HOST_PROGRESS_H

// Shown from here on where standard error is a terminal, after a second of
// work, and wiped out when the work ends.
void vn_progress_open(void);

#endif
