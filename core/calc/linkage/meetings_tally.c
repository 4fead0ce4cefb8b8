#include <string.h>

#include "calc/linkage/meetings_box.h"
#include "calc/radix.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "counting"

// What goes into one period: the boxes of all slots that belong to it, and
// its own. Members are told by their final places from here on.
typedef struct {
  const VnMeetings *m;
  const int32_t *place;
  size_t n_members;
  const VnBox **boxes;
  size_t n_boxes;
  VnErr *err;
} Part;

static void put_box(Part *part, const VnBox *box) {
  if (box->n_groups > 0) part->boxes[part->n_boxes++] = box;
}

static void choose_boxes(Part *part, size_t period) {
  part->n_boxes = 0;
  for (size_t k = 0; k < part->m->n_slots; k++) {
    if (part->m->slots[k] >> period & 1) put_box(part, &part->m->boxes[k]);
  }
  put_box(part, &part->m->own[period]);
}

static bool no_memory(const Part *part) {
  return vn_fail_memory(part->err, DOING);
}


// ---- margins ----

static bool add_margins(const Part *part, VnTallyPeriod *p) {
  p->totals = vn_alloc(part->n_members, sizeof *p->totals);
  p->sizes = vn_alloc(part->n_members + 1, sizeof *p->sizes);
  if (!p->totals || !p->sizes) return no_memory(part);
  for (size_t k = 0; k < part->n_boxes; k++) {
    const VnBox *box = part->boxes[k];
    p->n_groups += box->n_groups;
    for (size_t i = 0; i < box->n_totals && i < part->n_members; i++)
      p->totals[part->place[i]] += box->totals[i];
    for (size_t d = 0; d < box->n_sizes && d <= part->n_members; d++)
      p->sizes[d] += box->sizes[d];
  }
  return true;
}


// ---- cells ----

// The cells of all boxes added up.
typedef struct {
  size_t n;         // members
  uint32_t *order;  // these in the order of their final places
  uint32_t *cells;
  uint64_t *units;  // or NULL
} Cells;

static void free_cells(Cells *c) {
  vn_free(c->order);
  vn_free(c->cells);
  vn_free(c->units);
}

static void add_box(Cells *c, const VnBox *box) {
  size_t n_dense = box->n_dense < c->n ? box->n_dense : c->n;
  size_t n = n_dense ? n_dense * (n_dense - 1) / 2 : 0;
  for (size_t k = 0; k < n; k++) c->cells[k] += box->cells[k];
  for (size_t k = 0; c->units && k < n; k++) c->units[k] += box->units[k];
}

// Members with cells are the first to come; they are picked out of all in
// their final order.
static bool order_cells(const Part *part, Cells *c) {
  uint32_t *at = vn_alloc(part->n_members, sizeof *at);
  size_t n = 0;
  if (!at) return no_memory(part);
  for (size_t i = 0; i < c->n; i++) at[part->place[i]] = (uint32_t)i + 1;
  for (size_t k = 0; k < part->n_members; k++) {
    if (at[k]) c->order[n++] = at[k] - 1;
  }
  vn_free(at);
  return true;
}

static bool add_cells(const Part *part, Cells *c) {
  c->n = part->n_members < VN_DENSE ? part->n_members : VN_DENSE;
  size_t n = c->n ? c->n * (c->n - 1) / 2 : 0;
  c->order = vn_alloc(c->n, sizeof *c->order);
  c->cells = vn_alloc(n, sizeof *c->cells);
  if (part->m->rules.fractional) c->units = vn_alloc(n, sizeof *c->units);
  bool enough =
      c->order && c->cells && (c->units || !part->m->rules.fractional);
  if (!enough) return no_memory(part);
  for (size_t k = 0; k < part->n_boxes; k++) add_box(c, part->boxes[k]);
  return order_cells(part, c);
}

static size_t cell_of(const Cells *c, size_t i, size_t j) {
  uint32_t a = c->order[i], b = c->order[j];
  return a < b ? vn_cell_at(a, b) : vn_cell_at(b, a);
}

static size_t count_cells(const Cells *c) {
  size_t n = c->n ? c->n * (c->n - 1) / 2 : 0, found = 0;
  for (size_t k = 0; k < n; k++) found += c->cells[k] > 0;
  return found;
}


// ---- keys ----

// The pairs that have no cells: sorted keys, a run of equal ones for each.
typedef struct {
  int bits, size_bits;  // of a member and of a group's size
  size_t n, n_pairs;
  uint64_t *room, *keys;
} Keys;

static uint64_t final_key(const Part *part, const Keys *keys, uint64_t key) {
  uint64_t mask = ((uint64_t)1 << VN_KEY_BITS) - 1;
  uint64_t size = key & (((uint64_t)1 << VN_KEY_SIZE_BITS) - 1);
  uint32_t b = (uint32_t)part->place[key >> VN_KEY_SIZE_BITS & mask];
  uint32_t a = (uint32_t)part->place[key >> (VN_KEY_SIZE_BITS + VN_KEY_BITS)];
  uint64_t pair =
      a < b ? (uint64_t)a << keys->bits | b : (uint64_t)b << keys->bits | a;
  return keys->size_bits ? pair << keys->size_bits | size : pair;
}

static bool gather_keys(const Part *part, Keys *keys) {
  size_t n = 0;
  for (size_t k = 0; k < part->n_boxes; k++) {
    const VnBox *box = part->boxes[k];
    for (size_t i = 0; i < box->n_keys; i++) {
      if ((i & VN_STOP_EVERY) == 0 && vn_stopped(part->err)) return false;
      keys->room[n++] = final_key(part, keys, box->keys[i]);
    }
  }
  return true;
}

static void count_runs(Keys *keys) {
  for (size_t i = 0; i < keys->n; i++) {
    uint64_t pair = keys->keys[i] >> keys->size_bits;
    keys->n_pairs += i == 0 || pair != keys->keys[i - 1] >> keys->size_bits;
  }
}

static bool sort_keys(const Part *part, Keys *keys) {
  for (size_t k = 0; k < part->n_boxes; k++) keys->n += part->boxes[k]->n_keys;
  keys->bits = vn_bits(part->n_members);
  keys->size_bits = part->m->rules.fractional ? VN_KEY_SIZE_BITS : 0;
  if (keys->n == 0) return true;
  keys->room = vn_alloc(keys->n, 2 * sizeof *keys->room);
  if (!keys->room) return no_memory(part);
  if (!gather_keys(part, keys)) return false;
  keys->keys = vn_radix_sort(keys->room, keys->n, keys->room + keys->n, 0,
                             2 * keys->bits + keys->size_bits, part->err);
  if (keys->keys) count_runs(keys);
  return keys->keys != NULL;
}


// ---- pairs ----

static bool pair_room(const Part *part, VnTallyPeriod *p, size_t n) {
  bool weighted = part->m->rules.fractional;
  p->a = vn_alloc(n, sizeof *p->a);
  p->b = vn_alloc(n, sizeof *p->b);
  p->count = vn_alloc(n, sizeof *p->count);
  p->weight = weighted ? vn_alloc(n, sizeof *p->weight) : NULL;
  bool enough = p->a && p->b && p->count && (p->weight || !weighted);
  return enough || no_memory(part);
}

static void put_pair(VnTallyPeriod *p, uint32_t a, uint32_t b, double count,
                     uint64_t units) {
  p->a[p->n_pairs] = a, p->b[p->n_pairs] = b;
  p->count[p->n_pairs] = count;
  if (p->weight) p->weight[p->n_pairs] = (double)units / VN_UNITS;
  p->n_pairs++;
}

// The runs of pairs below (a, b), from key i on; gives the key behind.
static size_t put_runs(VnTallyPeriod *p, const Keys *keys, size_t i,
                       uint64_t below) {
  uint64_t mask = ((uint64_t)1 << keys->bits) - 1;
  uint64_t size_mask = ((uint64_t)1 << keys->size_bits) - 1;
  while (i < keys->n && keys->keys[i] >> keys->size_bits < below) {
    uint64_t pair = keys->keys[i] >> keys->size_bits, units = 0;
    size_t from = i;
    for (; i < keys->n && keys->keys[i] >> keys->size_bits == pair; i++) {
      uint64_t size = keys->keys[i] & size_mask;
      if (size > 1) units += (VN_UNITS + (size - 1) / 2) / (size - 1);
    }
    put_pair(p, (uint32_t)(pair >> keys->bits), (uint32_t)(pair & mask),
             (double)(i - from), units);
  }
  return i;
}

static bool merge(const Part *part, const Cells *c, const Keys *keys,
                  VnTallyPeriod *p) {
  size_t next = 0;
  for (size_t i = 0; i < c->n; i++) {
    if (vn_stopped(part->err)) return false;
    uint32_t a = (uint32_t)part->place[c->order[i]];
    for (size_t j = i + 1; j < c->n; j++) {
      size_t cell = cell_of(c, i, j);
      if (c->cells[cell] == 0) continue;
      uint32_t b = (uint32_t)part->place[c->order[j]];
      next = put_runs(p, keys, next, (uint64_t)a << keys->bits | b);
      put_pair(p, a, b, c->cells[cell], c->units ? c->units[cell] : 0);
    }
  }
  put_runs(p, keys, next, UINT64_MAX);
  return true;
}

static bool put_pairs(const Part *part, const Cells *cells, const Keys *keys,
                      VnTallyPeriod *p) {
  return pair_room(part, p, count_cells(cells) + keys->n_pairs) &&
         merge(part, cells, keys, p);
}

static bool list_pairs(const Part *part, VnTallyPeriod *p) {
  Cells cells = {0};
  Keys keys = {0};
  bool done = add_cells(part, &cells) && sort_keys(part, &keys) &&
              put_pairs(part, &cells, &keys, p);
  free_cells(&cells);
  vn_free(keys.room);
  return done;
}


// ---- cells alone ----

// Adds a box, whose members are told in order of arrival, to cells in the order
// of their final places.
static void add_in_order(uint32_t *cells, const VnBox *box,
                         const uint32_t *came, size_t n) {
  size_t n_cells = box->n_dense ? vn_cell_at(0, box->n_dense) : 0;
  for (size_t j = 1; j < n; j++) {
    size_t b = came[j], below_b = vn_cell_at(0, b);
    uint32_t *to = cells + vn_tally_cell(0, j);
    for (size_t i = 0; i < j; i++) {
      size_t a = came[i];
      size_t cell = a < b ? below_b + a : vn_cell_at(b, a);
      if (cell < n_cells) to[i] += box->cells[cell];
    }
  }
}

// Where all pairs have cells these are kept.
static bool keep_cells(const Part *part, VnTallyPeriod *p) {
  size_t n = part->n_members, n_cells = n ? vn_tally_cell(0, n) : 0;
  uint32_t *came = vn_alloc(n, sizeof *came);
  p->cells = came ? vn_alloc(n_cells, sizeof *p->cells) : NULL;
  if (!p->cells) {
    vn_free(came);
    return no_memory(part);
  }
  vn_touch(p->cells, n_cells * sizeof *p->cells);
  for (size_t i = 0; i < n; i++) came[part->place[i]] = (uint32_t)i;
  for (size_t k = 0; k < part->n_boxes; k++)
    add_in_order(p->cells, part->boxes[k], came, n);
  for (size_t k = 0; k < n_cells; k++) p->n_pairs += p->cells[k] > 0;
  vn_free(came);
  return true;
}

static bool add_pairs(const Part *part, VnTallyPeriod *p) {
  bool simple = !part->m->rules.fractional && part->n_members <= VN_DENSE;
  return simple ? keep_cells(part, p) : list_pairs(part, p);
}

static bool add_periods(Part *part, VnTally *t) {
  for (size_t p = 0; p < t->n_periods; p++) {
    choose_boxes(part, p);
    if (!add_margins(part, &t->periods[p])) return false;
    if (!add_pairs(part, &t->periods[p])) return false;
  }
  return true;
}

bool vn_meetings_tally(VnMeetings *m, const int32_t *place, VnTally *t,
                       VnErr *err) {
  Part part = {.m = m, .place = place, .n_members = t->n_members, .err = err};
  if (m->n_named > UINT32_MAX) {
    return vn_fail(err, "there are more than %u meetings of one pair",
                   UINT32_MAX);
  }
  vn_meet_late(m);
  part.boxes = vn_alloc(m->n_slots + 1, sizeof(const VnBox *));
  if (!part.boxes) return no_memory(&part);
  t->n_groups = m->n_groups, t->n_repeated = m->n_repeated;
  t->n_spanning = m->n_spanning, t->largest = m->most;
  bool done = add_periods(&part, t);
  vn_free(part.boxes);
  return done;
}
