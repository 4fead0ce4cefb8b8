#include "calc/coding/occurrence.h"

#include <string.h>

#include "calc/coding/events.h"
#include "calc/counting_sort.h"
#include "calc/linkage/pair_places.h"
#include "calc/frame/take.h"
#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "counting sources"
#define MOST_ITEMS 1000000

typedef struct {
  const VnCoding *coding;
  const VnSourceMarks *marks;
  VnOccurrence *made;
  VnEvents *events;
  VnPairCounts pairs;
  VnPairPlaces places;
  bool are_pairs;  // what is counted, else codes
  uint32_t *item;  // of each code or pair: the item, or VN_NO_MARK
  uint64_t *units;
  size_t n;         // codes or pairs
  uint32_t *order;  // units that count, source by source,
  size_t n_ordered;
  uint64_t *end;  // of each item's entries so far
} Making;

static void making_free(Making *m) {
  vn_events_free(m->events);
  vn_pair_counts_free(&m->pairs);
  vn_pair_places_free(&m->places);
  vn_free(m->item);
  vn_free(m->units);
  vn_free(m->order);
  vn_free(m->end);
}

void vn_occurrence_free(VnOccurrence *o) {
  vn_free(o->a);
  vn_free(o->b);
  vn_free(o->units);
  vn_free(o->start);
  vn_free(o->source);
  vn_free(o->count);
  vn_free(o->size);
  *o = (VnOccurrence){0};
}

// VN_UNLISTED of a unit that does not count.
static uint32_t source_of(const void *making, size_t unit) {
  const Making *m = making;
  uint32_t source = m->coding->source[unit];
  bool counts = source != VN_NO_LABEL && m->marks->mark[source] != VN_NO_MARK;
  return counts ? source : VN_UNLISTED;
}

// Calls `meet` with each code or pair of each unit that counts.
typedef void Meet(Making *m, size_t what, size_t unit);

static void meet_pairs(Making *m, size_t unit, Meet *meet) {
  const VnEvents *e = m->events;
  for (uint64_t i = e->start[unit]; i < e->start[unit + 1]; i++) {
    for (uint64_t j = i + 1; j < e->start[unit + 1]; j++)
      meet(m, vn_pair_place(&m->places, e->member[i], e->member[j]), unit);
  }
}

static void meet_all(Making *m, size_t unit, Meet *meet) {
  const VnEvents *e = m->events;
  if (m->are_pairs) {
    meet_pairs(m, unit, meet);
    return;
  }
  for (uint64_t k = e->start[unit]; k < e->start[unit + 1]; k++)
    meet(m, e->member[k], unit);
}

// The units that count, source by source.
static bool order_units(Making *m, VnErr *err) {
  size_t n = m->events->n_groups, n_sources = m->coding->n_sources;
  size_t *first = vn_alloc(n_sources + 1, sizeof *first);
  m->order = vn_alloc(n, sizeof *m->order);
  bool done = first && m->order;
  if (done) {
    vn_counting_sort(n, n_sources, source_of, m, first, m->order);
    m->n_ordered = first[n_sources];
  }
  vn_free(first);
  return done || vn_fail_memory(err, DOING);
}

static bool go_through(Making *m, Meet *meet, VnErr *err) {
  for (size_t i = 0; i < m->n_ordered; i++) {
    if (i % 1024 == 0 && vn_stopped(err)) return false;
    meet_all(m, m->order[i], meet);
  }
  return true;
}

static void count_unit(Making *m, size_t what, size_t unit) {
  (void)unit;
  m->units[what]++;
}

// Units come source by source, so that one of the same source comes next.
static void count_source(Making *m, size_t what, size_t unit) {
  uint32_t item = m->item[what], source = m->coding->source[unit];
  VnOccurrence *o = m->made;
  if (item == VN_NO_MARK) return;
  uint64_t *end = &m->end[item];
  bool known = *end > o->start[item] && o->source[*end - 1] == source;
  if (!known) o->source[(*end)++] = source;
  o->count[*end - 1]++;
}

static bool list_pairs(Making *m, VnErr *err) {
  size_t n_codes = m->coding->n_codes;
  if (!vn_coding_pairs_fit(m->events, err) ||
      !vn_count_pairs(m->events, &m->pairs, err))
    return false;
  m->n = m->pairs.n, m->are_pairs = true;
  return vn_pair_places_new(&m->places, &m->pairs, n_codes, err);
}

static bool choose_items(Making *m, uint64_t least, VnErr *err) {
  VnOccurrence *o = m->made;
  m->item = vn_alloc(m->n, sizeof *m->item);
  m->units = vn_alloc(m->n, sizeof *m->units);
  o->a = vn_alloc(m->n, sizeof *o->a);
  o->b = m->are_pairs ? vn_alloc(m->n, sizeof *o->b) : NULL;
  o->units = vn_alloc(m->n, sizeof *o->units);
  if (!m->item || !m->units || !o->a || !o->units || (m->are_pairs && !o->b))
    return vn_fail_memory(err, DOING);
  if (!go_through(m, count_unit, err)) return false;
  for (size_t k = 0; k < m->n; k++) {
    m->item[k] = VN_NO_MARK;
    if (m->units[k] < least || m->units[k] == 0) continue;
    o->a[o->n_items] = m->are_pairs ? m->pairs.a[k] : (uint32_t)k;
    if (o->b) o->b[o->n_items] = m->pairs.b[k];
    o->units[o->n_items] = m->units[k];
    m->item[k] = (uint32_t)o->n_items++;
  }
  return true;
}

static bool measure_sources(Making *m, VnErr *err) {
  VnOccurrence *o = m->made;
  o->n_sources = m->coding->n_sources;
  o->size = vn_alloc(o->n_sources, sizeof *o->size);
  if (!o->size) return vn_fail_memory(err, DOING);
  for (size_t u = 0; u < m->coding->n_units; u++) {
    uint32_t source = source_of(m, u);
    if (source == VN_UNLISTED) continue;
    o->size[source]++;
    o->n_units++;
  }
  return true;
}

// An item has no more sources than units: what is left between entries goes.
static void close_up(Making *m) {
  VnOccurrence *o = m->made;
  uint64_t n = 0;
  for (size_t i = 0; i < o->n_items; i++) {
    uint64_t from = o->start[i], length = m->end[i] - from;
    memmove(o->source + n, o->source + from, length * sizeof *o->source);
    memmove(o->count + n, o->count + from, length * sizeof *o->count);
    o->start[i] = n;
    n += length;
  }
  o->start[o->n_items] = n;
}

static bool fill(Making *m, VnErr *err) {
  VnOccurrence *o = m->made;
  o->start = vn_alloc(o->n_items + 1, sizeof *o->start);
  m->end = vn_alloc(o->n_items, sizeof *m->end);
  if (!o->start || !m->end) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < o->n_items; i++) {
    m->end[i] = o->start[i];
    o->start[i + 1] = o->start[i] + o->units[i];
  }
  o->source = vn_alloc(o->start[o->n_items], sizeof *o->source);
  o->count = vn_alloc(o->start[o->n_items], sizeof *o->count);
  if (!o->source || !o->count) return vn_fail_memory(err, DOING);
  if (!go_through(m, count_source, err)) return false;
  close_up(m);
  return true;
}

static bool check_items(const Making *m, uint64_t least, VnErr *err) {
  return m->made->n_items <= MOST_ITEMS ||
         vn_fail(err,
                 "%zu %s have %llu units or more, too many to look at one by "
                 "one; a larger 'least' leaves fewer",
                 m->made->n_items, m->are_pairs ? "pairs" : "codes",
                 (unsigned long long)least);
}

bool vn_occurrence(const VnCoding *coding, const VnSourceMarks *marks,
                   bool pairs, uint64_t least, VnOccurrence *made, VnErr *err) {
  const VnCodingView anybody = {.coder = VN_NOTHING};
  Making m = {.coding = coding, .marks = marks, .made = made};
  *made = (VnOccurrence){0};
  m.n = coding->n_codes;
  m.events = vn_coding_events(coding, &anybody, err);
  bool done = m.events && (!pairs || list_pairs(&m, err)) &&
              order_units(&m, err) && choose_items(&m, least, err) &&
              check_items(&m, least, err) && measure_sources(&m, err) &&
              fill(&m, err);
  making_free(&m);
  if (!done) vn_occurrence_free(made);
  return done;
}

VnColumn *vn_occurrence_names(const VnOccurrence *o, const VnCoding *coding,
                              bool second) {
  VnColumn *all = vn_column_of_names(coding->code_names);
  VnColumn *column =
      all ? vn_take_column(all, second ? o->b : o->a, o->n_items) : NULL;
  vn_column_free(all);
  return column;
}

bool vn_occurrence_name_rows(const VnOccurrence *o, const VnCoding *coding,
                             const VnRow *items, size_t n, VnColumn *names[2]) {
  int n_names = o->b ? 2 : 1;
  bool done = true;
  for (int k = 0; done && k < n_names; k++) {
    VnColumn *all = vn_occurrence_names(o, coding, k == 1);
    names[k] = all ? vn_take_column(all, items, n) : NULL;
    vn_column_free(all);
    done = names[k] != NULL;
  }
  return done;
}

static void drop(VnColumn *const names[2], VnColumn **columns,
                 size_t n_columns) {
  vn_column_free(names[0]);
  vn_column_free(names[1]);
  for (size_t j = 0; j < n_columns; j++) vn_column_free(columns[j]);
}

VnFrame *vn_occurrence_frame(bool done, VnColumn *const names[2],
                             const char *const *labels, VnColumn **columns,
                             size_t n_columns, size_t n_rows,
                             const char *source, VnErr *err) {
  const char *all_labels[32] = {names[1] ? "a" : "code", "b"};
  VnColumn *all[32] = {names[0], names[1]};
  size_t n = names[1] ? 2 : 1;
  if (!done) {
    drop(names, columns, n_columns);
    return NULL;
  }
  for (size_t j = 0; j < n_columns; j++)
    all_labels[n] = labels[j], all[n++] = columns[j];
  return vn_frame_of(all_labels, all, n, n_rows, source, err);
}
