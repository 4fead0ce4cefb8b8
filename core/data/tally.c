#include "data/tally.h"

#include "data/memory.h"

VnTally *vn_tally_new(size_t n_periods, VnErr *err) {
  VnTally *t = vn_alloc(1, sizeof *t);
  if (t) {
    t->periods = vn_alloc(n_periods, sizeof *t->periods);
    t->n_periods = t->n_shown = t->periods ? n_periods : 0;
    t->first_year = t->last_year = VN_NO_YEAR;
    t->first_outside = t->last_outside = VN_NO_YEAR;
    if (t->periods) return t;
  }
  vn_tally_free(t);
  vn_fail_memory(err, "counting");
  return NULL;
}

static void free_period(VnTallyPeriod *p) {
  vn_free(p->name);
  vn_free(p->totals);
  vn_free(p->sizes);
  vn_free(p->cells);
  vn_free(p->a);
  vn_free(p->b);
  vn_free(p->count);
  vn_free(p->weight);
}

void vn_tally_free(VnTally *t) {
  if (!t) return;
  for (size_t i = 0; i < t->n_periods; i++) free_period(&t->periods[i]);
  vn_free(t->periods);
  vn_dict_free(t->members);
  vn_free(t->source);
  vn_free(t->year_rows);
  vn_free(t);
}

// ---- pairs ----

static bool pair_room(VnTallyPeriod *p) {
  p->a = vn_alloc(p->n_pairs, sizeof *p->a);
  p->b = vn_alloc(p->n_pairs, sizeof *p->b);
  p->count = vn_alloc(p->n_pairs, sizeof *p->count);
  return p->a && p->b && p->count;
}

static void list_pairs(VnTallyPeriod *p, size_t n_members) {
  size_t k = 0;
  for (uint32_t a = 0; a < n_members; a++) {
    for (uint32_t b = a + 1; b < n_members; b++) {
      uint32_t count = p->cells[vn_tally_cell(a, b)];
      if (count == 0) continue;
      p->a[k] = a, p->b[k] = b, p->count[k++] = count;
    }
  }
}

bool vn_tally_list(VnTally *t, VnErr *err) {
  for (size_t i = 0; i < t->n_periods; i++) {
    VnTallyPeriod *p = &t->periods[i];
    if (!p->cells || p->count) continue;
    if (!pair_room(p)) {
      vn_free(p->a);
      vn_free(p->b);
      vn_free(p->count);
      p->a = p->b = NULL, p->count = NULL;
      return vn_fail_memory(err, "listing pairs");
    }
    list_pairs(p, t->n_members);
  }
  return true;
}


// ---- names ----

VnNames *vn_tally_names(const VnTally *t, VnErr *err) {
  const char **labels = vn_alloc(t->n_members, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, "naming members");
    return NULL;
  }
  for (size_t i = 0; i < t->n_members; i++) {
    labels[i] = vn_dict_at(t->members, (int32_t)i);
  }
  VnNames *names = vn_names_new(labels, t->n_members, "member", err);
  vn_free(labels);
  return names;
}
