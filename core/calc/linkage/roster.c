#include "calc/linkage/roster.h"

#include "data/dict_box.h"
#include "data/memory.h"
#include "data/utf8.h"

#define DOING "counting"
#define MOST_MEMBERS (1 << 25)

struct VnRoster {
  VnDictBuilder *names;
  int32_t n;
};

VnRoster *vn_roster_new(void) {
  VnRoster *r = vn_alloc(1, sizeof *r);
  if (r) r->names = vn_dict_builder_new();
  if (r && r->names) return r;
  vn_roster_free(r);
  return NULL;
}

void vn_roster_free(VnRoster *r) {
  if (!r) return;
  vn_dict_builder_free(r->names);
  vn_free(r);
}

size_t vn_roster_count(const VnRoster *r) {
  return (size_t)r->n;
}

bool vn_roster_code(VnRoster *r, VnPiece name, int32_t *code, VnErr *err) {
  *code = vn_dict_builder_add(r->names, name.bytes, name.n);
  if (*code < 0) return vn_fail_memory(err, DOING);
  if (*code < r->n) return true;
  if (++r->n > MOST_MEMBERS)
    return vn_fail(err, "there are more than %d members", MOST_MEMBERS);
  if (vn_utf8_valid(name.bytes, name.n) == name.n) return true;
  return vn_fail(err, "the bytes are not UTF-8; encoding = \"windows-1252\" "
                      "reads what older Windows programs wrote");
}

uint64_t vn_roster_find(const VnRoster *r, const VnPiece *names, size_t n,
                        uint32_t *codes) {
  const VnTextSlot *slots = r->names->slots;
  size_t mask = r->names->n_slots - 1;
  uint64_t known = 0;
  for (size_t i = 0; i < n; i++) {
    int32_t code = vn_dict_peek(slots, mask, names[i].bytes, names[i].n);
    codes[i] = (uint32_t)code;
    known |= (uint64_t)(code >= 0) << i;
  }
  return known;
}

int32_t *vn_roster_name(VnRoster *r, VnDict **names, VnErr *err) {
  size_t n = vn_roster_count(r);
  int32_t *place = vn_alloc(n, sizeof *place);
  if (!place) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t i = 0; i < n; i++) place[i] = (int32_t)i;
  bool sorted = vn_dict_builder_sort(r->names, err);
  *names = sorted ? vn_dict_builder_finish(r->names, place, n) : NULL;
  if (*names) return place;
  if (sorted) vn_fail_memory(err, DOING);
  vn_free(place);
  return NULL;
}
