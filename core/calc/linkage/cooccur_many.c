// Rows by the dozen. Nearly all are plain: they name a member that is known,
// and a year that was met before. What they say is looked up column by column,
// so that the machine does several at a time; then they are counted group by
// group.
#include "calc/linkage/cooccur_rows_box.h"
#include "data/bits.h"

typedef struct {
  const VnPiece *groups;
  uint64_t plain;               // a bit for each row that is
  uint64_t begins;              // whose group is not that of the row before
  uint64_t rows[VN_ROWS_MANY];  // as the meetings want them
  VnManyYears years;
} Many;

static void look_at_groups(Many *m, size_t n) {
  const VnPiece *name = m->groups;
  uint64_t named = name[0].n > 0, begins = 1;
  for (size_t i = 1; i < n; i++) {
    bool same = name[i].n == name[i - 1].n &&
                vn_same_bytes(name[i].bytes, name[i - 1].bytes, name[i].n);
    named |= (uint64_t)(name[i].n > 0) << i;
    begins |= (uint64_t)!same << i;
  }
  m->plain = named, m->begins = begins;
}

static void look_at_rows(const VnRows *r, const VnPiece *const of[VN_CELLS],
                         size_t n, Many *m) {
  uint32_t codes[VN_ROWS_MANY];
  m->groups = of[VN_CELL_GROUP];
  look_at_groups(m, n);
  vn_row_years_find(&r->years, of[VN_CELL_YEAR], n, &m->years);
  m->plain &= m->years.known;
  m->plain &= vn_roster_find(r->members, of[VN_CELL_CLASS], n, codes);
  for (size_t i = 0; i < n; i++)
    m->rows[i] = vn_meetings_pack(codes[i], m->years.slots[i]);
}

// The rows of whole groups, which follow each other in order up to row n or
// to a group that does not; gives where the last one begins, or that row.
static size_t find_last(VnRows *r, const Many *m, size_t i, size_t n) {
  size_t last = i, next = i;
  while (!r->groups.apart) {
    last = next;
    next = vn_next_bit(m->begins, next + 1, n);
    if (next == n) return last;
    vn_row_groups_follow(&r->groups, m->groups[next]);
  }
  return next;
}

// Rows of the current group.
static bool take_rows(VnRows *r, const Many *m, size_t i, size_t n,
                      VnErr *err) {
  return vn_meetings_rows(r->meetings, m->rows + i, n - i, err) ||
         vn_row_groups_say(&r->groups, err);
}

static bool take_groups(VnRows *r, const Many *m, size_t i, size_t n,
                        VnErr *err) {
  size_t failed;
  if (!vn_row_groups_next(&r->groups, m->groups[i], err)) return false;
  size_t last = find_last(r, m, i, n);
  bool met = last == i || vn_meetings_groups(r->meetings, m->rows + i, last - i,
                                             m->begins >> i | 1, &failed, err);
  if (!met) {  // before what stands apart
    r->groups.apart = false;
    r->groups.name = m->groups[i + failed];
    return vn_row_groups_say(&r->groups, err);
  }
  return !r->groups.apart && take_rows(r, m, last, n, err);
}

// Plain rows, up to row n. The last group may go on behind them.
static bool take_plain(VnRows *r, const Many *m, size_t i, size_t n,
                       VnErr *err) {
  size_t own = i;  // the rows before belong to the current group
  if (vn_row_groups_same(&r->groups, m->groups[i]))
    own = vn_next_bit(m->begins, i + 1, n);
  r->tally->n_rows += n - i;
  vn_row_years_count(&r->years, &m->years, i, n);
  return take_rows(r, m, i, own, err) &&
         (own == n || take_groups(r, m, own, n, err)) &&
         vn_row_groups_hold(&r->groups, err);
}

static bool take_each(VnRows *r, const VnPiece *const of[VN_CELLS], size_t i,
                      size_t n, VnErr *err) {
  for (; i < n; i++) {
    VnPiece cells[VN_CELLS];
    for (size_t k = 0; k < VN_CELLS; k++) cells[k] = of[k][i];
    if (!vn_rows_take(r, cells, err)) return false;
  }
  return true;
}

bool vn_rows_take_many(VnRows *r, const VnPiece *const of[VN_CELLS], size_t n,
                       VnErr *err) {
  Many m;
  if (!r->plain || n < 2) return take_each(r, of, 0, n, err);
  look_at_rows(r, of, n, &m);
  for (size_t i = 0, next; i < n; i = next) {
    bool plain = m.plain >> i & 1;
    next = vn_next_bit(plain ? ~m.plain : m.plain, i, n);
    bool taken = plain ? take_plain(r, &m, i, next, err)
                       : take_each(r, of, i, next, err);
    if (!taken) return false;
  }
  return true;
}
