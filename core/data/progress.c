#include "data/progress.h"

#include <string.h>

const VnWatcher *vn_watcher;

// The stage of this thread.
static _Thread_local struct {
  bool is_open;   // told, or hushed
  bool is_blind;  // told, but nobody knows how much there is to do
  bool reads;     // told, and counted in bytes
  size_t n_read;
} stage;

bool vn_stage_begin(const char *doing, const char *unit, size_t n) {
  if (!vn_watcher || stage.is_open) return false;
  stage.is_open = true, stage.n_read = 0;
  stage.is_blind = n == 0;
  stage.reads = unit && strcmp(unit, VN_BYTES) == 0;
  vn_watcher->begin(doing, unit, n);
  return true;
}

void vn_stage_step(size_t done) {
  vn_watcher->step(done);
  if (done > 0) stage.is_blind = false;
}

void vn_stage_read(size_t n) {
  if (stage.reads) vn_stage_step(stage.n_read += n);
}

void vn_stage_look(void) {
  if (stage.is_blind) vn_stage_step(0);
}

void vn_stage_end(bool whole) {
  vn_watcher->end(whole);
  stage.is_open = stage.is_blind = stage.reads = false;
}

void vn_stage_hush(void) {
  stage.is_open = true;
  stage.is_blind = stage.reads = false;
}
