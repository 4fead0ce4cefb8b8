#include "calc/linkage/cooccur.h"

#include "calc/frame/piece_of.h"
#include "calc/linkage/cooccur_rows.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"

// ---- rows of a frame ----

typedef struct {
  const VnColumn *columns[VN_CELLS];  // or NULL
} Source;

static bool find_columns(const VnFrame *f, const VnCooccur *how, Source *source,
                         VnErr *err) {
  const char *names[VN_CELLS] = {how->group, how->class, how->year};
  for (size_t k = 0; k < VN_CELLS; k++) {
    if (!names[k]) continue;
    source->columns[k] = vn_frame_column(f, names[k], err);
    if (!source->columns[k]) return false;
  }
  return true;
}

static bool take_each(const VnFrame *f, const Source *source, VnRows *rows,
                      bool told, VnErr *err) {
  for (size_t i = 0; i < f->n_rows; i++) {
    char room[VN_CELLS][VN_SPARE];
    VnPiece cells[VN_CELLS];
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if ((i & VN_STOP_EVERY) == 0 && told) vn_stage_step(i);
    for (size_t k = 0; k < VN_CELLS; k++) {
      cells[k] = vn_piece_of(source->columns[k], i, room[k]);
    }
    if (!vn_rows_take(rows, cells, err)) return false;
  }
  return true;
}

static bool take_rows(const VnFrame *f, const Source *source, VnRows *rows,
                      VnErr *err) {
  bool told = vn_stage_begin("counting", "rows", f->n_rows);
  bool taken = take_each(f, source, rows, told, err);
  if (told) vn_stage_end(taken);
  return taken;
}

static VnTally *count_frame(const VnFrame *f, const Source *source,
                            VnRows *rows, VnErr *err) {
  bool taken = take_rows(f, source, rows, err);
  if (!taken && vn_rows_again(rows, err))
    taken = take_rows(f, source, rows, err);
  VnTally *tally = taken ? vn_rows_finish(rows, err) : NULL;
  if (!tally || !f->source) return tally;
  tally->source = vn_copy_text(f->source);
  if (tally->source) return tally;
  vn_tally_free(tally);
  vn_fail_memory(err, "counting");
  return NULL;
}

VnTally *vn_cooccur_frame(const VnFrame *f, const VnCooccur *how, VnErr *err) {
  Source source = {0};
  if (!find_columns(f, how, &source, err)) return NULL;
  VnRows *rows = vn_rows_new(how, err);
  VnTally *tally = rows ? count_frame(f, &source, rows, err) : NULL;
  vn_rows_free(rows);
  return tally;
}
