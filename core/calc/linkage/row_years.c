#include "calc/linkage/row_years.h"

#include <string.h>

#include "calc/frame/years.h"
#include "data/bits.h"
#include "data/memory.h"
#include "data/utf8.h"

#define DOING "counting"

bool vn_row_years_start(VnRowYears *y, VnMeetings *meetings, VnTally *tally,
                        bool all, VnErr *err) {
  y->all = all, y->meetings = meetings, y->tally = tally;
  if (!y->known) y->known = vn_alloc(VN_KNOWN_YEARS, sizeof *y->known);
  if (!y->known) return vn_fail_memory(err, DOING);
  memset(y->known, 0, VN_KNOWN_YEARS * sizeof *y->known);
  return !all || vn_meetings_slot(meetings, 1, &y->slot_of_all, err);
}

void vn_row_years_free(VnRowYears *y) {
  vn_free(y->known);
}


// Where the year of that text is, if it is known: its last three digits, put
// together to a number, say.
static inline VnKnownYear *place_of(const VnRowYears *y, uint32_t text) {
  uint64_t digits = (text & 0x0f0f0f00u) * UINT64_C(0x100100100);
  return &y->known[digits >> 32 & (VN_KNOWN_YEARS - 1)];
}


// ---- one row ----

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

static void note_bad(VnTally *t, VnPiece cell) {
  t->left_out.bad_year++;
  if (*t->bad_year) return;
  vn_utf8_excerpt(t->bad_year, sizeof t->bad_year, cell.bytes, cell.n);
}

// A year that was not met before, or is not written in four digits.
static bool look_closely(VnRowYears *y, VnPiece cell, bool *found,
                         uint32_t *slot, VnErr *err) {
  int year;
  VnTally *t = y->tally;
  if (!vn_read_year(cell, &year)) {
    note_bad(t, cell);
    return true;
  }
  uint64_t periods = periods_of(t, year);
  if (!periods) {
    note_year(&t->first_outside, &t->last_outside, year);
    t->left_out.outside++;
    return true;
  }
  note_year(&t->first_year, &t->last_year, year);
  if (!vn_meetings_slot(y->meetings, periods, slot, err)) return false;
  if (vn_four_digits(cell) < VN_YEARS) {
    uint32_t text = vn_four(cell.bytes);
    *place_of(y, text) = (VnKnownYear){text, (uint16_t)year, (uint16_t)*slot};
  }
  t->year_rows[year]++;
  return *found = true;
}

bool vn_row_years_slot(VnRowYears *y, VnPiece cell, bool *found, uint32_t *slot,
                       VnErr *err) {
  uint32_t text = cell.n == 4 ? vn_four(cell.bytes) : 0;
  const VnKnownYear *known = place_of(y, text);
  *slot = y->slot_of_all;
  *found = y->all;
  if (y->all) return true;
  if (text && known->text == text) {
    *slot = known->slot;
    y->tally->year_rows[known->year]++;
    return *found = true;
  }
  y->tally->left_out.no_year += cell.n == 0;
  return cell.n == 0 || look_closely(y, cell, found, slot, err);
}


// ---- many rows ----

static void find_slots(const VnRowYears *y, const VnPiece *cells, size_t n,
                       VnManyYears *many) {
  uint64_t known = 0, changes = 0;
  uint32_t before = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t text = cells[i].n == 4 ? vn_four(cells[i].bytes) : 0;
    VnKnownYear found = *place_of(y, text);
    many->slots[i] = found.slot;
    many->years[i] = found.year;
    known |= (uint64_t)(text && text == found.text) << i;
    changes |= (uint64_t)(text != before) << i;
    before = text;
  }
  many->known = known, many->changes = changes;
}

void vn_row_years_find(const VnRowYears *y, const VnPiece *cells, size_t n,
                       VnManyYears *many) {
  if (!y->all) {
    find_slots(y, cells, n, many);
    return;
  }
  many->known = UINT64_MAX, many->changes = 0;
  for (size_t i = 0; i < n; i++) many->slots[i] = y->slot_of_all;
}

// Run by run: one number that is counted up again and again is slow.
void vn_row_years_count(VnRowYears *y, const VnManyYears *many, size_t from,
                        size_t to) {
  for (size_t next; !y->all && from < to; from = next) {
    next = vn_next_bit(many->changes, from + 1, to);
    y->tally->year_rows[many->years[from]] += next - from;
  }
}
