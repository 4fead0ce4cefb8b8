// How far long work has come, for whoever looks on. Work is told in stages; a
// stage within another one is part of it, and is not told.
#ifndef VN_PROGRESS_H
#define VN_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

// The unit of stages that are counted in bytes.
#define VN_BYTES "bytes"

// What a looker-on is told, by the thread that the analyst's code runs in.
// `doing`: "reading big.csv", or NULL: what the analyst called; `unit`: of the
// n pieces, or NULL; n is 0 when nobody knows. `begin` may not keep the texts.
typedef struct {
  void (*begin)(const char *doing, const char *unit, size_t n);
  void (*step)(size_t done);
  void (*end)(bool whole);
} VnWatcher;

extern const VnWatcher *vn_watcher;  // NULL: nobody looks

// True when the stage is told: then step it as often as you like, and end it.
bool vn_stage_begin(const char *doing, const char *unit, size_t n);
void vn_stage_step(size_t done);
void vn_stage_end(bool whole);  // whole: it went well

// From within, for work that does not know whether its stage is told: so many
// more bytes have been read (of stages that count bytes and are not stepped);
// and that time has passed, which vn_stopped says (of those that count nothing).
void vn_stage_read(size_t n);
void vn_stage_look(void);

// What this thread or child does from here on is part of another one's stage.
void vn_stage_hush(void);

#endif
