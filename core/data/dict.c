#include "data/dict.h"

#include <stdbool.h>
#include <string.h>

#include "data/dict_box.h"
#include "data/memory.h"
#include "data/sort_texts.h"
#include "data/stop.h"

struct VnDict {
  size_t holders;
  size_t n;
  char *bytes;     // each text with its closing NUL
  size_t *starts;  // n of them, in sorted order
};

VnDict *vn_dict_share(VnDict *dict) {
  dict->holders++;
  return dict;
}

void vn_dict_free(VnDict *dict) {
  if (!dict || --dict->holders > 0) return;
  vn_free(dict->bytes);
  vn_free(dict->starts);
  vn_free(dict);
}

size_t vn_dict_count(const VnDict *dict) {
  return dict->n;
}

const char *vn_dict_at(const VnDict *dict, int32_t code) {
  return dict->bytes + dict->starts[code];
}

int32_t vn_dict_place(const VnDict *dict, const char *text) {
  size_t low = 0, high = dict->n;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (strcmp(vn_dict_at(dict, (int32_t)middle), text) < 0) low = middle + 1;
    else high = middle;
  }
  return (int32_t)low;
}

int32_t vn_dict_find(const VnDict *dict, const char *text) {
  int32_t at = vn_dict_place(dict, text);
  bool there = (size_t)at < dict->n && strcmp(vn_dict_at(dict, at), text) == 0;
  return there ? at : -1;
}

static size_t n_bytes(const VnDict *dict) {
  size_t n = 0;
  for (size_t i = 0; i < dict->n; i++) {
    n += strlen(dict->bytes + dict->starts[i]) + 1;
  }
  return n;
}

static VnDict *make_room(size_t n_texts, size_t bytes) {
  VnDict *dict = vn_alloc(1, sizeof *dict);
  if (!dict) return NULL;
  dict->holders = 1;
  dict->bytes = vn_alloc(bytes, 1);
  dict->starts = vn_alloc(n_texts, sizeof *dict->starts);
  if (dict->bytes && dict->starts) return dict;
  vn_dict_free(dict);
  return NULL;
}

VnDict *vn_dict_merge(const VnDict *a, const VnDict *b, int32_t *a_to,
                      int32_t *b_to) {
  VnDict *both = make_room(a->n + b->n, n_bytes(a) + n_bytes(b));
  if (!both) return NULL;
  size_t i = 0, j = 0, end = 0;
  while (i < a->n || j < b->n) {
    int order = i == a->n   ? 1
                : j == b->n ? -1
                            : strcmp(vn_dict_at(a, (int32_t)i),
                                     vn_dict_at(b, (int32_t)j));
    const char *text =
        order <= 0 ? vn_dict_at(a, (int32_t)i) : vn_dict_at(b, (int32_t)j);
    size_t size = strlen(text) + 1;
    memcpy(both->bytes + end, text, size);
    both->starts[both->n] = end;
    end += size;
    if (order <= 0) a_to[i++] = (int32_t)both->n;
    if (order >= 0) b_to[j++] = (int32_t)both->n;
    both->n++;
  }
  return both;
}

VnDictBuilder *vn_dict_builder_new(void) {
  VnDictBuilder *b = vn_alloc(1, sizeof *b);
  if (!b) return NULL;
  b->n_slots = 64;
  b->slots = vn_alloc(b->n_slots, sizeof *b->slots);
  if (b->slots) return b;
  vn_free(b);
  return NULL;
}

void vn_dict_builder_free(VnDictBuilder *b) {
  if (!b) return;
  vn_free(b->bytes);
  vn_free(b->known);
  vn_free(b->order);
  vn_free(b->slots);
  vn_free(b);
}

size_t vn_dict_builder_count(const VnDictBuilder *b) {
  return b->n;
}

// Slots for each text: many while that is cheap, since texts that share a slot
// are slow to tell apart.
static size_t crowd(size_t n) {
  return n < 4096 ? 8 : 2;
}

static bool grow_slots(VnDictBuilder *b) {
  size_t n_slots = b->n_slots * 2, mask = n_slots - 1;
  VnTextSlot *slots = vn_alloc(n_slots, sizeof *slots);
  if (!slots) return false;
  for (size_t old = 0; old < b->n_slots; old++) {
    size_t s = vn_text_hash(b->slots[old].key, b->slots[old].length) & mask;
    if (!b->slots[old].code) continue;
    while (slots[s].code) s = (s + 1) & mask;
    slots[s] = b->slots[old];
  }
  vn_free(b->slots);
  b->slots = slots, b->n_slots = n_slots;
  return true;
}

static bool grow_texts(VnDictBuilder *b) {
  size_t room = b->room ? b->room * 2 : 32;
  VnKnownText *known = vn_resize(b->known, room, sizeof *known);
  if (!known) return false;
  b->known = known, b->room = room;
  return true;
}

static bool grow_bytes(VnDictBuilder *b, size_t wanted) {
  size_t room = b->bytes_room ? b->bytes_room : 256;
  while (room < wanted) room *= 2;
  char *bytes = vn_resize(b->bytes, room, 1);
  if (!bytes) return false;
  b->bytes = bytes, b->bytes_room = room;
  return true;
}

static int32_t append(VnDictBuilder *b, const char *text, size_t length) {
  size_t wanted = b->n_bytes + length + 1;
  if (b->order || b->n >= INT32_MAX - 1) return -1;
  if (b->n == b->room && !grow_texts(b)) return -1;
  if (wanted > b->bytes_room && !grow_bytes(b, wanted)) return -1;
  memcpy(b->bytes + b->n_bytes, text, length);
  b->bytes[wanted - 1] = '\0';
  b->known[b->n] = (VnKnownText){b->n_bytes, length};
  b->n_bytes = wanted;
  return (int32_t)b->n++;
}

static inline bool is_known(const VnDictBuilder *b, const VnTextSlot *slot,
                            uint64_t key, const char *text, size_t length) {
  if (slot->key != key || slot->length != (uint32_t)length) return false;
  if (length <= 8) return true;
  const VnKnownText *known = &b->known[slot->code - 1];
  return known->length == length &&
         memcmp(b->bytes + known->start, text, length) == 0;
}

int32_t vn_dict_builder_add(VnDictBuilder *b, const char *text, size_t length) {
  uint64_t key = vn_text_key(text, length);
  size_t mask = b->n_slots - 1, s = vn_text_hash(key, length) & mask;
  for (; b->slots[s].code; s = (s + 1) & mask) {
    if (is_known(b, &b->slots[s], key, text, length))
      return b->slots[s].code - 1;
  }
  int32_t code = append(b, text, length);
  if (code < 0) return -1;
  b->slots[s] = (VnTextSlot){key, (uint32_t)length, code + 1};
  if (b->n * crowd(b->n) > b->n_slots && !grow_slots(b)) return -1;
  return code;
}

static bool sort(VnDictBuilder *b, bool stoppable) {
  VnTextEntry *entries = vn_alloc(b->n, sizeof *entries);
  int32_t *order = entries ? vn_alloc(b->n, sizeof *order) : NULL;
  for (size_t i = 0; order && i < b->n; i++) {
    entries[i] = vn_text_entry(b->bytes + b->known[i].start, (int32_t)i);
  }
  bool sorted = order && vn_sort_texts(entries, b->n, stoppable);
  for (size_t i = 0; sorted && i < b->n; i++) order[i] = entries[i].code;
  vn_free(entries);
  if (sorted) b->order = order;
  else vn_free(order);
  return sorted;
}

bool vn_dict_builder_sort(VnDictBuilder *b, VnErr *err) {
  if (b->order || sort(b, true)) return true;
  return !vn_stopped(err) && vn_fail_memory(err, "sorting texts");
}

// Moves the builder's texts over in sorted order; `place[old]` is the new code.
static void settle(VnDict *dict, VnDictBuilder *b, int32_t *place) {
  for (size_t i = 0; i < b->n; i++) {
    int32_t code = b->order[i];
    dict->starts[i] = b->known[code].start;
    place[code] = (int32_t)i;
  }
  dict->n = b->n, dict->bytes = b->bytes;
  b->bytes = NULL, b->n_bytes = b->bytes_room = b->n = 0;
}

VnDict *vn_dict_builder_finish(VnDictBuilder *b, int32_t *codes, size_t n) {
  if (!b->order && !sort(b, false)) return NULL;
  VnDict *dict = vn_alloc(1, sizeof *dict);
  int32_t *place = vn_alloc(b->n, sizeof *place);
  size_t *starts = vn_alloc(b->n, sizeof *starts);
  bool enough = dict && place && starts;
  if (enough) {
    dict->holders = 1, dict->starts = starts;
    settle(dict, b, place);
    for (size_t i = 0; i < n; i++) {
      if (codes[i] >= 0) codes[i] = place[codes[i]];
    }
  } else {
    vn_free(dict);
    vn_free(starts);
    dict = NULL;
  }
  vn_free(place);
  return dict;
}
