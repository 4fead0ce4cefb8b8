#include "calc/linkage/growth_rows.h"

#include "calc/frame/piece_of.h"
#include "data/csv/pick.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "comparing periods"

typedef struct {
  const VnTally *tally;
  const VnClusteredRows *given;
  const VnSides *sides;
  VnSideRows *rows;
  VnCsvPick *pick;  // of a file
  bool kept;        // as the rows of no order are
} Reading;


// ---- the rows of a frame ----

static bool keep_frame(Reading *r, VnErr *err) {
  const VnFrame *f = r->given->frame;
  const char *names[VN_SIDE_CELLS] = {r->sides->group, r->sides->class,
                                      r->sides->year, r->sides->cluster};
  const VnColumn *columns[VN_SIDE_CELLS] = {NULL};
  char spare[VN_SIDE_CELLS][VN_SPARE];
  VnPiece cells[VN_SIDE_CELLS];
  for (size_t k = 0; k < VN_SIDE_CELLS; k++) {
    columns[k] = names[k] ? vn_frame_column(f, names[k], err) : NULL;
    if (names[k] && !columns[k]) return false;
  }
  for (size_t i = 0; i < f->n_rows; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    for (size_t k = 0; k < VN_SIDE_CELLS; k++)
      cells[k] = vn_piece_of(columns[k], i, spare[k]);
    if (!vn_side_rows_keep(r->rows, cells, err)) return false;
  }
  return true;
}


// ---- those of a file ----

static bool take_cells(void *data, const VnPiece *cells, size_t n_rows,
                       VnErr *err) {
  Reading *r = data;
  const VnPiece *conditions = cells + VN_SIDE_CELLS * VN_PICK_ROWS;
  VnPiece row[VN_SIDE_CELLS];
  for (size_t i = 0; i < n_rows; i++) {
    if (!vn_cooccur_wants(r->given->file, conditions, i)) continue;
    for (size_t k = 0; k < VN_SIDE_CELLS; k++)
      row[k] = vn_pick_cell(cells, k, i);
    bool taken = r->kept ? vn_side_rows_keep(r->rows, row, err)
                         : vn_side_rows_take(r->rows, row, err);
    if (!taken) return false;
  }
  return true;
}

static bool read_file(Reading *r, VnErr *err) {
  if (!vn_csv_pick_read(r->pick, take_cells, r, err)) return false;
  return vn_csv_pick_digest(r->pick) == r->tally->fingerprint ||
         vn_fail(err, "the file has changed since it was counted; count again");
}


// ---- either ----

static bool walk(void *given, VnTakeSideGroup take, void *data, VnErr *err) {
  Reading *r = given;
  if (r->kept) return vn_side_rows_walk(r->rows, take, data, err);
  vn_side_rows_start(r->rows, take, data);
  return read_file(r, err) && vn_side_rows_end(r->rows, err);
}

static bool compare(Reading *r, const VnGrowthTest *test, VnGrowth *growth,
                    VnErr *err) {
  VnGrowthDraws draws = {walk, r, r->given->replicates, r->given->seed};
  r->kept = r->given->frame || !r->tally->sorted;
  r->rows = vn_side_rows_new(r->sides, r->tally, err);
  bool done = r->rows != NULL;
  if (done && r->kept)
    done = (r->given->frame ? keep_frame(r, err) : read_file(r, err)) &&
           vn_side_rows_sort(r->rows, err);
  done = done && vn_growth_clusters(test, &draws, growth, err);
  vn_side_rows_free(r->rows);
  return done;
}

static bool compare_file(Reading *r, const char **names,
                         const VnGrowthTest *test, VnGrowth *growth,
                         VnErr *err) {
  const VnCooccurFile *file = r->given->file;
  names[VN_SIDE_GROUP] = r->sides->group;
  names[VN_SIDE_CLASS] = r->sides->class;
  names[VN_SIDE_YEAR] = r->sides->year;
  names[VN_SIDE_CLUSTER] = r->sides->cluster;
  for (size_t k = 0; k < file->n_where; k++)
    names[VN_SIDE_CELLS + k] = file->where[k].column;
  VnCsvWanted wanted = {file->how, file->rules, names,
                        VN_SIDE_CELLS + file->n_where};
  wanted.how.digest = true;
  r->pick = vn_csv_pick_open(file->path, &wanted, err);
  bool done = r->pick && compare(r, test, growth, err);
  vn_csv_pick_free(r->pick);
  return done || vn_fail_while(err, "reading \"%s\"", file->path);
}

bool vn_growth_rows(const VnTally *tally, const VnSides *sides,
                    const VnClusteredRows *rows, const VnGrowthTest *test,
                    VnGrowth *growth, VnErr *err) {
  Reading r = {.tally = tally, .given = rows, .sides = sides};
  if (rows->frame) return compare(&r, test, growth, err);
  const char **names =
      vn_alloc(VN_SIDE_CELLS + rows->file->n_where, sizeof *names);
  if (!names) return vn_fail_memory(err, DOING);
  bool done = compare_file(&r, names, test, growth, err);
  vn_free(names);
  return done;
}
