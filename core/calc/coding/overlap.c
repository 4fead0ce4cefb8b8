#include "calc/coding/overlap.h"

#include <math.h>
#include <stdlib.h>

#include "calc/frame/select.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "counting events"

typedef struct {
  uint32_t unit, source;
  int64_t start, finish;
} Place;

typedef struct {
  const VnCoding *coding;
  Place *places;  // of selections, by source and start
  size_t n_places;
  uint64_t *events;  // a pair of codes each: the lower one x codes + the other
  size_t n, room;
} Overlap;

static void overlap_free(Overlap *o) {
  vn_free(o->places);
  vn_free(o->events);
}


// ---- where units stand ----

static const VnColumn *whole_numbers(const VnFrame *units, const char *name) {
  ptrdiff_t at = vn_names_find(units->names, name);
  const VnColumn *column = at >= 0 ? units->columns[at] : NULL;
  return column && column->type == VN_INTEGER ? column : NULL;
}

static int by_place(const void *a, const void *b) {
  const Place *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (x->unit > y->unit) - (x->unit < y->unit);
}

static bool list_places(Overlap *o, VnErr *err) {
  const VnCoding *c = o->coding;
  const VnColumn *start = whole_numbers(c->units, "start");
  const VnColumn *finish = whole_numbers(c->units, "finish");
  if (!start || !finish || !c->source) return true;
  o->places = vn_alloc(c->n_units, sizeof *o->places);
  if (!o->places) return vn_fail_memory(err, DOING);
  for (size_t u = 0; u < c->n_units; u++) {
    if (c->source[u] == VN_NO_LABEL || vn_column_missing(start, u) ||
        vn_column_missing(finish, u))
      continue;
    o->places[o->n_places++] = (Place){(uint32_t)u, c->source[u],
                                       start->integer[u], finish->integer[u]};
  }
  if (o->n_places > 0)
    qsort(o->places, o->n_places, sizeof *o->places, by_place);
  return true;
}


// ---- events ----

static bool add_event(Overlap *o, uint32_t a, uint32_t b, VnErr *err) {
  if (o->n == o->room) {
    size_t room = 2 * o->room + 1024;
    uint64_t *events = vn_resize(o->events, room, sizeof *events);
    if (!events) return vn_fail_memory(err, DOING);
    o->events = events, o->room = room;
  }
  uint64_t low = a < b ? a : b, high = a < b ? b : a;
  o->events[o->n++] = low * o->coding->n_codes + high;
  return (o->n & VN_STOP_EVERY) != 0 || !vn_stopped(err);
}

// The next different code of a unit behind entry k; whoever gave it.
static uint64_t next_code(const VnCoding *c, size_t unit, uint64_t k) {
  uint32_t code = c->code[k];
  while (k < c->start[unit + 1] && c->code[k] == code) k++;
  return k;
}

// All pairs of a code of u and another one of v; those of one unit once.
static bool meet(Overlap *o, size_t u, size_t v, VnErr *err) {
  const VnCoding *c = o->coding;
  for (uint64_t i = c->start[u]; i < c->start[u + 1]; i = next_code(c, u, i)) {
    if (c->code[i] == VN_NOTHING) continue;
    uint64_t j = u == v ? next_code(c, u, i) : c->start[v];
    for (; j < c->start[v + 1]; j = next_code(c, v, j)) {
      if (c->code[j] == VN_NOTHING || c->code[j] == c->code[i]) continue;
      if (!add_event(o, c->code[i], c->code[j], err)) return false;
    }
  }
  return true;
}

static int by_size(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

static bool list_events(Overlap *o, VnErr *err) {
  for (size_t u = 0; u < o->coding->n_units; u++) {
    if (!meet(o, u, u, err)) return false;
  }
  for (size_t i = 0; i < o->n_places; i++) {
    const Place *x = &o->places[i];
    if (vn_stopped(err)) return false;
    for (size_t j = i + 1; j < o->n_places; j++) {
      const Place *y = &o->places[j];
      if (y->source != x->source || y->start >= x->finish) break;
      if (y->finish > x->start && !meet(o, x->unit, y->unit, err)) return false;
    }
  }
  if (o->n > 0) qsort(o->events, o->n, sizeof *o->events, by_size);
  return !vn_stopped(err);
}

static size_t first_at_least(const Overlap *o, uint64_t event) {
  size_t low = 0, high = o->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (o->events[middle] < event) low = middle + 1;
    else high = middle;
  }
  return low;
}

static int64_t count_of(const Overlap *o, uint32_t a, uint32_t b) {
  uint64_t low = a < b ? a : b, high = a < b ? b : a;
  uint64_t event = low * o->coding->n_codes + high;
  return (int64_t)(first_at_least(o, event + 1) - first_at_least(o, event));
}


// ---- the frame ----

// Which code each row of a column names; a list to vn_free.
static uint32_t *codes_of(const Overlap *o, const VnColumn *column,
                          VnErr *err) {
  uint32_t *of = vn_alloc(column->n, sizeof *of);
  if (!of) vn_fail_memory(err, DOING);
  for (size_t k = 0; of && k < column->n; k++) {
    const char *name = vn_column_missing(column, k)
                           ? ""
                           : vn_dict_at(column->dict, column->text[k]);
    of[k] = (uint32_t)vn_names_find(o->coding->code_names, name);
  }
  return of;
}

enum { N12, C, OUT, N_COLUMNS };

static void fill(const Overlap *o, const VnFrame *pairs, const uint32_t *a,
                 const uint32_t *b, VnColumn **to) {
  const int64_t *n1 = whole_numbers(pairs, "n1")->integer;
  const int64_t *n2 = whole_numbers(pairs, "n2")->integer;
  for (size_t k = 0; k < pairs->n_rows; k++) {
    int64_t n12 = count_of(o, a[k], b[k]), below = n1[k] + n2[k] - n12;
    double c = below != 0 ? (double)n12 / (double)below : NAN;
    to[N12]->integer[k] = n12;
    to[C]->number[k] = c;
    to[OUT]->logical[k] = isnan(c) || c < 0 || c > 1;
  }
}

static VnFrame *counted(const Overlap *o, const VnFrame *pairs, VnErr *err) {
  static const char *const labels[N_COLUMNS] = {"n12", "c", "out_of_range"};
  size_t n = pairs->n_rows;
  VnColumn *to[] = {vn_column_new(VN_INTEGER, n), vn_column_new(VN_NUMBER, n),
                    vn_column_new(VN_LOGICAL, n)};
  uint32_t *a = codes_of(o, vn_frame_column(pairs, "a", err), err);
  uint32_t *b = codes_of(o, vn_frame_column(pairs, "b", err), err);
  bool done = a && b && to[N12] && to[C] && to[OUT];
  if (done) fill(o, pairs, a, b, to);
  vn_free(a);
  vn_free(b);
  if (done) return vn_frame_of(labels, to, N_COLUMNS, n, pairs->source, err);
  for (int j = 0; j < N_COLUMNS; j++) vn_column_free(to[j]);
  vn_fail_memory(err, DOING);
  return NULL;
}

static bool check_pairs(const VnFrame *pairs, VnErr *err) {
  const VnColumn *a = vn_frame_column(pairs, "a", err);
  const VnColumn *b = a ? vn_frame_column(pairs, "b", err) : NULL;
  bool named = b && a->type == VN_TEXT && b->type == VN_TEXT;
  if (named && whole_numbers(pairs, "n1") && whole_numbers(pairs, "n2"))
    return true;
  return vn_fail(err, "pairs of codes should have columns a, b, n1 and n2");
}

VnFrame *vn_coding_overlap_pairs(const VnCoding *coding, const VnFrame *pairs,
                                 VnErr *err) {
  Overlap o = {.coding = coding};
  bool done =
      check_pairs(pairs, err) && list_places(&o, err) && list_events(&o, err);
  VnFrame *added = done ? counted(&o, pairs, err) : NULL;
  VnFrame *made = added ? vn_extend(pairs, added, err) : NULL;
  vn_frame_free(added);
  overlap_free(&o);
  return made;
}
