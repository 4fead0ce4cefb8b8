#include "calc/linkage/roster.h"

#include "data/memory.h"
#include "data/utf8.h"

#define DOING "counting"
#define MOST_MEMBERS (1 << 25)

// Names of four to eight bytes, such as codes of classes, are found without
// asking the dictionary; a name of that length is the number `key`.
typedef struct {
  uint64_t key;
  uint32_t n;  // of the name; 0: free
  int32_t code;
} Known;

#define KNOWN_BITS 12

struct VnRoster {
  VnDictBuilder *names;
  int32_t n;
  Known known[1 << KNOWN_BITS];
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

static bool look_up(VnRoster *r, VnPiece name, int32_t *code, VnErr *err) {
  *code = vn_dict_builder_add(r->names, name.bytes, name.n);
  if (*code < 0) return vn_fail_memory(err, DOING);
  if (*code < r->n) return true;
  if (++r->n > MOST_MEMBERS)
    return vn_fail(err, "there are more than %d members", MOST_MEMBERS);
  if (vn_utf8_valid(name.bytes, name.n) == name.n) return true;
  return vn_fail(err, "the bytes are not UTF-8; encoding = \"windows-1252\" "
                      "reads what older Windows programs wrote");
}

bool vn_roster_code(VnRoster *r, VnPiece name, int32_t *code, VnErr *err) {
  if (name.n < 4 || name.n > 8) return look_up(r, name, code, err);
  uint64_t key =
      (uint64_t)vn_four(name.bytes) << 32 | vn_four(name.bytes + name.n - 4);
  Known *known = &r->known[key * 0x9e3779b97f4a7c15u >> (64 - KNOWN_BITS)];
  *code = known->code;
  if (known->key == key && known->n == name.n) return true;
  if (!look_up(r, name, code, err)) return false;
  *known = (Known){key, (uint32_t)name.n, *code};
  return true;
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
