#include "calc/frame/order.h"

#include "calc/frame/items.h"
#include "calc/frame/keys.h"
#include "calc/frame/take.h"
#include "data/memory.h"

// By the last column first: each sort keeps the order of the one before, so
// that the last of several columns is sorted by first.
typedef struct {
  size_t n;
  VnRow *rows;     // the order so far
  uint64_t *keys;  // of one column, by row
  VnItem *items, *spare;
} Sorter;

static bool sort_by(Sorter *s, const VnColumn *column, bool down, VnErr *err) {
  vn_keys(column, s->keys);
  for (size_t i = 0; i < s->n; i++) {
    uint64_t key = s->keys[s->rows[i]];
    bool turn = down && key != VN_NO_KEY;
    s->items[i] = (VnItem){turn ? ~key - 1 : key, s->rows[i]};
  }
  const VnItem *sorted = vn_items_sort(s->items, s->spare, s->n, err);
  if (!sorted) return false;
  for (size_t i = 0; i < s->n; i++) s->rows[i] = sorted[i].row;
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
