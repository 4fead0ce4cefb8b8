#include "calc/coding/window.h"

#include <stdlib.h>

#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "windows"

typedef struct {
  uint32_t source;
  int64_t start;
  uint32_t unit;
} Place;

static int by_place(const void *a, const void *b) {
  const Place *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (x->unit > y->unit) - (x->unit < y->unit);
}

// The column `start`, or NULL where it tells no places.
static const VnColumn *starts_of(const VnCoding *c) {
  ptrdiff_t at = vn_names_find(c->units->names, "start");
  const VnColumn *column = at >= 0 ? c->units->columns[at] : NULL;
  return column && column->type == VN_INTEGER ? column : NULL;
}

static size_t list_places(const VnCoding *c, Place *places) {
  size_t n = 0;
  const VnColumn *starts = starts_of(c);
  for (uint32_t u = 0; u < c->n_units; u++) {
    if (c->start[u] == c->start[u + 1]) continue;
    uint32_t source = c->source ? c->source[u] : VN_NO_LABEL;
    places[n++] = (Place){source, starts ? starts->integer[u] : 0, u};
  }
  qsort(places, n, sizeof *places, by_place);
  return n;
}

// Where the run of units of the same source as places[i] ends.
static size_t end_of_source(const Place *places, size_t n, size_t i) {
  size_t end = i + 1;
  while (places[i].source != VN_NO_LABEL && end < n &&
         places[end].source == places[i].source)
    end++;
  return end;
}

static void list_windows(VnWindows *w, const Place *places, size_t n,
                         size_t width) {
  for (size_t first = 0, end; first < n; first = end) {
    end = end_of_source(places, n, first);
    size_t at = first;
    do {
      bool fits = at + width <= end;
      w->from[w->n] = (uint32_t)at;
      w->to[w->n++] = (uint32_t)(fits ? at + width : end);
      at++;
    } while (at + width <= end);
  }
  for (size_t i = 0; i < n; i++) w->order[i] = places[i].unit;
}

bool vn_windows_new(const VnCoding *c, size_t width, VnWindows *w, VnErr *err) {
  *w = (VnWindows){0};
  if (width > c->n_units) width = c->n_units;
  Place *places = vn_alloc(c->n_units, sizeof *places);
  w->order = vn_alloc(c->n_units, sizeof *w->order);
  w->from = vn_alloc(c->n_units, sizeof *w->from);
  w->to = vn_alloc(c->n_units, sizeof *w->to);
  bool room = places && w->order && w->from && w->to;
  if (room) list_windows(w, places, list_places(c, places), width);
  else vn_fail_memory(err, DOING);
  vn_free(places);
  return room && !vn_stopped(err);
}

void vn_windows_free(VnWindows *w) {
  vn_free(w->order);
  vn_free(w->from);
  vn_free(w->to);
  *w = (VnWindows){0};
}
