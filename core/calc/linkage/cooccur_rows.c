#include "calc/linkage/cooccur_rows.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "calc/linkage/kept.h"
#include "calc/linkage/roster.h"
#include "calc/frame/years.h"
#include "data/memory.h"
#include "data/natural.h"
#include "data/utf8.h"

#define DOING "counting"

// What a cell of years said.
typedef enum { GOOD_YEAR, BAD_YEAR, OUTSIDE } YearKind;

typedef struct {
  YearKind kind;
  int year;
  uint32_t slot;
  uint32_t text;  // its four bytes; 0: the cell was not so, or not good
} Year;

struct VnRows {
  const VnCooccur *how;
  VnMeetings *meetings;
  VnRoster *members;
  VnTally *tally;
  uint32_t *slots;  // of each year of VN_YEARS: its slot + 1, or 0
  Year year;        // of the last row
  char *group;      // the name of the current one
  size_t n_group, group_room;
  bool in_group;
  VnOrders orders;  // those in which all groups so far came
  VnKept *kept;     // the groups do not stand together
  bool again;       // that was found out at this row
  bool plain;       // a cell is a member's name, and groups stand together
};

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
  r->in_group = false, r->year.text = 0;
  memset(r->slots, 0, VN_YEARS * sizeof *r->slots);
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
  return name_periods(r, err) &&
         (how->year || vn_meetings_slot(r->meetings, 1, &r->year.slot, err));
}

VnRows *vn_rows_new(const VnCooccur *how, VnErr *err) {
  VnRows *r = vn_alloc(1, sizeof *r);
  if (!r) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  r->how = how, r->orders = VN_ALL_ORDERS;
  r->plain = !how->separator && !how->level;
  r->slots = vn_alloc(VN_YEARS, sizeof *r->slots);
  if (!r->slots) vn_fail_memory(err, DOING);
  r->meetings = r->slots ? vn_meetings_new(&how->rules, err) : NULL;
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
  vn_free(r->group);
  vn_free(r->slots);
  vn_free(r);
}

static void keep_example(char example[VN_TALLY_EXAMPLE], VnPiece piece) {
  if (*example) return;
  vn_utf8_excerpt(example, VN_TALLY_EXAMPLE, piece.bytes, piece.n);
}


// ---- years ----

static uint64_t periods_of(const VnTally *t, int year) {
  uint64_t periods = 0;
  for (size_t p = 0; p < t->n_periods; p++) {
    bool inside = t->periods[p].from <= year && year <= t->periods[p].to;
    periods |= (uint64_t)inside << p;
  }
  return periods;
}

static void note_year(int *first, int *last, int year) {
  if (*first == VN_NO_YEAR) *first = *last = year;
  if (year < *first) *first = year;
  if (year > *last) *last = year;
}

static bool look_at_year(VnRows *r, VnPiece cell, VnErr *err) {
  VnTally *t = r->tally;
  Year *y = &r->year;
  y->kind = BAD_YEAR, y->text = 0;
  if (!vn_read_year(cell, &y->year)) return true;
  uint64_t periods = periods_of(t, y->year);
  y->kind = periods ? GOOD_YEAR : OUTSIDE;
  if (!periods) {
    note_year(&t->first_outside, &t->last_outside, y->year);
    return true;
  }
  note_year(&t->first_year, &t->last_year, y->year);
  return vn_meetings_slot(r->meetings, periods, &y->slot, err);
}

// Whether the cell says, in four bytes, the good year of the row before.
static inline bool is_last_year(const VnRows *r, VnPiece cell) {
  return cell.n == 4 && r->year.text == vn_four(cell.bytes);
}

// Most years were seen before.
static bool read_slot(VnRows *r, VnPiece cell, VnErr *err) {
  unsigned year = vn_four_digits(cell);
  if (year < VN_YEARS && r->slots[year]) {
    r->year =
        (Year){GOOD_YEAR, (int)year, r->slots[year] - 1, vn_four(cell.bytes)};
    return true;
  }
  if (!look_at_year(r, cell, err)) return false;
  if (year < VN_YEARS && r->year.kind == GOOD_YEAR)
    r->slots[year] = r->year.slot + 1;
  return true;
}

// Whether the row belongs to a period; if not, it was noted why.
static bool find_slot(VnRows *r, VnPiece cell, bool *found, VnErr *err) {
  VnLeftOut *left_out = &r->tally->left_out;
  *found = !r->how->year;
  if (*found) return true;
  if (cell.n == 0) {
    left_out->no_year++;
    return true;
  }
  if (!is_last_year(r, cell) && !read_slot(r, cell, err)) return false;
  *found = r->year.kind == GOOD_YEAR;
  if (*found) r->tally->year_rows[r->year.year]++;
  left_out->outside += r->year.kind == OUTSIDE;
  if (r->year.kind != BAD_YEAR) return true;
  left_out->bad_year++;
  keep_example(r->tally->bad_year, cell);
  return true;
}


// ---- groups ----

static bool keep_group(VnRows *r, VnPiece group, VnErr *err) {
  if (group.n > r->group_room) {
    char *room = vn_resize(r->group, group.n * 2, 1);
    if (!room) return vn_fail_memory(err, DOING);
    r->group = room, r->group_room = group.n * 2;
  }
  memcpy(r->group, group.bytes, group.n);
  r->n_group = group.n, r->in_group = true;
  return true;
}

// Puts the current group in front of the sentence.
static bool say_group(const VnRows *r, VnErr *err) {
  char text[VN_TALLY_EXAMPLE];
  if (err->kind != VN_WRONG) return false;
  if (!r->how->group)
    return vn_fail_while(err, "row %zu", (size_t)r->tally->n_rows);
  vn_utf8_excerpt(text, sizeof text, r->group, r->n_group);
  return vn_fail_while(err, "group \"%s\"", text);
}

static bool close_group(VnRows *r, VnErr *err) {
  return vn_meetings_close(r->meetings, err) || say_group(r, err);
}

// When the name of the group changes. Where names come in an order, none can
// come again; where they do not, rows are kept until all are there.
static bool next_group(VnRows *r, VnPiece group, VnErr *err) {
  if (r->in_group) {
    if (!close_group(r, err)) return false;
    VnPiece before = {r->group, r->n_group};
    r->orders =
        vn_orders(r->orders, before.bytes, before.n, group.bytes, group.n);
    r->again = r->orders == 0;
    if (r->again) return false;
  }
  return keep_group(r, group, err);
}

static bool find_group(VnRows *r, VnPiece group, VnErr *err) {
  if (!r->how->group || r->kept) return true;
  bool same = r->in_group && group.n == r->n_group &&
              vn_same_bytes(group.bytes, r->group, group.n);
  return same || next_group(r, group, err);
}


// ---- members ----

static bool member_of(VnRows *r, VnPiece name, int32_t *code, VnErr *err) {
  return vn_roster_code(r->members, name, code, err) ||
         (err->kind == VN_WRONG &&
          vn_fail_while(err, "column \"%s\"", r->how->class));
}

// One class of a row; `n` counts those that were good.
static bool take_class(VnRows *r, VnPiece group, VnPiece class, size_t *n,
                       VnErr *err) {
  char room[VN_CODE_ROOM];
  VnPiece cut = class;
  int32_t code = 0;
  if (r->how->level && !vn_code_cut(class, r->how->level, room, &cut)) {
    r->tally->left_out.bad_class++;
    keep_example(r->tally->bad_class, class);
    return true;
  }
  ++*n;
  if (!member_of(r, cut, &code, err)) return false;
  if (r->kept) {
    return vn_kept_add(r->kept, group, (uint32_t)code, r->year.slot, err);
  }
  return vn_meetings_row(r->meetings, (uint32_t)code, r->year.slot, err) ||
         say_group(r, err);
}

static bool take_classes(VnRows *r, VnPiece group, VnPiece cell, VnErr *err) {
  const char *separator = r->how->separator, *end = cell.bytes + cell.n;
  size_t length = strlen(separator), n_found = 0, n_good = 0;
  for (const char *at = cell.bytes; at <= end;) {
    const char *stop = memmem(at, (size_t)(end - at), separator, length);
    VnPiece piece = vn_trim((VnPiece){at, (size_t)((stop ? stop : end) - at)});
    at = stop ? stop + length : end + 1;
    if (piece.n == 0) continue;
    n_found++;
    if (!take_class(r, group, piece, &n_good, err)) return false;
  }
  r->tally->left_out.no_class += n_found == 0;
  return true;
}

static bool take_members(VnRows *r, VnPiece group, VnPiece cell, VnErr *err) {
  size_t n_good = 0;
  int32_t code;
  if (r->plain) {
    return member_of(r, cell, &code, err) &&
           (vn_meetings_row(r->meetings, (uint32_t)code, r->year.slot, err) ||
            say_group(r, err));
  }
  return r->how->separator ? take_classes(r, group, cell, err)
                           : take_class(r, group, cell, &n_good, err);
}

bool vn_rows_take(VnRows *r, const VnPiece cells[VN_CELLS], VnErr *err) {
  VnPiece group = cells[VN_CELL_GROUP], class = cells[VN_CELL_CLASS];
  bool found;
  r->tally->n_rows++;
  if (r->how->group && group.n == 0) {
    r->tally->left_out.no_group++;
    return true;
  }
  if (class.n == 0) {
    r->tally->left_out.no_class++;
    return true;
  }
  if (!find_slot(r, cells[VN_CELL_YEAR], &found, err)) return false;
  if (!found) return true;
  return find_group(r, group, err) && take_members(r, group, class, err) &&
         (r->how->group || close_group(r, err));
}

void vn_rows_skip(VnRows *r) {
  r->tally->n_rows++;
  r->tally->left_out.elsewhere++;
}

bool vn_rows_again(VnRows *r, VnErr *err) {
  if (!r->again) return false;
  r->again = r->plain = false;
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
                 : close_group(r, err);
}

// The only period, of all years, is called by the first and the last.
static bool name_all_years(VnRows *r, VnErr *err) {
  char name[32];
  VnTally *t = r->tally;
  if (!r->how->year || r->how->n_periods || t->first_year == VN_NO_YEAR)
    return true;
  t->periods->from = t->first_year, t->periods->to = t->last_year;
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
