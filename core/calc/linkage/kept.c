#include "calc/linkage/kept.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "calc/radix.h"
#include "data/dict.h"
#include "data/csv/digits.h"
#include "data/memory.h"
#include "data/stop.h"
#include "data/utf8.h"

#define DOING "keeping rows whose groups do not stand together"

typedef struct {
  uint64_t group;  // a whole number twice, or twice a text's code and one
  uint64_t rest;   // member << 32 | slot
} Row;

// How a row is packed into one number: group, member, slot.
typedef struct {
  uint64_t first;  // the least group
  int group_bits, member_bits, slot_bits;
} Packing;

struct VnKept {
  VnDictBuilder *names;  // of groups that are no plain whole numbers
  bool coded;            // all groups are codes of their numbers
  size_t n, room;
  Row *rows;
};

VnKept *vn_kept_new(VnErr *err) {
  VnKept *kept = vn_alloc(1, sizeof *kept);
  if (kept) kept->names = vn_dict_builder_new();
  if (kept && kept->names) return kept;
  vn_kept_free(kept);
  vn_fail_memory(err, DOING);
  return NULL;
}

void vn_kept_free(VnKept *kept) {
  if (!kept) return;
  vn_dict_builder_free(kept->names);
  vn_free(kept->rows);
  vn_free(kept);
}

static bool make_room(VnKept *kept) {
  if (kept->n < kept->room) return true;
  size_t room = kept->room ? kept->room * 2 : 4096;
  Row *rows = vn_resize(kept->rows, room, sizeof *rows);
  if (!rows) return false;
  kept->rows = rows, kept->room = room;
  return true;
}

bool vn_kept_add(VnKept *kept, VnPiece group, uint32_t member, uint32_t slot,
                 VnErr *err) {
  int64_t number;
  uint64_t id;
  if (vn_digits(group.bytes, group.n, &number)) {
    id = (uint64_t)number << 1;
  } else {
    int32_t code = vn_dict_builder_add(kept->names, group.bytes, group.n);
    if (code < 0) return vn_fail_memory(err, DOING);
    id = (uint64_t)code << 1 | 1;
  }
  if (!make_room(kept)) return vn_fail_memory(err, DOING);
  kept->rows[kept->n++] = (Row){id, (uint64_t)member << 32 | slot};
  return true;
}


// ---- packing ----

static bool measure(const VnKept *kept, Packing *p, VnErr *err) {
  uint64_t least = UINT64_MAX, most = 0;
  uint64_t rests = 0;
  for (size_t i = 0; i < kept->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    const Row *row = &kept->rows[i];
    if (row->group < least) least = row->group;
    if (row->group > most) most = row->group;
    rests |= row->rest;
  }
  *p = (Packing){least, vn_bits(most - least), vn_bits(rests >> 32),
                 vn_bits((uint32_t)rests)};
  return true;
}

static bool fits(const Packing *p) {
  return p->group_bits + p->member_bits + p->slot_bits <= 64;
}

// Groups whose numbers lie far apart get codes in their place.
static bool code_groups(VnKept *kept, VnErr *err) {
  VnDictBuilder *codes = vn_dict_builder_new();
  bool enough = codes != NULL, stopped = false;
  for (size_t i = 0; enough && !stopped && i < kept->n; i++) {
    uint64_t *group = &kept->rows[i].group;
    stopped = (i & VN_STOP_EVERY) == 0 && vn_stopped(err);
    int32_t code =
        vn_dict_builder_add(codes, (const char *)group, sizeof *group);
    enough = code >= 0;
    *group = (uint64_t)code;
  }
  vn_dict_builder_free(codes);
  kept->coded = true;
  return (enough || vn_fail_memory(err, DOING)) && !stopped;
}

// In the place of the rows: the numbers fill the first half of it.
static bool pack(VnKept *kept, const Packing *p, VnErr *err) {
  uint64_t *keys = (uint64_t *)(void *)kept->rows;
  for (size_t i = 0; i < kept->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    Row row = kept->rows[i];
    uint64_t key = row.group - p->first;
    key = key << p->member_bits | row.rest >> 32;
    keys[i] = key << p->slot_bits | (uint32_t)row.rest;
  }
  return true;
}


// ---- giving ----

// The group's name, for a sentence.
static bool say_group(VnKept *kept, uint64_t id, VnErr *err) {
  char text[48];
  if (kept->coded) return false;
  if (!(id & 1)) {
    snprintf(text, sizeof text, "%" PRIu64, id >> 1);
  } else {
    int32_t code = (int32_t)(id >> 1);
    VnDict *names = vn_dict_builder_finish(kept->names, &code, 1);
    if (!names) return false;
    const char *name = vn_dict_at(names, code);
    vn_utf8_excerpt(text, sizeof text, name, strlen(name));
    vn_dict_free(names);
  }
  return err->kind == VN_WRONG && vn_fail_while(err, "group \"%s\"", text);
}

static bool give(VnKept *kept, const Packing *p, const uint64_t *keys,
                 VnMeetings *meetings, VnErr *err) {
  int shift = p->member_bits + p->slot_bits;
  uint64_t members = ((uint64_t)1 << p->member_bits) - 1;
  uint64_t slots = ((uint64_t)1 << p->slot_bits) - 1;
  for (size_t i = 0; i < kept->n;) {
    if (vn_stopped(err)) return false;
    uint64_t group = keys[i] >> shift;
    bool good = true;
    for (; good && i < kept->n && keys[i] >> shift == group; i++) {
      good = vn_meetings_row(meetings,
                             (uint32_t)(keys[i] >> p->slot_bits & members),
                             (uint32_t)(keys[i] & slots), err);
    }
    if (!good || !vn_meetings_close(meetings, err))
      return say_group(kept, group + p->first, err);
  }
  return true;
}

bool vn_kept_give(VnKept *kept, VnMeetings *meetings, VnErr *err) {
  Packing p;
  if (kept->n == 0) return true;
  if (!measure(kept, &p, err)) return false;
  if (!fits(&p) && !(code_groups(kept, err) && measure(kept, &p, err)))
    return false;
  if (!pack(kept, &p, err)) return false;
  uint64_t *keys = (uint64_t *)(void *)kept->rows;
  int low = p.member_bits + p.slot_bits;
  keys = vn_radix_sort(keys, kept->n, keys + kept->n, low, low + p.group_bits,
                       err);
  bool given = keys && give(kept, &p, keys, meetings, err);
  kept->n = 0;
  return given;
}
