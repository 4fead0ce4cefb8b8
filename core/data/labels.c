#include "data/labels.h"

#include <stdio.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "numbering values"

// ---- whole numbers: sorted, then counted through ----

typedef struct {
  uint64_t key;
  uint32_t row;
} Item;

#define DIGIT(key, pass) ((key) >> (8 * (pass)) & 255)

// One pass of a radix sort; false where all have the same digit.
static bool scatter(const Item *from, Item *to, size_t n, int pass) {
  size_t count[256] = {0}, at = 0;
  for (size_t i = 0; i < n; i++) count[DIGIT(from[i].key, pass)]++;
  if (count[DIGIT(from[0].key, pass)] == n) return false;
  for (int digit = 0; digit < 256; digit++) {
    size_t here = count[digit];
    count[digit] = at;
    at += here;
  }
  for (size_t i = 0; i < n; i++)
    to[count[DIGIT(from[i].key, pass)]++] = from[i];
  return true;
}

// The sorted items, in one of the two rooms; NULL: stopped.
static Item *sort_items(Item *items, Item *spare, size_t n, VnErr *err) {
  for (int pass = 0; n > 0 && pass < 8; pass++) {
    if (vn_stopped(err)) return NULL;
    if (!scatter(items, spare, n, pass)) continue;
    Item *moved = spare;
    spare = items, items = moved;
  }
  return items;
}

// Turning the sign bit puts negative numbers below the others.
static size_t list_items(const VnColumn *column, Item *items) {
  size_t n = 0;
  for (size_t i = 0; i < column->n; i++) {
    if (column->integer[i] == VN_NO_INTEGER) continue;
    items[n++] =
        (Item){(uint64_t)column->integer[i] ^ (uint64_t)1 << 63, (uint32_t)i};
  }
  return n;
}

static void number_items(const Item *items, size_t n, VnLabels *labels) {
  for (size_t i = 0; i < n; i++) {
    labels->n += i == 0 || items[i].key != items[i - 1].key;
    labels->of[items[i].row] = labels->n - 1;
  }
}

static bool number_integers(VnLabels *labels, VnErr *err) {
  size_t n_rows = labels->column->n;
  Item *items = vn_alloc(n_rows, sizeof *items);
  Item *spare = vn_alloc(n_rows, sizeof *spare);
  bool room = items && spare;
  size_t n = room ? list_items(labels->column, items) : 0;
  Item *sorted = room ? sort_items(items, spare, n, err) : NULL;
  if (!room) vn_fail_memory(err, DOING);
  if (sorted) number_items(sorted, n, labels);
  vn_free(items);
  vn_free(spare);
  return sorted != NULL;
}


// ---- texts are numbered already ----

static void take_codes(VnLabels *labels) {
  const VnColumn *column = labels->column;
  labels->n = (uint32_t)vn_dict_count(column->dict);
  for (size_t i = 0; i < column->n; i++) {
    if (column->text[i] >= 0) labels->of[i] = (uint32_t)column->text[i];
  }
}


// ---- all of it ----

static void note_first_rows(const VnLabels *labels, uint32_t *first) {
  memset(first, 0xff, labels->n * sizeof *first);
  for (size_t i = labels->column->n; i-- > 0;) {
    if (labels->of[i] != VN_NO_LABEL) first[labels->of[i]] = (uint32_t)i;
  }
}

bool vn_labels_close_up(VnLabels *labels, VnErr *err) {
  uint32_t *first = vn_alloc(labels->n, sizeof *first);
  uint32_t *now = vn_alloc(labels->n, sizeof *now), n = 0;
  if (!first || !now) {
    vn_free(first);
    vn_free(now);
    return vn_fail_memory(err, DOING);
  }
  note_first_rows(labels, first);
  for (uint32_t k = 0; k < labels->n; k++) {
    if (first[k] == VN_NO_LABEL) continue;
    first[n] = first[k];
    now[k] = n++;
  }
  for (size_t i = 0; i < labels->column->n; i++) {
    if (labels->of[i] != VN_NO_LABEL) labels->of[i] = now[labels->of[i]];
  }
  vn_free(now);
  vn_free(labels->first);
  labels->first = first, labels->n = n;
  return true;
}

static bool number_rows(VnLabels *labels, VnErr *err) {
  if (!labels->of) return vn_fail_memory(err, DOING);
  memset(labels->of, 0xff, labels->column->n * sizeof *labels->of);
  if (labels->column->type == VN_TEXT) take_codes(labels);
  else if (!number_integers(labels, err)) return false;
  return vn_labels_close_up(labels, err);
}

bool vn_labels_new(const VnFrame *frame, const char *name, VnLabels *labels,
                   VnErr *err) {
  *labels = (VnLabels){.column = vn_frame_column(frame, name, err)};
  if (!labels->column) return false;
  if (labels->column->type != VN_TEXT && labels->column->type != VN_INTEGER) {
    return vn_fail(err,
                   "column \"%s\" cannot name things: it is %s, and names are "
                   "text or integer",
                   name, vn_type_name(labels->column->type));
  }
  labels->of = vn_alloc(frame->n_rows, sizeof *labels->of);
  if (number_rows(labels, err)) return true;
  vn_labels_free(labels);
  return false;
}

void vn_labels_free(VnLabels *labels) {
  vn_free(labels->of);
  vn_free(labels->first);
  *labels = (VnLabels){0};
}


// ---- as texts ----

VnNames *vn_labels_names(const VnLabels *labels, const char *what, VnErr *err) {
  bool written = labels->column->type != VN_TEXT;
  const char **texts = vn_alloc(labels->n, sizeof *texts);
  char *rooms = vn_alloc(written ? labels->n : 0, VN_SPARE);
  VnNames *names = NULL;
  if (texts && rooms) {
    for (size_t k = 0; k < labels->n; k++) {
      char *room = written ? rooms + k * VN_SPARE : NULL;
      texts[k] = vn_column_label(labels->column, labels->first[k], room);
    }
    names = vn_names_new(texts, labels->n, what, err);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(texts);
  vn_free(rooms);
  return names;
}
