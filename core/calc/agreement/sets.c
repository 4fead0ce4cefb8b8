#include "calc/agreement/sets.h"

#include <string.h>

#include "calc/sort_numbers.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "measuring distances"

// A set's members are numbers, ascending.
typedef struct {
  uint32_t *member;
  size_t n;
} Set;

struct VnSets {
  Set *sets;
  size_t n, n_members;  // the last member is that of empty sets
  uint32_t *members;    // of all sets
  uint64_t *first;      // of each member: where those that have it begin
  uint32_t *having;     // sets, ascending
};

void vn_sets_free(VnSets *s) {
  if (!s) return;
  vn_free(s->sets);
  vn_free(s->members);
  vn_free(s->first);
  vn_free(s->having);
  vn_free(s);
}


// ---- reading ----

typedef struct {
  VnDictBuilder *known;
  char separator;
} SetReader;

static const char *skip_blanks(const char *text, const char *end) {
  while (text < end && *text == ' ') text++;
  return text;
}

static size_t length_without_blanks(const char *text, const char *end) {
  while (end > text && end[-1] == ' ') end--;
  return (size_t)(end - text);
}

static bool read_set(const SetReader *reader, const char *text, VnSets *s,
                     Set *set) {
  while (text && *text) {
    const char *next = strchr(text, reader->separator);
    const char *end = next ? next : text + strlen(text);
    const char *from = skip_blanks(text, end);
    size_t length = length_without_blanks(from, end);
    if (length > 0) {
      int32_t member = vn_dict_builder_add(reader->known, from, length);
      if (member < 0) return false;
      if ((size_t)member >= s->n_members) s->n_members = (size_t)member + 1;
      set->member[set->n++] = (uint32_t)member;
    }
    text = next ? next + 1 : NULL;
  }
  set->n = vn_sort_distinct(set->member, set->n);
  return true;
}

static size_t n_members_at_most(const char *text, char separator) {
  size_t n = 1;
  for (; *text; text++) n += *text == separator;
  return n;
}

static bool read_sets(VnSets *s, const VnNames *values, char separator,
                      VnErr *err) {
  SetReader reader = {vn_dict_builder_new(), separator};
  size_t room = 0, used = 0;
  for (size_t k = 0; k < s->n; k++)
    room += n_members_at_most(vn_names_at(values, k), separator);
  s->sets = vn_alloc(s->n, sizeof *s->sets);
  s->members = vn_alloc(room, sizeof *s->members);
  bool done = reader.known && s->sets && s->members;
  for (size_t k = 0; done && k < s->n; k++) {
    s->sets[k].member = s->members + used;
    done = read_set(&reader, vn_names_at(values, k), s, &s->sets[k]);
    used += s->sets[k].n;
  }
  vn_dict_builder_free(reader.known);
  return done || vn_fail_memory(err, DOING);
}


// ---- who has a member ----

static size_t n_entries(const VnSets *s, size_t k) {
  return s->sets[k].n > 0 ? s->sets[k].n : 1;
}

static uint32_t entry(const VnSets *s, size_t k, size_t i) {
  return s->sets[k].n > 0 ? s->sets[k].member[i] : (uint32_t)s->n_members - 1;
}

// A counting sort: first[m + 1] is where member m goes on while it is filled,
// and ends as where m + 1 begins.
static bool list_having(VnSets *s, VnErr *err) {
  size_t n = 0;
  s->n_members++;
  for (size_t k = 0; k < s->n; k++) n += n_entries(s, k);
  s->first = vn_alloc(s->n_members + 2, sizeof *s->first);
  s->having = vn_alloc(n, sizeof *s->having);
  if (!s->first || !s->having) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < s->n; k++) {
    for (size_t i = 0; i < n_entries(s, k); i++) s->first[entry(s, k, i) + 2]++;
  }
  for (size_t m = 0; m < s->n_members; m++) s->first[m + 2] += s->first[m + 1];
  for (size_t k = 0; k < s->n; k++) {
    for (size_t i = 0; i < n_entries(s, k); i++)
      s->having[s->first[entry(s, k, i) + 1]++] = (uint32_t)k;
  }
  return !vn_stopped(err);
}

VnSets *vn_sets_new(const VnNames *values, char separator, VnErr *err) {
  VnSets *s = vn_alloc(1, sizeof *s);
  if (!s) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  s->n = vn_names_count(values);
  if (read_sets(s, values, separator, err) && list_having(s, err)) return s;
  vn_sets_free(s);
  return NULL;
}


// ---- distances ----

static size_t n_common(Set a, Set b) {
  size_t i = 0, j = 0, n = 0;
  while (i < a.n && j < b.n) {
    uint32_t x = a.member[i], y = b.member[j];
    n += x == y;
    i += x <= y;
    j += y <= x;
  }
  return n;
}

// How like two sets are in shape (Passonneau 2006, LREC).
static double monotonicity(Set a, Set b, size_t common) {
  if (common == a.n && common == b.n) return 1;
  if (common == a.n || common == b.n) return 2.0 / 3;
  return common > 0 ? 1.0 / 3 : 0;
}

static double between(Set a, Set b, size_t common, VnLevel level) {
  size_t all = a.n + b.n - common;
  double j = all > 0 ? (double)common / (double)all : 1;
  double shape = monotonicity(a, b, common);
  if (level == VN_JACCARD) return 1 - j;
  return level == VN_MASI ? 1 - j * shape : (1 - j) * (1 - shape);
}

double vn_sets_distance(const VnSets *s, VnLevel level, size_t a, size_t b) {
  return between(s->sets[a], s->sets[b], n_common(s->sets[a], s->sets[b]),
                 level);
}

double vn_sets_likeness(const VnSets *s, VnLevel level, size_t a, VnNear near) {
  return 1 - between(s->sets[a], s->sets[near.other], near.common, level);
}

// Of an empty set some distances are less than 1 to any other: it is part of
// all.
static size_t near_empty(size_t a, VnNear *near) {
  for (size_t k = 0; k < a; k++) near[k] = (VnNear){(uint32_t)k, 0};
  return a;
}

static size_t list_empty(const VnSets *s, size_t a, VnNear *near, size_t n) {
  const uint32_t *other = s->having + s->first[s->n_members - 1];
  const uint32_t *end = s->having + s->first[s->n_members];
  for (; other < end && *other < a; other++) near[n++] = (VnNear){*other, 0};
  return n;
}

size_t vn_sets_near(const VnSets *s, size_t a, VnNear *near, uint32_t *common) {
  size_t n = 0;
  if (s->sets[a].n == 0) return near_empty(a, near);
  for (size_t i = 0; i < s->sets[a].n; i++) {
    const uint32_t *other = s->having + s->first[s->sets[a].member[i]];
    for (; *other < a; other++) {
      if (common[*other]++ == 0) near[n++].other = *other;
    }
  }
  for (size_t k = 0; k < n; k++) {
    near[k].common = common[near[k].other];
    common[near[k].other] = 0;
  }
  return list_empty(s, a, near, n);
}

double vn_sets_steps(const VnSets *s) {
  double steps = (double)s->n;
  for (size_t m = 0; m < s->n_members; m++) {
    double n = (double)(s->first[m + 1] - s->first[m]);
    steps += n * n / 2;
  }
  return steps;
}
