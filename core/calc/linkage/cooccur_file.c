#include "calc/linkage/cooccur_file.h"

#include <string.h>

#include "calc/linkage/cooccur_rows.h"
#include "calc/frame/holds.h"
#include "data/csv/pick.h"
#include "data/memory.h"

_Static_assert(VN_PICK_ROWS <= VN_ROWS_MANY, "they are given as picked");

typedef struct {
  const VnCooccurFile *file;
  VnRows *rows;
} Taker;

bool vn_cooccur_wants(const VnCooccurFile *file, const VnPiece *cells,
                      size_t row) {
  for (size_t k = 0; k < file->n_where; k++) {
    if (!vn_holds(&file->where[k], vn_pick_cell(cells, k, row))) return false;
  }
  return true;
}

// As many rows at once as are asked for one after the other.
static bool take_some(Taker *t, const VnPiece *cells, size_t from, size_t to,
                      VnErr *err) {
  const VnPiece *columns[VN_CELLS];
  for (size_t k = 0; k < VN_CELLS; k++)
    columns[k] = cells + k * VN_PICK_ROWS + from;
  return from == to || vn_rows_take_many(t->rows, columns, to - from, err);
}

static bool take(void *data, const VnPiece *cells, size_t n_rows, VnErr *err) {
  Taker *t = data;
  const VnPiece *conditions = cells + VN_CELLS * VN_PICK_ROWS;
  size_t from = 0;
  for (size_t i = 0; t->file->n_where > 0 && i < n_rows; i++) {
    if (vn_cooccur_wants(t->file, conditions, i)) continue;
    if (!take_some(t, cells, from, i, err)) return false;
    vn_rows_skip(t->rows);
    from = i + 1;
  }
  return take_some(t, cells, from, n_rows, err);
}

static bool take_all(VnCsvPick *pick, Taker *taker, VnErr *err) {
  if (vn_csv_pick_read(pick, take, taker, err)) return true;
  return vn_rows_again(taker->rows, err) &&
         vn_csv_pick_read(pick, take, taker, err);
}

static bool say_source(VnTally *tally, const char *path, VnErr *err) {
  const char *slash = strrchr(path, '/');
  tally->source = vn_copy_text(slash ? slash + 1 : path);
  return tally->source || vn_fail_memory(err, "counting");
}

static VnTally *count(const VnCooccurFile *file, const VnCooccur *how,
                      VnCsvPick *pick, VnErr *err) {
  Taker taker = {file, vn_rows_new(how, err)};
  bool taken = taker.rows && take_all(pick, &taker, err);
  VnTally *tally = taken ? vn_rows_finish(taker.rows, err) : NULL;
  vn_rows_free(taker.rows);
  if (tally) tally->fingerprint = vn_csv_pick_digest(pick);
  if (!tally || say_source(tally, file->path, err)) return tally;
  vn_tally_free(tally);
  return NULL;
}

static VnTally *count_columns(const VnCooccurFile *file, const VnCooccur *how,
                              const char **names, VnErr *err) {
  names[VN_CELL_GROUP] = how->group;
  names[VN_CELL_CLASS] = how->class;
  names[VN_CELL_YEAR] = how->year;
  for (size_t k = 0; k < file->n_where; k++) {
    names[VN_CELLS + k] = file->where[k].column;
  }
  VnCsvWanted wanted = {file->how, file->rules, names,
                        VN_CELLS + file->n_where};
  wanted.how.digest = true;
  VnCsvPick *pick = vn_csv_pick_open(file->path, &wanted, err);
  VnTally *tally = pick ? count(file, how, pick, err) : NULL;
  vn_csv_pick_free(pick);
  return tally;
}

VnTally *vn_cooccur_file(const VnCooccurFile *file, const VnCooccur *how,
                         VnErr *err) {
  const char **names = vn_alloc(VN_CELLS + file->n_where, sizeof(const char *));
  VnTally *tally = NULL;
  if (!names) vn_fail_memory(err, "counting");
  else tally = count_columns(file, how, names, err);
  vn_free(names);
  if (!tally) vn_fail_while(err, "reading \"%s\"", file->path);
  return tally;
}
