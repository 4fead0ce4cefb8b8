#include "data/progress.h"

const VnWatcher *vn_watcher;

static _Thread_local bool inside;  // a stage that is told, or was hushed

bool vn_stage_begin(const char *doing, const char *unit, size_t n) {
  if (!vn_watcher || inside) return false;
  inside = true;
  vn_watcher->begin(doing, unit, n);
  return true;
}

void vn_stage_step(size_t done) {
  vn_watcher->step(done);
}

void vn_stage_end(bool whole) {
  vn_watcher->end(whole);
  inside = false;
}

void vn_stage_hush(void) {
  inside = true;
}
