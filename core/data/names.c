#include "data/names.h"

#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

#include "data/hash.h"
#include "data/list.h"
#include "data/memory.h"
#include "data/near.h"
#include "data/stop.h"

struct VnNames {
  atomic_size_t holders;  // threads share names, too
  size_t n;
  char **labels;
  size_t n_slots;  // a power of two, at least twice n
  size_t *slots;   // position + 1, 0 when free
};

static uint64_t hash(const char *label) {
  uint64_t h = vn_hash_text(VN_HASH_START, label);
  return h ^ (h >> 29);
}

// The slot where a label stands, or the free one where it would.
static size_t slot_of(const VnNames *names, const char *label) {
  size_t mask = names->n_slots - 1;
  size_t s = (size_t)hash(label) & mask;
  while (names->slots[s] &&
         strcmp(names->labels[names->slots[s] - 1], label) != 0) {
    s = (s + 1) & mask;
  }
  return s;
}

static VnNames *make_room(size_t n) {
  VnNames *names = vn_alloc(1, sizeof *names);
  if (!names) return NULL;
  *names = (VnNames){.holders = 1, .n_slots = 4};
  while (names->n_slots < 2 * n) names->n_slots *= 2;
  names->labels = vn_alloc(n, sizeof *names->labels);
  names->slots = vn_alloc(names->n_slots, sizeof *names->slots);
  if (names->labels && names->slots) return names;
  vn_names_free(names);
  return NULL;
}

static bool add(VnNames *names, const char *label, const char *what,
                VnErr *err) {
  size_t s = slot_of(names, label);
  if (names->slots[s]) {
    return vn_fail(err, "%s \"%s\" stands twice, as number %zu and %zu", what,
                   label, names->slots[s], names->n + 1);
  }
  char *copy = vn_copy_text(label);
  if (!copy) return vn_fail_memory(err, "keeping names");
  names->labels[names->n++] = copy;
  names->slots[s] = names->n;
  return true;
}

VnNames *vn_names_new(const char *const *labels, size_t n, const char *what,
                      VnErr *err) {
  VnNames *names = make_room(n);
  if (!names) {
    vn_fail_memory(err, "keeping names");
    return NULL;
  }
  for (size_t i = 0; i < n; i++) {
    bool look = (i & VN_STOP_EVERY) == VN_STOP_EVERY;
    if ((look && vn_stopped(err)) || !add(names, labels[i], what, err)) {
      vn_names_free(names);
      return NULL;
    }
  }
  return names;
}

VnNames *vn_names_head(const VnNames *names, size_t n, VnErr *err) {
  return vn_names_new((const char *const *)names->labels,
                      n < names->n ? n : names->n, "name", err);
}

VnNames *vn_names_share(VnNames *names) {
  names->holders++;
  return names;
}

void vn_names_free(VnNames *names) {
  if (!names || --names->holders > 0) return;
  for (size_t i = 0; i < names->n; i++) vn_free(names->labels[i]);
  vn_free(names->labels);
  vn_free(names->slots);
  vn_free(names);
}

size_t vn_names_count(const VnNames *names) {
  return names->n;
}

const char *vn_names_at(const VnNames *names, size_t i) {
  return names->labels[i];
}

ptrdiff_t vn_names_find(const VnNames *names, const char *label) {
  return (ptrdiff_t)names->slots[slot_of(names, label)] - 1;
}

bool vn_names_equal(const VnNames *a, const VnNames *b) {
  if (a == b) return true;
  if (a->n != b->n) return false;
  for (size_t i = 0; i < a->n; i++) {
    if (strcmp(a->labels[i], b->labels[i]) != 0) return false;
  }
  return true;
}

static size_t *fail_places(size_t *places) {
  vn_free(places);
  return NULL;
}

size_t *vn_names_places(const VnNames *names, const VnNames *wanted,
                        const char *what, VnErr *err) {
  size_t *places = vn_alloc(wanted->n, sizeof *places);
  if (!places) vn_fail_memory(err, "finding names");
  for (size_t i = 0; places && i < wanted->n; i++) {
    const char *label = wanted->labels[i];
    ptrdiff_t at = vn_names_find(names, label);
    if (at < 0) {
      vn_fail(err, "no %s \"%s\"%s", what, label, vn_names_hint(names, label));
      return fail_places(places);
    }
    places[i] = (size_t)at;
  }
  return places;
}

static VnList missing_from(const VnNames *there, const VnNames *here) {
  VnList list = {0};
  for (size_t i = 0; i < here->n; i++) {
    if (vn_names_find(there, here->labels[i]) < 0) {
      vn_list_add(&list, here->labels[i]);
    }
  }
  return list;
}

static bool fail_to_align(const VnNames *left, const VnNames *right,
                          const char *what, VnErr *err) {
  VnList only_left = missing_from(right, left);
  VnList only_right = missing_from(left, right);
  return vn_fail(err, "the %s names differ; %s%s%s%s%s", what,
                 only_left.n ? "only in the left: " : "", only_left.text,
                 only_left.n && only_right.n ? "; " : "",
                 only_right.n ? "only in the right: " : "", only_right.text);
}

size_t *vn_names_align(const VnNames *left, const VnNames *right,
                       const char *what, VnErr *err) {
  size_t *places = vn_alloc(left->n, sizeof *places);
  if (!places) {
    vn_fail_memory(err, "aligning names");
    return NULL;
  }
  bool same = left->n == right->n;
  for (size_t i = 0; same && i < left->n; i++) {
    ptrdiff_t at = vn_names_find(right, left->labels[i]);
    same = at >= 0;
    places[i] = (size_t)at;
  }
  if (same) return places;
  fail_to_align(left, right, what, err);
  return fail_places(places);
}

const char *vn_names_hint(const VnNames *names, const char *label) {
  VnNear near = vn_near(label);
  for (size_t i = 0; i < names->n; i++) vn_near_try(&near, names->labels[i]);
  return vn_near_hint(&near);
}
