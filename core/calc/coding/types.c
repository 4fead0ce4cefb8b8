#include "calc/coding/types.h"

#include <math.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "triangulation"

// ---- the statistic ----

typedef struct {
  const VnOccurrence *o;
  const VnSourceMarks *marks;
  const uint32_t *mark;
  double *with, *all;  // of each type: its units with the item, and all
} Spread;

static void look(void *test, const uint32_t *mark) {
  Spread *p = test;
  p->mark = mark;
  memset(p->all, 0, p->marks->n_marks * sizeof *p->all);
  for (size_t s = 0; s < p->o->n_sources; s++) {
    if (p->o->size[s] > 0) p->all[mark[s]] += p->o->size[s];
  }
}

static void count_types(Spread *p, size_t item) {
  const VnOccurrence *o = p->o;
  memset(p->with, 0, p->marks->n_marks * sizeof *p->with);
  for (uint64_t k = o->start[item]; k < o->start[item + 1]; k++)
    p->with[p->mark[o->source[k]]] += o->count[k];
}

// chi-square of units with and without, type by type.
static double tell(void *test, size_t item) {
  Spread *p = test;
  double share = (double)p->o->units[item] / p->o->n_units, sum = 0;
  if (share >= 1) return NAN;
  count_types(p, item);
  for (uint32_t h = 0; h < p->marks->n_marks; h++) {
    double expected = p->all[h] * share, d = p->with[h] - expected;
    if (expected > 0) sum += d * d / (expected * (1 - share));
  }
  return sum;
}


// ---- columns ----

enum { UNITS, N_SOURCES, TYPES, TOP, SHARE, ELSEWHERE, CHI2, P, Q, N_NUMBERS };

static const char *const labels[N_NUMBERS + 1] = {
    "code",  "units",     "sources", "types", "top",
    "share", "elsewhere", "chi2",    "p",     "q"};

typedef struct {
  const VnCoding *coding;
  VnOccurrence o;
  Spread spread;
  VnColumn *columns[N_NUMBERS + 1];
} Sheet;

static void sheet_free(Sheet *s) {
  vn_occurrence_free(&s->o);
  vn_free(s->spread.with);
  vn_free(s->spread.all);
}

static bool sheet_room(Sheet *s, VnErr *err) {
  size_t n = s->spread.marks->n_marks;
  bool room = true;
  s->spread.with = vn_alloc(n, sizeof *s->spread.with);
  s->spread.all = vn_alloc(n, sizeof *s->spread.all);
  s->columns[0] = vn_occurrence_names(&s->o, s->coding, false);
  for (int j = 0; j < N_NUMBERS; j++)
    s->columns[j + 1] =
        vn_column_new(j <= TOP ? VN_INTEGER : VN_NUMBER, s->o.n_items);
  for (int j = 0; j <= N_NUMBERS; j++) room = room && s->columns[j];
  return (room && s->spread.with && s->spread.all) ||
         vn_fail_memory(err, DOING);
}

static void describe(Sheet *s, size_t i) {
  const Spread *p = &s->spread;
  VnColumn **columns = s->columns + 1;
  double best = -1;
  uint32_t top = 0, n_types = 0;
  columns[CHI2]->number[i] = tell(&s->spread, i);
  count_types(&s->spread, i);
  for (uint32_t h = 0; h < p->marks->n_marks; h++) {
    double share = p->all[h] > 0 ? p->with[h] / p->all[h] : 0;
    n_types += p->with[h] > 0;
    if (share > best) best = share, top = h;
  }
  double others = s->o.n_units - p->all[top];
  columns[UNITS]->integer[i] = (int64_t)s->o.units[i];
  columns[N_SOURCES]->integer[i] = (int64_t)(s->o.start[i + 1] - s->o.start[i]);
  columns[TYPES]->integer[i] = n_types;
  columns[TOP]->integer[i] = top;
  columns[SHARE]->number[i] = best;
  columns[ELSEWHERE]->number[i] =
      others > 0 ? ((double)s->o.units[i] - p->with[top]) / others : NAN;
}

static bool fill(Sheet *s, const VnTypePlan *plan, VnErr *err) {
  VnStatistic statistic = {look, tell, &s->spread};
  double *p = s->columns[P + 1]->number, *q = s->columns[Q + 1]->number;
  look(&s->spread, s->spread.marks->mark);
  for (size_t i = 0; i < s->o.n_items; i++) describe(s, i);
  return vn_permute(&s->o, s->spread.marks, &statistic, plan->permute, p,
                    err) &&
         vn_fdr(p, s->o.n_items, (double)s->o.n_items, plan->fdr, q, err);
}

VnFrame *vn_coding_types(const VnCoding *coding, const VnSourceMarks *marks,
                         const VnTypePlan *plan, VnErr *err) {
  Sheet s = {.coding = coding, .spread = {.marks = marks}};
  VnFrame *frame = NULL;
  if (!vn_occurrence(coding, marks, false, plan->least, &s.o, err)) return NULL;
  s.spread.o = &s.o;
  bool done = sheet_room(&s, err) && fill(&s, plan, err);
  if (done) {
    frame = vn_frame_of(labels, s.columns, N_NUMBERS + 1, s.o.n_items,
                        coding->origin, err);
  }
  for (int j = 0; !done && j <= N_NUMBERS; j++) vn_column_free(s.columns[j]);
  sheet_free(&s);
  return frame;
}
