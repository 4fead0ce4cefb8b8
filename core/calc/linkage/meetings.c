#include "calc/linkage/meetings.h"

#include <stdlib.h>
#include <string.h>

#include "calc/linkage/meetings_box.h"
#include "data/bits.h"
#include "data/memory.h"

#define DOING "counting"
#define FEW 32

static void free_box(VnBox *box) {
  vn_free(box->totals);
  vn_free(box->sizes);
  vn_free(box->cells);
  vn_free(box->units);
  vn_free(box->keys);
  *box = (VnBox){0};
}

void vn_meetings_clear(VnMeetings *m) {
  for (size_t k = 0; k < m->n_slots; k++) free_box(&m->boxes[k]);
  for (size_t p = 0; p < VN_MOST_PERIODS; p++) free_box(&m->own[p]);
  m->n = m->n_late = 0, m->mixed = false;
  m->n_groups = m->n_repeated = m->n_spanning = m->n_named = m->most = 0;
}

void vn_meetings_free(VnMeetings *m) {
  if (!m) return;
  if (m->own) vn_meetings_clear(m);
  vn_free(m->slots);
  vn_free(m->boxes);
  vn_free(m->own);
  vn_free(m->rows);
  vn_free(m->member);
  vn_free(m->times);
  vn_free(m);
}

VnMeetings *vn_meetings_new(const VnMeetingRules *rules, VnErr *err) {
  VnMeetings *m = vn_alloc(1, sizeof *m);
  if (m) {
    m->rules = *rules;
    m->own = vn_alloc(VN_MOST_PERIODS, sizeof *m->own);
    m->member = vn_alloc(rules->largest + 1, sizeof *m->member);
    m->times = vn_alloc(rules->largest + 1, sizeof *m->times);
    if (m->own && m->member && m->times) return m;
  }
  vn_meetings_free(m);
  vn_fail_memory(err, DOING);
  return NULL;
}

static bool new_slot(VnMeetings *m, uint64_t periods) {
  size_t n = m->n_slots + 1;
  uint64_t *slots = vn_resize(m->slots, n, sizeof *slots);
  if (!slots) return false;
  m->slots = slots;
  VnBox *boxes = vn_resize(m->boxes, n, sizeof *boxes);
  if (!boxes) return false;
  m->boxes = boxes;
  slots[m->n_slots] = periods;
  boxes[m->n_slots++] = (VnBox){0};
  return true;
}

bool vn_meetings_slot(VnMeetings *m, uint64_t periods, uint32_t *slot,
                      VnErr *err) {
  for (*slot = 0; *slot < m->n_slots; ++*slot) {
    if (m->slots[*slot] == periods) return true;
  }
  return new_slot(m, periods) || vn_fail_memory(err, DOING);
}


// ---- room ----

// Room for at least `wanted` numbers, those that are new being 0.
static bool widen(uint64_t **numbers, size_t *n, size_t wanted) {
  if (wanted <= *n) return true;
  size_t room = *n * 2 > wanted ? *n * 2 : wanted;
  uint64_t *wider = vn_resize(*numbers, room, sizeof *wider);
  if (!wider) return false;
  memset(wider + *n, 0, (room - *n) * sizeof *wider);
  *numbers = wider, *n = room;
  return true;
}

// New room and not the old one stretched, for pages that are never touched
// cost nothing.
static void *stretched(void *old, size_t n_old, size_t n, size_t size) {
  void *wider = vn_alloc(n, size);
  if (wider && old) memcpy(wider, old, n_old * size);
  return wider;
}

static bool widen_cells(VnBox *box, size_t wanted, bool weighted) {
  size_t n = box->n_dense ? box->n_dense : 64;
  if (wanted > VN_DENSE) wanted = VN_DENSE;
  if (wanted <= box->n_dense) return true;
  while (n < wanted) n *= 2;
  size_t before = box->n_dense * (box->n_dense - (box->n_dense > 0)) / 2;
  size_t after = n * (n - 1) / 2;
  uint32_t *cells = stretched(box->cells, before, after, sizeof *cells);
  uint64_t *units =
      weighted ? stretched(box->units, before, after, sizeof *units) : NULL;
  if (!cells || (weighted && !units)) {
    vn_free(cells);
    vn_free(units);
    return false;
  }
  vn_free(box->cells);
  vn_free(box->units);
  box->cells = cells, box->units = units, box->n_dense = n;
  return true;
}

static bool put_key(VnBox *box, uint64_t key) {
  if (box->n_keys == box->key_room) {
    size_t room = box->key_room ? box->key_room * 2 : 1024;
    uint64_t *keys = vn_resize(box->keys, room, sizeof *keys);
    if (!keys) return false;
    box->keys = keys, box->key_room = room;
  }
  box->keys[box->n_keys++] = key;
  return true;
}


// ---- one group ----

// The members meet: all pairs of `n` members in ascending order.
static bool meet_sparsely(VnMeetings *m, VnBox *box, size_t n, size_t j) {
  uint64_t size = m->rules.fractional ? n : 0;
  for (size_t i = 0; i < j; i++) {
    uint64_t key = (uint64_t)m->member[i] << (VN_KEY_BITS + VN_KEY_SIZE_BITS) |
                   (uint64_t)m->member[j] << VN_KEY_SIZE_BITS | size;
    uint64_t n_times =
        m->rules.distinct ? 1 : (uint64_t)m->times[i] * m->times[j];
    for (; n_times > 0; n_times--) {
      if (!put_key(box, key)) return false;
    }
  }
  return true;
}

static void meet_densely(VnMeetings *m, VnBox *box, size_t n, size_t j) {
  size_t row = vn_cell_at(0, m->member[j]);
  if (m->rules.distinct) {
    for (size_t i = 0; i < j; i++) box->cells[row + m->member[i]]++;
  } else {
    for (size_t i = 0; i < j; i++)
      box->cells[row + m->member[i]] += m->times[i] * m->times[j];
  }
  if (!m->rules.fractional || n < 2) return;
  uint64_t units = (VN_UNITS + (n - 1) / 2) / (n - 1);
  for (size_t i = 0; i < j; i++) box->units[row + m->member[i]] += units;
}

static bool meet(VnMeetings *m, VnBox *box, size_t n) {
  size_t last = m->member[n - 1];
  vn_meet_late(m);
  bool enough = widen(&box->totals, &box->n_totals, last + 1) &&
                widen(&box->sizes, &box->n_sizes, n + 1) &&
                widen_cells(box, last + 1, m->rules.fractional);
  if (!enough) return false;
  box->n_groups++;
  box->sizes[n]++;
  for (size_t j = 0; j < n; j++) {
    box->totals[m->member[j]]++;
    if (m->member[j] < box->n_dense) meet_densely(m, box, n, j);
    else if (!meet_sparsely(m, box, n, j)) return false;
  }
  return true;
}

static int by_size(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

// Sorts few rows, and drops those that are there already; how many are left.
static size_t insert_each(uint64_t *rows, size_t n, bool distinct) {
  size_t kept = n > 0;
  for (size_t i = 1; i < n; i++) {
    uint64_t row = rows[i];
    size_t at = kept;
    while (at > 0 && rows[at - 1] > row) at--;
    if (distinct && at > 0 && rows[at - 1] == row) continue;
    for (size_t k = kept; k > at; k--) rows[k] = rows[k - 1];
    rows[at] = row, kept++;
  }
  return kept;
}

static size_t sort_and_drop(uint64_t *rows, size_t n, bool distinct) {
  size_t kept = 0;
  qsort(rows, n, sizeof *rows, by_size);
  for (size_t i = 0; i < n; i++) {
    if (!distinct || i == 0 || rows[i] != rows[i - 1]) rows[kept++] = rows[i];
  }
  return kept;
}

// Sorts the rows and, where members count once, drops those that say the
// same again. Most groups are small.
static void tidy(VnMeetings *m) {
  bool distinct = m->rules.distinct;
  size_t n = m->n <= FEW ? insert_each(m->rows, m->n, distinct)
                         : sort_and_drop(m->rows, m->n, distinct);
  m->n_repeated += m->n - n;
  m->n = n;
}

static bool too_large(const VnMeetings *m, VnErr *err) {
  return vn_fail(err,
                 "it has more than %zu members, and so many say little about "
                 "any two of them; leave it out, or count it with a larger "
                 "'largest', up to %d",
                 (size_t)m->rules.largest, VN_LARGEST_GROUP);
}

// The members of rows that all belong together, each once.
static size_t gather_all(VnMeetings *m) {
  size_t n = m->n;
  if (n > m->rules.largest) return n;
  for (size_t i = 0; i < n; i++) m->member[i] = (uint32_t)(m->rows[i] >> 32);
  return n;
}

// The members among the rows that belong to one of the periods; how many, or
// one more than there may be.
static size_t gather(VnMeetings *m, uint64_t periods) {
  size_t n = 0, n_rows = 0;
  for (size_t i = 0; i < m->n; i++) {
    if (!(m->slots[(uint32_t)m->rows[i]] & periods)) continue;
    uint32_t member = (uint32_t)(m->rows[i] >> 32);
    bool known = n > 0 && m->member[n - 1] == member;
    n_rows++;
    if (known) {
      m->times[n - 1] += !m->rules.distinct;
      m->n_repeated += !m->rules.distinct;
      continue;
    }
    if (n == m->rules.largest) return n + 1;
    m->member[n] = member, m->times[n++] = 1;
  }
  return m->rules.distinct || n_rows <= m->rules.largest ? n : n_rows;
}

static bool meet_in(VnMeetings *m, VnBox *box, uint64_t periods, VnErr *err) {
  bool whole = !m->mixed && m->rules.distinct;
  size_t n = whole ? gather_all(m) : gather(m, periods);
  if (n == 0) return true;
  if (n > m->rules.largest) return too_large(m, err);
  if (n > m->most) m->most = n;
  m->n_named += m->rules.distinct ? 1 : m->n * m->n;
  return meet(m, box, n) || vn_fail_memory(err, DOING);
}

static bool meet_in_each(VnMeetings *m, VnErr *err) {
  uint64_t periods = 0;
  for (size_t i = 0; i < m->n; i++) {
    periods |= m->slots[(uint32_t)m->rows[i]];
  }
  m->n_spanning++;
  for (int p = 0; p < VN_MOST_PERIODS; p++) {
    uint64_t one = (uint64_t)1 << p;
    if ((periods & one) && !meet_in(m, &m->own[p], one, err)) return false;
  }
  return true;
}

bool vn_meetings_close(VnMeetings *m, VnErr *err) {
  if (m->n == 0) return true;
  uint32_t slot = (uint32_t)m->rows[0];
  if (vn_meet_few(m, m->rows, m->n, 1)) {
    m->n = 0, m->mixed = false;
    return true;
  }
  m->n_groups++;
  tidy(m);
  bool met = m->mixed ? meet_in_each(m, err)
                      : meet_in(m, &m->boxes[slot], m->slots[slot], err);
  m->n = 0, m->mixed = false;
  return met;
}

// A group's rows are many only where they repeat themselves.
static bool make_room(VnMeetings *m, VnErr *err) {
  if (m->rules.distinct) tidy(m);
  if (m->n * 2 < m->room) return true;
  if (m->n > m->rules.largest * m->n_slots) return too_large(m, err);
  size_t room = m->room ? m->room * 2 : 64;
  uint64_t *rows = vn_resize(m->rows, room, sizeof *rows);
  if (!rows) return vn_fail_memory(err, DOING);
  m->rows = rows, m->room = room;
  return true;
}

// A row that says the same as the one before is put there, too, but the next
// takes its place: whether it does is hard to foretell.
static bool put_row(VnMeetings *m, uint64_t row, VnErr *err) {
  if (m->n == m->room && !make_room(m, err)) return false;
  uint64_t differs = m->n > 0 ? m->rows[m->n - 1] ^ row : 0;
  bool again = (m->n > 0) & (differs == 0) & m->rules.distinct;
  m->rows[m->n] = row;
  m->mixed |= (uint32_t)differs != 0;
  m->n_repeated += again;
  m->n += !again;
  return true;
}

bool vn_meetings_row(VnMeetings *m, uint32_t member, uint32_t slot,
                     VnErr *err) {
  return put_row(m, vn_meetings_pack(member, slot), err);
}

bool vn_meetings_rows(VnMeetings *m, const uint64_t *rows, size_t n,
                      VnErr *err) {
  for (size_t i = 0; i < n; i++) {
    if (!put_row(m, rows[i], err)) return false;
  }
  return true;
}

bool vn_meetings_groups(VnMeetings *m, const uint64_t *rows, size_t n,
                        uint64_t begins, size_t *failed, VnErr *err) {
  size_t next;
  if (vn_meet_few(m, rows, n, begins)) return true;
  for (*failed = 0; *failed < n; *failed = next) {
    next = vn_next_bit(begins, *failed + 1, n);
    if (!vn_meetings_rows(m, rows + *failed, next - *failed, err) ||
        !vn_meetings_close(m, err))
      return false;
  }
  return true;
}
