// Whether others have the file of a store open.
//
// Who closes a store last takes its log away. SQLite asks that by a lock on the
// file, which POSIX drops as soon as the program closes the file once more,
// whatever it had opened it for; committed changes would go with the log. So
// it is asked by flock, which belongs to each opening, and SQLite ends the log
// only when nobody else has the file open. Where there is no flock all is left
// to SQLite.
#ifndef VN_STORE_HOLD_H
#define VN_STORE_HOLD_H

#include <stdbool.h>

#define VN_NO_HOLD (-1)

// Waits, for that many seconds at most, while another program takes the log
// away. False: it did not end, or Ctrl-C; *hold may be VN_NO_HOLD.
bool vn_store_hold(const char *path, double wait, int *hold);

// From now on nobody else may begin. False: others have it open.
bool vn_store_hold_alone(int hold);

// Whether the held file still stands under the path, and may be written.
bool vn_store_hold_is_of(int hold, const char *path);
void vn_store_let_go(int hold);

#endif
