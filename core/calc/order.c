#include "calc/order.h"

#include <string.h>

#include "calc/keys.h"
#include "calc/take.h"
#include "data/memory.h"
#include "data/stop.h"

// Rows are put in order by their keys' bytes, from the last byte to the
// first (radix sort): each pass keeps the order of the one before, so that
// the last of several columns is sorted by first.
typedef struct {
  uint64_t key;
  VnRow row;
} Item;

typedef struct {
  size_t n;
  VnRow *rows;     // the order so far
  uint64_t *keys;  // of one column, by row
  Item *items, *spare;
} Sorter;

#define DIGIT(key, pass) ((key) >> (8 * (pass)) & 255)

static void count_digits(const Sorter *s, size_t counts[8][256]) {
  memset(counts, 0, 8 * sizeof *counts);
  for (size_t i = 0; i < s->n; i++) {
    uint64_t key = s->items[i].key;
    for (int pass = 0; pass < 8; pass++) counts[pass][DIGIT(key, pass)]++;
  }
}

// Moves the items to where their digits of this pass say.
static void scatter(Sorter *s, int pass, size_t count[256]) {
  size_t at = 0;
  for (int digit = 0; digit < 256; digit++) {
    size_t here = count[digit];
    count[digit] = at;
    at += here;
  }
  for (size_t i = 0; i < s->n; i++) {
    s->spare[count[DIGIT(s->items[i].key, pass)]++] = s->items[i];
  }
  Item *moved = s->spare;
  s->spare = s->items, s->items = moved;
}

static bool all_alike(const Sorter *s, const size_t count[256], int pass) {
  return count[DIGIT(s->items[0].key, pass)] == s->n;
}

static bool sort_by(Sorter *s, const VnColumn *column, bool down, VnErr *err) {
  size_t counts[8][256];
  vn_keys(column, s->keys);
  for (size_t i = 0; i < s->n; i++) {
    uint64_t key = s->keys[s->rows[i]];
    bool turn = down && key != VN_NO_KEY;
    s->items[i] = (Item){turn ? ~key - 1 : key, s->rows[i]};
  }
  count_digits(s, counts);
  for (int pass = 0; pass < 8; pass++) {
    if (all_alike(s, counts[pass], pass)) continue;
    if (vn_stopped(err)) return false;
    scatter(s, pass, counts[pass]);
  }
  for (size_t i = 0; i < s->n; i++) s->rows[i] = s->items[i].row;
  return true;
}

// A name that begins with "-" and is a column itself means that column.
static const VnColumn *find_key(const VnFrame *frame, VnSortKey key, bool *down,
                                VnErr *err) {
  *down = key[0] == '-' && vn_names_find(frame->names, key) < 0;
  return vn_frame_column(frame, key + *down, err);
}

static bool sort_all(Sorter *s, const VnFrame *frame, const VnSortKey *keys,
                     size_t n, VnErr *err) {
  while (n > 0) {
    bool down;
    const VnColumn *column = find_key(frame, keys[--n], &down, err);
    if (!column) return false;
    if (s->n > 0 && !sort_by(s, column, down, err)) return false;
  }
  return true;
}

static bool make_room(Sorter *s) {
  s->rows = vn_alloc(s->n, sizeof *s->rows);
  s->keys = vn_alloc(s->n, sizeof *s->keys);
  s->items = vn_alloc(s->n, sizeof *s->items);
  s->spare = vn_alloc(s->n, sizeof *s->spare);
  if (!s->rows || !s->keys || !s->items || !s->spare) return false;
  for (size_t i = 0; i < s->n; i++) s->rows[i] = (VnRow)i;
  return true;
}

VnFrame *vn_sort(const VnFrame *frame, const VnSortKey *keys, size_t n,
                 VnErr *err) {
  Sorter s = {.n = frame->n_rows};
  VnFrame *sorted = NULL;
  if (!make_room(&s)) vn_fail_memory(err, "sorting");
  else if (sort_all(&s, frame, keys, n, err)) {
    sorted = vn_take(frame, s.rows, s.n, err);
  }
  vn_free(s.rows);
  vn_free(s.keys);
  vn_free(s.items);
  vn_free(s.spare);
  return sorted;
}
