#include "data/stop.h"

#include "data/progress.h"

volatile sig_atomic_t vn_stop_flag;

bool vn_stopped(VnErr *err) {
  vn_stage_look();
  if (!vn_stop_flag) return false;
  vn_fail(err, "interrupted");
  err->kind = VN_STOPPED;
  return true;
}
