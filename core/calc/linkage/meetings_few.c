// Some groups at once, of few rows each, as most are; their members need not
// even be sorted.
#include "calc/linkage/meetings_box.h"

typedef struct {
  size_t n;       // members of all groups
  uint32_t most;  // the largest of them
  uint32_t member[VN_MEET_FEW];
  size_t n_groups;
  uint32_t slot[VN_MEET_FEW];  // of each group
  uint8_t end[VN_MEET_FEW];    // behind its members
} Few;

// Without those that are named again by the next row. False: the rows of some
// group are of several slots.
static bool gather(const uint64_t *rows, size_t n, uint64_t begins, Few *few) {
  size_t k = 0, g = 0;
  uint64_t most = 0, mixed = 0, before = rows[0];
  for (size_t i = 0; i < n; i++) {
    uint64_t begin = begins >> i & 1, differs = rows[i] ^ before;
    before = rows[i];
    k += begin | (differs != 0);
    g += begin;
    mixed |= (uint32_t)differs & (begin - 1);
    most = before > most ? before : most;
    few->member[k - 1] = (uint32_t)(before >> 32);
    few->slot[g - 1] = (uint32_t)before;
    few->end[g - 1] = (uint8_t)k;
  }
  few->n = k, few->n_groups = g, few->most = (uint32_t)(most >> 32);
  return mixed == 0;
}

static bool has_room(const VnMeetings *m, const VnBox *box, const Few *few,
                     size_t n) {
  return few->most < box->n_dense && few->most < box->n_totals &&
         n < box->n_sizes && n <= m->rules.largest;
}

// Each of n members meets those before it. False: one of them is named twice.
static bool meet(const VnBox *box, const uint32_t *member, size_t n,
                 uint32_t **late) {
  bool again = false;
  for (size_t j = 1; j < n; j++) {
    size_t b = member[j];
    for (size_t i = 0; i < j; i++) {
      size_t a = member[i], high = a > b ? a : b;
      uint32_t *cell = &box->cells[vn_cell_at(a + b - high, high)];
      again |= a == b;
      __builtin_prefetch(cell, 1);
      *late++ = cell;
    }
  }
  return !again;
}

// Puts the cells of all pairs behind the late ones. False: some group is not
// simple, and what was put there is void.
static bool meet_all(const VnMeetings *m, const Few *few, uint32_t **late,
                     size_t *n_late) {
  size_t from = 0;
  for (size_t g = 0; g < few->n_groups; g++) {
    const VnBox *box = &m->boxes[few->slot[g]];
    size_t n = few->end[g] - from, n_pairs = n * (n - 1) / 2;
    if (!has_room(m, box, few, n) || *n_late + n_pairs > VN_LATE) return false;
    if (!meet(box, few->member + from, n, late + *n_late)) return false;
    *n_late += n_pairs, from += n;
  }
  return true;
}

static void count_groups(VnMeetings *m, const Few *few) {
  size_t k = 0;
  for (size_t g = 0; g < few->n_groups; g++) {
    VnBox *box = &m->boxes[few->slot[g]];
    size_t n = few->end[g] - k;
    box->n_groups++;
    box->sizes[n]++;
    m->most = n > m->most ? n : m->most;
    for (; k < few->end[g]; k++) box->totals[few->member[k]]++;
  }
  m->n_groups += few->n_groups, m->n_named += few->n_groups;
}

bool vn_meet_few(VnMeetings *m, const uint64_t *rows, size_t n,
                 uint64_t begins) {
  Few few;
  size_t n_late = m->n_late;
  if (n > VN_MEET_FEW || !m->rules.distinct || m->rules.fractional)
    return false;
  if (!gather(rows, n, begins, &few)) return false;
  if (!meet_all(m, &few, m->late, &n_late)) return false;
  m->n_late = n_late;
  if (n_late > VN_LATE / 4) vn_meet_late(m);
  count_groups(m, &few);
  m->n_repeated += n - few.n;
  return true;
}
