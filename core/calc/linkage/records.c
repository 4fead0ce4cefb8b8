#include "calc/linkage/records.h"

#include "calc/frame/group.h"
#include "data/memory.h"
#include "data/stop.h"

// Where the name of each group's rows stands among `names`.
static bool place_groups(const VnColumn *column, const VnGroups *groups,
                         const VnNames *names, uint32_t *places, VnErr *err) {
  for (size_t g = 0; column->n && g < groups->n_groups; g++) {
    char spare[VN_SPARE];
    const char *label = vn_column_label(column, groups->first[g], spare);
    ptrdiff_t at = vn_names_find(names, label);
    if (at < 0) return vn_fail(err, "the table has no \"%s\"", label);
    places[g] = (uint32_t)at;
  }
  return true;
}

// The same for each row of the frame.
static bool find_places(const VnFrame *frame, const char *name,
                        const VnNames *names, uint32_t *places, VnErr *err) {
  VnGroups groups = {0};
  const VnColumn *column = vn_frame_column(frame, name, err);
  if (!column || !vn_group(&column, 1, frame->n_rows, &groups, err)) {
    return false;
  }
  uint32_t *of_group = vn_alloc(groups.n_groups, sizeof *of_group);
  bool done = false;
  if (!of_group) vn_fail_memory(err, "listing records");
  else done = place_groups(column, &groups, names, of_group, err);
  for (size_t i = 0; done && i < frame->n_rows; i++) {
    places[i] = of_group[groups.of[i]];
  }
  vn_free(of_group);
  vn_groups_free(&groups);
  return done;
}

static bool value_at(const VnColumn *column, size_t row, double *value,
                     VnErr *err) {
  bool known = !vn_column_missing(column, row);
  if (known && column->type == VN_NUMBER) *value = column->number[row];
  else if (known && column->type == VN_INTEGER)
    *value = (double)column->integer[row];
  else return vn_fail(err, "row %zu of the records has no number", row + 1);
  return true;
}

// Room for places and values of the frame's rows, in the frame's order.
typedef struct {
  uint32_t *row, *col;
  VnRow *order;
} Room;

static bool put(VnRecords *r, const Room *room, const VnColumn *values,
                VnErr *err) {
  for (size_t k = 0; k < r->n_entries; k++) {
    VnRow row = room->order[k];
    r->row[k] = room->row[row], r->col[k] = room->col[row];
    if (!value_at(values, row, &r->value[k], err)) return false;
    if ((k & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
  }
  return true;
}

static bool take(const VnFrame *frame, const VnRecordColumns *columns,
                 const VnMatrix *table, const VnGroups *groups, VnRecords *r,
                 VnErr *err) {
  size_t n = frame->n_rows;
  Room room = {vn_alloc(n, sizeof *room.row), vn_alloc(n, sizeof *room.col),
               vn_alloc(n, sizeof *room.order)};
  const VnColumn *values = vn_frame_column(frame, columns->value, err);
  r->n = n ? groups->n_groups : 0, r->n_entries = n;
  r->start = vn_alloc(groups->n_groups + 1, sizeof *r->start);
  r->row = vn_alloc(n, sizeof *r->row);
  r->col = vn_alloc(n, sizeof *r->col);
  r->value = vn_alloc(n, sizeof *r->value);
  bool done = room.row && room.col && room.order && r->start && r->row &&
              r->col && r->value;
  if (!done) vn_fail_memory(err, "listing records");
  done = done && values &&
         find_places(frame, columns->row, table->rows, room.row, err) &&
         find_places(frame, columns->col, table->cols, room.col, err);
  if (done) vn_group_rows(groups, room.order, r->start);
  done = done && put(r, &room, values, err);
  vn_free(room.row);
  vn_free(room.col);
  vn_free(room.order);
  return done;
}

VnRecords *vn_records_new(const VnFrame *frame, const VnRecordColumns *columns,
                          const VnMatrix *table, VnErr *err) {
  VnGroups groups = {0};
  VnRecords *records = vn_alloc(1, sizeof *records);
  bool done = false;
  if (!records) vn_fail_memory(err, "listing records");
  else
    done = vn_group_by(frame, &columns->record, 1, &groups, err) &&
           take(frame, columns, table, &groups, records, err);
  vn_groups_free(&groups);
  if (done) return records;
  vn_records_free(records);
  return NULL;
}

void vn_records_free(VnRecords *r) {
  if (!r) return;
  vn_free(r->start);
  vn_free(r->row);
  vn_free(r->col);
  vn_free(r->value);
  vn_free(r);
}

// A record with several entries in a line counts once: `seen` holds the last
// record that each line had.
size_t *vn_records_count(const VnRecords *r, VnSide side, size_t n_lines) {
  const uint32_t *line = side == VN_ROWS ? r->row : r->col;
  size_t *counts = vn_alloc(n_lines, sizeof *counts);
  size_t *seen = vn_alloc(n_lines, sizeof *seen);
  for (size_t g = 0; counts && seen && g < r->n; g++) {
    for (size_t k = r->start[g]; k < r->start[g + 1]; k++) {
      counts[line[k]] += seen[line[k]] != g + 1;
      seen[line[k]] = g + 1;
    }
  }
  if (!seen) {
    vn_free(counts);
    counts = NULL;
  }
  vn_free(seen);
  return counts;
}

void vn_records_draw(const VnRecords *r, VnRandom *random, VnSide lines,
                     size_t length, uint32_t *times, double *table) {
  const uint32_t *line = lines == VN_ROWS ? r->row : r->col;
  const uint32_t *cell = lines == VN_ROWS ? r->col : r->row;
  for (size_t g = 0; g < r->n; g++) times[g] = 0;
  for (size_t g = 0; g < r->n; g++) {
    times[vn_random_below(random, (uint32_t)r->n)]++;
  }
  for (size_t g = 0; g < r->n; g++) {
    if (times[g] == 0) continue;
    for (size_t k = r->start[g]; k < r->start[g + 1]; k++) {
      table[line[k] * length + cell[k]] += times[g] * r->value[k];
    }
  }
}
