#include "calc/linkage/cooccur_rows.h"

#include <limits.h>
#include <stdio.h>

#include "calc/linkage/cooccur_rows_box.h"
#include "data/memory.h"
#include "data/utf8.h"

#define DOING "counting"

static VnPeriod default_period(const VnCooccur *how) {
  VnPeriod all = {"all", VN_NO_YEAR, VN_NO_YEAR};
  if (how->year) all.from = INT_MIN + 1, all.to = INT_MAX;
  return all;
}

static bool name_periods(VnRows *r, VnErr *err) {
  for (size_t p = 0; p < r->tally->n_periods; p++) {
    VnPeriod period =
        r->how->n_periods ? r->how->periods[p] : default_period(r->how);
    VnTallyPeriod *to = &r->tally->periods[p];
    to->name = vn_copy_text(period.name);
    to->from = period.from, to->to = period.to;
    if (!to->name) return vn_fail_memory(err, DOING);
  }
  return true;
}

// Forgets what was counted, if anything.
static void forget(VnRows *r) {
  vn_roster_free(r->members);
  vn_tally_free(r->tally);
  r->members = NULL, r->tally = NULL;
  r->groups.open = r->groups.apart = false;
}

static bool start(VnRows *r, VnErr *err) {
  const VnCooccur *how = r->how;
  forget(r);
  r->tally = vn_tally_new(how->n_periods ? how->n_periods : 1, err);
  if (!r->tally) return false;
  r->members = vn_roster_new();
  r->tally->year_rows = vn_alloc(VN_YEARS, sizeof(uint64_t));
  if (!r->members || !r->tally->year_rows) return vn_fail_memory(err, DOING);
  if (how->n_periods) r->tally->n_shown = how->n_shown;
  r->groups.tally = r->tally;
  return name_periods(r, err) &&
         vn_row_years_start(&r->years, r->meetings, r->tally, !how->year, err);
}

VnRows *vn_rows_new(const VnCooccur *how, VnErr *err) {
  VnRows *r = vn_alloc(1, sizeof *r);
  if (!r) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  r->how = how;
  r->plain = how->group && !how->separator && !how->level;
  r->meetings = vn_meetings_new(&how->rules, err);
  r->groups = (VnRowGroups){.named = how->group != NULL,
                            .meetings = r->meetings,
                            .orders = VN_ALL_ORDERS};
  if (r->meetings && start(r, err)) return r;
  vn_rows_free(r);
  return NULL;
}

void vn_rows_free(VnRows *r) {
  if (!r) return;
  vn_meetings_free(r->meetings);
  vn_roster_free(r->members);
  vn_tally_free(r->tally);
  vn_kept_free(r->kept);
  vn_row_years_free(&r->years);
  vn_row_groups_free(&r->groups);
  vn_free(r);
}

static void keep_example(char example[VN_TALLY_EXAMPLE], VnPiece piece) {
  if (*example) return;
  vn_utf8_excerpt(example, VN_TALLY_EXAMPLE, piece.bytes, piece.n);
}


// ---- one row ----

// The members that a cell names belong there.
typedef struct {
  VnPiece group;
  uint32_t slot;
  VnPiece classes;
} Row;

static bool take_member(VnRows *r, const Row *row, VnPiece name, VnErr *err) {
  int32_t code;
  if (!vn_roster_code(r->members, name, &code, err)) {
    return err->kind == VN_WRONG &&
           vn_fail_while(err, "column \"%s\"", r->how->class);
  }
  if (r->kept)
    return vn_kept_add(r->kept, row->group, (uint32_t)code, row->slot, err);
  return vn_meetings_row(r->meetings, (uint32_t)code, row->slot, err) ||
         vn_row_groups_say(&r->groups, err);
}

static bool take_class(VnRows *r, const Row *row, VnPiece class, VnErr *err) {
  char room[VN_CODE_ROOM];
  VnPiece cut = class;
  if (!r->how->level || vn_code_cut(class, r->how->level, room, &cut))
    return take_member(r, row, cut, err);
  r->tally->left_out.bad_class++;
  keep_example(r->tally->bad_class, class);
  return true;
}

static bool take_classes(VnRows *r, const Row *row, VnErr *err) {
  VnPiece left = row->classes, separator = vn_piece(r->how->separator), class;
  bool found = false;
  while (vn_next_piece(&left, separator, &class)) {
    found = true;
    if (!take_class(r, row, class, err)) return false;
  }
  r->tally->left_out.no_class += !found;
  return true;
}

static bool find_group(VnRows *r, VnPiece group, VnErr *err) {
  if (!r->how->group || r->kept || vn_row_groups_same(&r->groups, group))
    return true;
  return vn_row_groups_next(&r->groups, group, err) &&
         vn_row_groups_hold(&r->groups, err);
}

bool vn_rows_take(VnRows *r, const VnPiece cells[VN_CELLS], VnErr *err) {
  Row row = {cells[VN_CELL_GROUP], 0, cells[VN_CELL_CLASS]};
  bool found;
  r->tally->n_rows++;
  if (r->how->group && row.group.n == 0) {
    r->tally->left_out.no_group++;
    return true;
  }
  if (row.classes.n == 0) {
    r->tally->left_out.no_class++;
    return true;
  }
  if (!vn_row_years_slot(&r->years, cells[VN_CELL_YEAR], &found, &row.slot,
                         err))
    return false;
  if (!found) return true;
  if (!find_group(r, row.group, err)) return false;
  bool taken = r->how->separator ? take_classes(r, &row, err)
                                 : take_class(r, &row, row.classes, err);
  return taken && (r->how->group || vn_row_groups_close(&r->groups, err));
}

void vn_rows_skip(VnRows *r) {
  r->tally->n_rows++;
  r->tally->left_out.elsewhere++;
}

bool vn_rows_again(VnRows *r, VnErr *err) {
  if (!r->groups.apart) return false;
  r->plain = false;
  vn_meetings_clear(r->meetings);
  r->kept = vn_kept_new(err);
  return r->kept && start(r, err);
}


// ---- the end ----

static int32_t *name_members(VnRows *r, VnErr *err) {
  r->tally->n_members = vn_roster_count(r->members);
  return vn_roster_name(r->members, &r->tally->members, err);
}

static bool end_groups(VnRows *r, VnErr *err) {
  r->tally->distinct = r->how->rules.distinct;
  r->tally->sorted = r->kept == NULL;
  return r->kept ? vn_kept_give(r->kept, r->meetings, err)
                 : vn_row_groups_close(&r->groups, err);
}

// The only period, of all years, is called by the first and the last.
static bool name_all_years(VnRows *r, VnErr *err) {
  char name[32];
  VnTally *t = r->tally;
  if (!r->how->year || r->how->n_periods) return true;
  t->periods->from = t->first_year, t->periods->to = t->last_year;
  if (t->first_year == VN_NO_YEAR) return true;
  snprintf(name, sizeof name, "%d-%d", t->first_year, t->last_year);
  vn_free(t->periods->name);
  t->periods->name = vn_copy_text(name);
  return t->periods->name || vn_fail_memory(err, DOING);
}

VnTally *vn_rows_finish(VnRows *r, VnErr *err) {
  if (!end_groups(r, err) || !name_all_years(r, err)) return NULL;
  int32_t *place = name_members(r, err);
  bool done = place && vn_meetings_tally(r->meetings, place, r->tally, err);
  vn_free(place);
  if (!done) return NULL;
  VnTally *tally = r->tally;
  r->tally = NULL;
  return tally;
}
