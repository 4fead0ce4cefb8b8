#include "data/store/hold.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "data/stop.h"

#define ONE_WAIT 5  // milliseconds between two looks

static bool wait_a_little(int n_waits, double wait) {
  struct timespec while_ = {0, ONE_WAIT * 1000000L};
  if (vn_stop_flag || n_waits * ONE_WAIT >= wait * 1000) return false;
  nanosleep(&while_, NULL);
  return true;
}

bool vn_store_hold(const char *path, double wait, int *hold) {
  *hold = open(path, O_RDONLY | O_CLOEXEC);
  if (*hold < 0) return true;  // SQLite says why
  for (int i = 0; flock(*hold, LOCK_SH | LOCK_NB) != 0; i++) {
    bool taken = errno == EWOULDBLOCK;
    if (taken && wait_a_little(i, wait)) continue;
    vn_store_let_go(*hold);
    *hold = VN_NO_HOLD;
    return !taken;
  }
  return true;
}

bool vn_store_hold_alone(int hold) {
  return hold == VN_NO_HOLD || flock(hold, LOCK_EX | LOCK_NB) == 0 ||
         errno != EWOULDBLOCK;
}

bool vn_store_hold_is_of(int hold, const char *path) {
  struct stat held, there;
  return hold != VN_NO_HOLD && fstat(hold, &held) == 0 &&
         stat(path, &there) == 0 && held.st_ino == there.st_ino &&
         held.st_dev == there.st_dev && access(path, W_OK) == 0;
}

void vn_store_let_go(int hold) {
  if (hold == VN_NO_HOLD) return;
  flock(hold, LOCK_UN);  // a forked child may have it, too
  close(hold);
}
