#include "calc/coding/rows.h"

#include <stdlib.h>
#include <string.h>

#include "calc/coding/facts.h"
#include "calc/coding/names.h"
#include "calc/coding/within.h"
#include "calc/frame/select.h"
#include "calc/frame/take.h"
#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding"

// ---- reading ----

// One row: unit, code, coder.
typedef struct {
  uint32_t unit, code, coder;
} Entry;

typedef struct {
  const VnFrame *rows;
  const VnCodingRows *how;
  VnLabels unit, coder, code;
  Entry *entries, *spare;
  size_t n;
  VnCodingWithin within;
  VnCoding *made;
} Reading;

static void reading_free(Reading *r) {
  vn_labels_free(&r->unit);
  vn_labels_free(&r->coder);
  vn_labels_free(&r->code);
  vn_frame_free(r->within.rows);
  vn_free(r->entries);
  vn_free(r->spare);
}

static bool read_units(Reading *r, VnErr *err) {
  const VnCodingRows *how = r->how;
  return vn_labels_new(r->rows, how->unit, &r->unit, err) &&
         (!how->source || vn_coding_within(r->rows, how->unit, &r->unit,
                                           how->source, &r->within, err));
}

// Units that are numbered within their sources get other names.
static bool tell_units_apart(Reading *r, VnErr *err) {
  r->made->n_within = r->within.n;
  if (!r->within.rows) return true;
  r->rows = r->within.rows;
  vn_labels_free(&r->unit);
  return vn_labels_new(r->rows, r->how->unit, &r->unit, err);
}

static bool read_labels(Reading *r, VnErr *err) {
  const VnCodingRows *how = r->how;
  return read_units(r, err) && tell_units_apart(r, err) &&
         vn_labels_new(r->rows, how->code, &r->code, err) &&
         (!how->coder || vn_labels_new(r->rows, how->coder, &r->coder, err));
}

// Where coders are told, a row with neither coder nor code says only that
// there is such a unit.
static bool nobody_looked(const Reading *r, size_t row) {
  return r->coder.of && r->coder.of[row] == VN_NO_LABEL &&
         r->code.of[row] == VN_NO_LABEL;
}

static bool some_without_coder(const Reading *r) {
  for (size_t i = 0; i < r->rows->n_rows; i++) {
    if (r->coder.of[i] == VN_NO_LABEL && !nobody_looked(r, i)) return true;
  }
  return false;
}

static VnFrame *frame_of_names(const VnNames *names, const char *label,
                               VnErr *err) {
  VnColumn *column = vn_column_of_names(names);
  return vn_frame_of(&label, &column, 1, vn_names_count(names), NULL, err);
}

static VnFrame *share(const VnFrame *frame, VnErr *err) {
  return vn_frame_slice(frame, 0, frame->n_rows, err);
}

static bool name_codes(Reading *r, VnErr *err) {
  VnCoding *c = r->made;
  const VnFrame *given = r->how->codes;
  c->code_names = given ? vn_coding_names_in(given, "code", err)
                        : vn_labels_names(&r->code, "code", err);
  if (!c->code_names) return false;
  c->n_codes = vn_names_count(c->code_names);
  c->codes =
      given ? share(given, err) : frame_of_names(c->code_names, "code", err);
  return c->codes != NULL;
}

static bool name_coders(Reading *r, VnErr *err) {
  VnCoding *c = r->made;
  const VnFrame *given = r->how->coders;
  bool unknown = !r->coder.of || some_without_coder(r);
  c->coder_names = given ? vn_coding_names_in(given, "coder", err)
                         : vn_coding_coder_names(&r->coder, unknown, err);
  if (!c->coder_names) return false;
  c->n_coders = c->n_known_coders = vn_names_count(c->coder_names);
  if (c->n_coders > 1 && vn_names_find(c->coder_names, VN_UNKNOWN_CODER) >= 0)
    c->n_known_coders--;
  c->coders =
      given ? share(given, err) : frame_of_names(c->coder_names, "coder", err);
  return c->coders != NULL;
}

// Where each label stands among the names; a list to vn_free.
static uint32_t *places_of(const VnLabels *labels, const VnNames *names,
                           const char *what, VnErr *err) {
  VnNames *own = vn_labels_names(labels, what, err);
  uint32_t *places = own ? vn_alloc(labels->n, sizeof *places) : NULL;
  if (own && !places) vn_fail_memory(err, DOING);
  for (uint32_t k = 0; places && k < labels->n; k++) {
    const char *name = vn_names_at(own, k);
    ptrdiff_t at = vn_names_find(names, name);
    places[k] = (uint32_t)at;
    if (at >= 0) continue;
    vn_fail(err, "the %s \"%.100s\" is not among those there are%s", what, name,
            vn_names_hint(names, name));
    vn_free(places);
    places = NULL;
  }
  vn_names_free(own);
  return places;
}

static uint32_t unknown_coder(const Reading *r) {
  return (uint32_t)vn_names_find(r->made->coder_names, VN_UNKNOWN_CODER);
}

static bool list_entries(Reading *r, const uint32_t *codes,
                         const uint32_t *coders, VnErr *err) {
  for (size_t i = 0; i < r->rows->n_rows; i++) {
    uint32_t unit = r->unit.of[i], code = r->code.of[i];
    uint32_t coder = r->coder.of ? r->coder.of[i] : VN_NO_LABEL;
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (unit == VN_NO_LABEL) {
      r->made->n_left_out++;
      continue;
    }
    if (nobody_looked(r, i)) continue;
    r->entries[r->n++] =
        (Entry){unit, code == VN_NO_LABEL ? VN_NOTHING : codes[code],
                coder == VN_NO_LABEL ? unknown_coder(r) : coders[coder]};
  }
  return true;
}

static bool read_entries(Reading *r, VnErr *err) {
  r->entries = vn_alloc(r->rows->n_rows, sizeof *r->entries);
  r->spare = vn_alloc(r->rows->n_rows, sizeof *r->spare);
  if (!r->entries || !r->spare) return vn_fail_memory(err, DOING);
  uint32_t *codes = places_of(&r->code, r->made->code_names, "code", err);
  uint32_t *coders = NULL;
  bool done = codes != NULL;
  if (done && r->coder.of) {
    coders = places_of(&r->coder, r->made->coder_names, "coder", err);
    done = coders != NULL;
  }
  done = done && list_entries(r, codes, coders, err);
  vn_free(codes);
  vn_free(coders);
  return done;
}


// ---- sorting: by unit, then code, then coder ----

static uint32_t key_of(Entry e, int pass) {
  return pass == 0 ? e.coder : pass == 1 ? e.code : e.unit;
}

// A stable pass of counting; nothing comes behind all codes.
static bool sort_pass(Reading *r, int pass, size_t n_keys, VnErr *err) {
  uint64_t *next = vn_alloc(n_keys + 2, sizeof *next);
  if (!next) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < r->n; i++) {
    uint32_t key = key_of(r->entries[i], pass);
    next[(key == VN_NOTHING ? n_keys : key) + 1]++;
  }
  for (size_t k = 0; k <= n_keys; k++) next[k + 1] += next[k];
  for (size_t i = 0; i < r->n; i++) {
    uint32_t key = key_of(r->entries[i], pass);
    r->spare[next[key == VN_NOTHING ? n_keys : key]++] = r->entries[i];
  }
  vn_free(next);
  Entry *sorted = r->spare;
  r->spare = r->entries, r->entries = sorted;
  return !vn_stopped(err);
}

static bool sort_entries(Reading *r, VnErr *err) {
  return sort_pass(r, 0, r->made->n_coders, err) &&
         sort_pass(r, 1, r->made->n_codes, err) &&
         sort_pass(r, 2, r->unit.n, err);
}

static bool is_same(Entry a, Entry b) {
  return a.unit == b.unit && a.code == b.code && a.coder == b.coder;
}

// Whether an entry says nothing new. `given` has of each coder one more than
// the last unit that got a code: nothing beside a code is no news.
static bool is_known(const Reading *r, size_t i, uint32_t *given) {
  Entry e = r->entries[i];
  if (i > 0 && is_same(e, r->entries[i - 1])) return true;
  if (e.code == VN_NOTHING) return given[e.coder] == e.unit + 1;
  given[e.coder] = e.unit + 1;
  return false;
}

static void keep_entries(Reading *r, uint32_t *given) {
  VnCoding *c = r->made;
  for (size_t i = 0; i < r->n; i++) {
    Entry e = r->entries[i];
    if (is_known(r, i, given)) {
      c->n_repeated++;
      continue;
    }
    c->code[c->n_entries] = e.code;
    c->coder[c->n_entries++] = e.coder;
    c->n_codings += e.code != VN_NOTHING;
    c->start[e.unit + 1] = c->n_entries;
  }
  for (size_t u = 0; u < c->n_units; u++) {  // of those nobody looked at
    if (c->start[u + 1] < c->start[u]) c->start[u + 1] = c->start[u];
  }
}

static bool compress(Reading *r, VnErr *err) {
  VnCoding *c = r->made;
  c->n_units = r->unit.n;
  c->start = vn_alloc(c->n_units + 1, sizeof *c->start);
  c->code = vn_alloc(r->n, sizeof *c->code);
  c->coder = vn_alloc(r->n, sizeof *c->coder);
  uint32_t *given = vn_alloc(c->n_coders, sizeof *given);
  bool room = c->start && c->code && c->coder && given;
  if (room) keep_entries(r, given);
  vn_free(given);
  return room || vn_fail_memory(err, DOING);
}


// ---- what is known of units and sources ----

// All columns but two (either may be NULL), the first one in front.
static VnFrame *columns_without(const VnFrame *frame, const char *first,
                                const char *a, const char *b, VnErr *err) {
  size_t n = 1;
  const char **labels = vn_alloc(frame->n_cols + 1, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  labels[0] = first;
  for (size_t j = 0; j < frame->n_cols; j++) {
    const char *label = vn_names_at(frame->names, j);
    bool dropped = strcmp(label, first) == 0 || (a && !strcmp(label, a)) ||
                   (b && !strcmp(label, b));
    if (!dropped) labels[n++] = label;
  }
  VnNames *names = vn_names_new(labels, n, "column", err);
  VnFrame *made = names ? vn_select(frame, names, NULL, err) : NULL;
  vn_names_free(names);
  vn_free(labels);
  return made;
}

static bool take_units(Reading *r, VnErr *err) {
  const VnCodingRows *how = r->how;
  VnCodingFacts facts = {0};
  VnFrame *about =
      columns_without(r->rows, how->unit, how->coder, how->code, err);
  bool done = about && vn_coding_facts(about, &r->unit, &facts, err);
  r->made->units = facts.units, r->made->unlike = facts.unlike;
  vn_frame_free(about);
  return done;
}

static bool take_sources(Reading *r, VnErr *err) {
  VnCoding *c = r->made;
  VnLabels labels = {0};
  VnFrame *about = NULL;
  if (!r->how->source) return true;
  bool done = vn_labels_new(c->units, r->how->source, &labels, err);
  if (done)
    about = columns_without(c->units, r->how->source, r->how->unit, NULL, err);
  if (about) c->sources = vn_take(about, labels.first, labels.n, err);
  done = done && c->sources;
  if (done) c->source = labels.of, c->n_sources = labels.n;
  if (done) labels.of = NULL;
  vn_labels_free(&labels);
  vn_frame_free(about);
  return done;
}

static bool read_all(Reading *r, VnErr *err) {
  const char *origin = r->rows->source;
  if (origin && !(r->made->origin = vn_copy_text(origin)))
    return vn_fail_memory(err, DOING);
  return read_labels(r, err) && name_codes(r, err) && name_coders(r, err) &&
         read_entries(r, err) && sort_entries(r, err) && compress(r, err) &&
         take_units(r, err) && take_sources(r, err);
}

VnCoding *vn_coding_from_rows(const VnFrame *rows, const VnCodingRows *how,
                              VnErr *err) {
  Reading r = {.rows = rows, .how = how};
  r.made = vn_alloc(1, sizeof *r.made);
  bool done = r.made ? read_all(&r, err) : vn_fail_memory(err, DOING);
  reading_free(&r);
  if (done) return r.made;
  vn_coding_free(r.made);
  return NULL;
}
