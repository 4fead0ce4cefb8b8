#include "data/tally.h"

#include "data/memory.h"

VnTally *vn_tally_new(size_t n_periods, VnErr *err) {
  VnTally *t = vn_alloc(1, sizeof *t);
  if (t) {
    t->periods = vn_alloc(n_periods, sizeof *t->periods);
    t->n_periods = t->n_shown = t->periods ? n_periods : 0;
    t->first_year = t->last_year = VN_NO_YEAR;
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
  vn_free(t);
}

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
