#include "calc/coding/events.h"

#include <math.h>
#include <string.h>

#include "calc/coding/window.h"
#include "calc/sort_numbers.h"
#include "data/labels.h"
#include "data/memory.h"

#define DOING "events"
#define AT_ONCE 4  // entries of a unit; few have more
#define MOST_MEETINGS 2e8

static bool counts(const VnCoding *c, const VnCodingView *view, uint64_t k) {
  return c->code[k] != VN_NOTHING &&
         (view->coder == VN_NOTHING || view->coder == c->coder[k]);
}

// Writes a code, and steps on if it stays: all without a branch.
static inline uint64_t put_code(uint32_t code, bool counts, uint32_t *last,
                                uint32_t *member, uint64_t n) {
  bool stays = counts & (code != VN_NOTHING) & (code != *last);
  *last = stays ? code : *last;
  member[n] = code;
  return n + stays;
}

// Puts each unit's codes, each once, into its group. The first few entries are
// looked at whether the unit has them or not: the machine could not foretell
// how many there are. There is room for one code that does not stay.
static void put_all(const VnCoding *c, VnEvents *e) {
  const uint64_t *start = c->start;
  const uint32_t *code = c->code;
  uint32_t *member = e->member;
  uint64_t n = 0;
  for (size_t u = 0; u < c->n_units; u++) {
    uint64_t k = start[u], end = start[u + 1];
    uint32_t last = VN_NOTHING;
    if (k + AT_ONCE <= c->n_entries) {
#pragma GCC unroll 4
      for (int i = 0; i < AT_ONCE; i++)
        n = put_code(code[k + i], k + i < end, &last, member, n);
      k += AT_ONCE;
    }
    for (; k < end; k++) n = put_code(code[k], true, &last, member, n);
    e->start[u + 1] = n;
  }
}

static void put_coder(const VnCoding *c, uint32_t coder, VnEvents *e) {
  uint64_t n = 0;
  for (size_t u = 0; u < c->n_units; u++) {
    uint32_t last = VN_NOTHING;
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++)
      n = put_code(c->code[k], c->coder[k] == coder, &last, e->member, n);
    e->start[u + 1] = n;
  }
}

static void put_units(const VnCoding *c, const VnCodingView *view,
                      VnEvents *e) {
  if (view->coder == VN_NOTHING) put_all(c, e);
  else put_coder(c, view->coder, e);
  e->n_entries = e->start[e->n_groups];
}

// Where the codes of each source begin when they stand source by source, with
// those that are given again.
static void find_places(const VnCoding *c, const VnCodingView *view,
                        uint64_t *at) {
  for (size_t u = 0; u < c->n_units; u++) {
    if (c->source[u] == VN_NO_LABEL) continue;
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++)
      at[c->source[u] + 1] += counts(c, view, k);
  }
  for (size_t s = 0; s < c->n_sources; s++) at[s + 1] += at[s];
}

static void put_codes(const VnCoding *c, const VnCodingView *view, uint64_t *at,
                      uint32_t *codes) {
  for (size_t u = 0; u < c->n_units; u++) {
    if (c->source[u] == VN_NO_LABEL) continue;
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      if (counts(c, view, k)) codes[at[c->source[u]]++] = c->code[k];
    }
  }
}

// Codes by source: put one behind the other, so that at[s] comes to be where
// source s ends, then each kept once.
static bool put_sources(const VnCoding *c, const VnCodingView *view,
                        VnEvents *e, VnErr *err) {
  uint64_t from = 0, n = 0;
  uint64_t *at = vn_alloc(c->n_sources + 1, sizeof *at);
  if (!at) return vn_fail_memory(err, DOING);
  find_places(c, view, at);
  put_codes(c, view, at, e->member);
  for (size_t s = 0; s < c->n_sources; from = at[s++]) {
    uint64_t kept = vn_sort_distinct(e->member + from, at[s] - from);
    memmove(e->member + n, e->member + from, kept * sizeof *e->member);
    e->start[s + 1] = n += kept;
  }
  e->n_entries = n;
  vn_free(at);
  return true;
}


// ---- windows ----

// Every unit that somebody looked at is a window of its own: without windows
// they are the groups.
static bool has_windows(const VnCoding *c, const VnCodingView *view) {
  bool all = true;
  for (size_t u = 0; all && view->window == 1 && u < c->n_units; u++)
    all = c->start[u] < c->start[u + 1];
  return view->window > 1 || !all;
}

// The codes of all units of window k, each once; `seen` knows of each code the
// last window it was put into.
static uint64_t put_window(const VnCoding *c, const VnCodingView *view,
                           const VnWindows *w, size_t k, uint64_t n,
                           VnEvents *e, size_t *seen) {
  uint64_t first = n;
  for (uint32_t i = w->from[k]; i < w->to[k]; i++) {
    uint32_t u = w->order[i];
    for (uint64_t j = c->start[u]; j < c->start[u + 1]; j++) {
      if (!counts(c, view, j) || seen[c->code[j]] == k + 1) continue;
      seen[c->code[j]] = k + 1;
      e->member[n++] = c->code[j];
    }
  }
  vn_sort_numbers(e->member + first, n - first);
  return n;
}

// Room for the codes of all windows.
static uint64_t entries_in(const VnCoding *c, const VnWindows *w) {
  uint64_t n = 0, most = (uint64_t)w->n * c->n_codes;
  for (size_t k = 0; k < w->n; k++) {
    for (uint32_t i = w->from[k]; i < w->to[k]; i++)
      n += c->start[w->order[i] + 1] - c->start[w->order[i]];
  }
  return n < most ? n : most;
}

static VnEvents *window_events(const VnCoding *c, const VnCodingView *view,
                               VnErr *err) {
  VnWindows w;
  VnEvents *e = NULL;
  size_t *seen = vn_alloc(c->n_codes, sizeof *seen);
  bool done = vn_windows_new(c, view->window, &w, err);
  if (done && !seen) vn_fail_memory(err, DOING);
  if (done && seen)
    e = vn_events_new(c->code_names, w.n, entries_in(c, &w), c->origin, err);
  for (size_t k = 0; e && k < w.n; k++)
    e->start[k + 1] = put_window(c, view, &w, k, e->start[k], e, seen);
  if (e) e->n_entries = e->start[w.n];
  vn_windows_free(&w);
  vn_free(seen);
  return e;
}

uint32_t *vn_coding_of_groups(const VnCoding *c, const VnCodingView *view,
                              const uint32_t *of_unit, VnErr *err) {
  VnWindows w = {0};
  bool by_window = has_windows(c, view);
  if (by_window && !vn_windows_new(c, view->window, &w, err)) {
    vn_windows_free(&w);
    return NULL;
  }
  size_t n = by_window ? w.n : c->n_units;
  uint32_t *of = vn_alloc(n, sizeof *of);
  if (!of) vn_fail_memory(err, DOING);
  for (size_t g = 0; of && g < n; g++)
    of[g] = of_unit[by_window ? w.order[w.from[g]] : g];
  vn_windows_free(&w);
  return of;
}


// ---- all groups ----

static bool cluster_sources(const VnCoding *c, VnEvents *e, VnErr *err) {
  e->n_clusters = (uint32_t)c->n_sources;
  e->cluster = vn_alloc(c->n_sources, sizeof *e->cluster);
  if (!e->cluster) return vn_fail_memory(err, DOING);
  for (size_t s = 0; s < c->n_sources; s++) e->cluster[s] = (uint32_t)s;
  return true;
}

static bool cluster_units(const VnCoding *c, const VnCodingView *view,
                          VnEvents *e, VnErr *err) {
  VnLabels labels = {0};
  if (!view->cluster && !c->source) return true;
  bool done =
      !view->cluster || (vn_labels_new(c->units, view->cluster, &labels, err) &&
                         vn_labels_close_up(&labels, err));
  e->n_clusters = (uint32_t)(view->cluster ? labels.n : c->n_sources);
  if (done)
    e->cluster = vn_coding_of_groups(
        c, view, view->cluster ? labels.of : c->source, err);
  vn_labels_free(&labels);
  return done && e->cluster;
}

static VnEvents *unit_events(const VnCoding *c, const VnCodingView *view,
                             VnErr *err) {
  VnEvents *e = vn_events_new(c->code_names, c->n_units, c->n_entries + 1,
                              c->origin, err);
  if (e) put_units(c, view, e);
  return e;
}

static VnEvents *source_events(const VnCoding *c, const VnCodingView *view,
                               VnErr *err) {
  if (!c->source) {
    vn_fail(err, "the coding does not say from which sources its units come");
    return NULL;
  }
  VnEvents *e =
      vn_events_new(c->code_names, c->n_sources, c->n_entries, c->origin, err);
  if (!e || put_sources(c, view, e, err)) return e;
  vn_events_free(e);
  return NULL;
}

VnEvents *vn_coding_events(const VnCoding *c, const VnCodingView *view,
                           VnErr *err) {
  VnEvents *e = view->whole            ? source_events(c, view, err)
                : has_windows(c, view) ? window_events(c, view, err)
                                       : unit_events(c, view, err);
  if (!e) return NULL;
  bool done =
      view->whole ? cluster_sources(c, e, err) : cluster_units(c, view, e, err);
  if (done) return e;
  vn_events_free(e);
  return NULL;
}

bool vn_coding_pairs_fit(const VnEvents *e, VnErr *err) {
  double codes = (double)vn_names_count(e->members), meetings = 0;
  for (size_t g = 0; g < e->n_groups; g++) {
    double n = (double)(e->start[g + 1] - e->start[g]);
    meetings += n * (n - 1) / 2;
  }
  double most = fmin(meetings, codes * (codes - 1) / 2);
  return most <= MOST_MEETINGS ||
         vn_fail(err,
                 "%.0f codes may meet in %.0f pairs, too many to count; count "
                 "smaller units, or let c:recode join or drop rare codes",
                 codes, most);
}
