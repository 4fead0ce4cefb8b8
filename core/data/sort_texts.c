#include "data/sort_texts.h"

#include <string.h>

#include "data/stop.h"

#define FEW 12

// The first eight bytes as a number of the same order, filled up with zeros.
static void advance(VnTextEntry *entry) {
  uint64_t front = 0;
  size_t i = 0;
  for (; i < 8 && entry->rest[i]; i++) {
    front |= (uint64_t)(unsigned char)entry->rest[i] << (56 - 8 * i);
  }
  entry->front = front;
  entry->rest += i;
}

VnTextEntry vn_text_entry(const char *text, int32_t code) {
  VnTextEntry entry = {0, text, code};
  advance(&entry);
  return entry;
}

static bool below(const VnTextEntry *a, const VnTextEntry *b) {
  if (a->front != b->front) return a->front < b->front;
  return strcmp(a->rest, b->rest) < 0;
}

static void insert_each(VnTextEntry *entries, size_t n) {
  for (size_t i = 1; i < n; i++) {
    VnTextEntry entry = entries[i];
    size_t at = i;
    for (; at > 0 && below(&entry, &entries[at - 1]); at--) {
      entries[at] = entries[at - 1];
    }
    entries[at] = entry;
  }
}

static uint64_t middle(uint64_t a, uint64_t b, uint64_t c) {
  if (a > b) return middle(b, a, c);
  return c < a ? a : c > b ? b : c;
}

// Scattered places, so that no order of arrival is a bad one.
static uint64_t pivot_of(const VnTextEntry *entries, size_t n) {
  size_t step = n * 2654435761u;
  return middle(entries[step % n].front, entries[(step >> 7) % n].front,
                entries[(step >> 14) % n].front);
}

typedef struct {
  VnTextEntry *entries;
  size_t n;
} Part;

// Those below the pivot, those with it in front, those above.
static void split(Part all, uint64_t pivot, Part parts[3]) {
  VnTextEntry *e = all.entries;
  size_t low = 0, high = all.n;
  for (size_t i = 0; i < high;) {
    VnTextEntry entry = e[i];
    if (entry.front < pivot) e[i++] = e[low], e[low++] = entry;
    else if (entry.front > pivot) e[i] = e[--high], e[high] = entry;
    else i++;
  }
  parts[0] = (Part){e, low};
  parts[1] = (Part){e + low, high - low};
  parts[2] = (Part){e + high, all.n - high};
}

// Multikey quicksort (Bentley, Sedgewick 1997). The largest part is gone on
// with and only smaller ones are called for, which bounds the depth.
bool vn_sort_texts(VnTextEntry *entries, size_t n, bool stoppable) {
  Part part = {entries, n}, parts[3];
  while (part.n > FEW) {
    if (stoppable && vn_stop_flag) return false;
    uint64_t pivot = pivot_of(part.entries, part.n);
    split(part, pivot, parts);
    Part *same = &parts[1];
    bool ended = (pivot & 0xff) == 0;
    if (ended) same->n = 0;
    for (size_t i = 0; i < same->n; i++) advance(&same->entries[i]);
    int largest = parts[0].n > parts[2].n ? 0 : 2;
    if (same->n > parts[largest].n) largest = 1;
    part = parts[largest];
    parts[largest].n = 0;
    for (int i = 0; i < 3; i++) {
      if (!vn_sort_texts(parts[i].entries, parts[i].n, stoppable)) return false;
    }
  }
  insert_each(part.entries, part.n);
  return true;
}
