#include "calc/coding/burst.h"

#include <math.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "bursts"

// ---- the statistic ----

typedef struct {
  const VnOccurrence *o;
  const VnSourceMarks *marks;
  const VnBurstPlan *plan;
  const uint32_t *mark;
  double *r, *d, *cost;  // of each period
  uint8_t *state, *from;
} Bursting;

static void bursting_free(Bursting *b) {
  vn_free(b->r);
  vn_free(b->d);
  vn_free(b->cost);
  vn_free(b->state);
  vn_free(b->from);
}

static bool bursting_room(Bursting *b, VnErr *err) {
  size_t n = b->marks->n_marks;
  b->r = vn_alloc(n, sizeof *b->r);
  b->d = vn_alloc(n, sizeof *b->d);
  b->cost = vn_alloc(n, 2 * sizeof *b->cost);
  b->state = vn_alloc(n, sizeof *b->state);
  b->from = vn_alloc(n, 2 * sizeof *b->from);
  return (b->r && b->d && b->cost && b->state && b->from) ||
         vn_fail_memory(err, DOING);
}

static void look(void *test, const uint32_t *mark) {
  Bursting *b = test;
  b->mark = mark;
  memset(b->d, 0, b->marks->n_marks * sizeof *b->d);
  for (size_t s = 0; s < b->o->n_sources; s++) {
    if (b->o->size[s] > 0) b->d[mark[s]] += b->o->size[s];
  }
}

static double tell(void *test, size_t item) {
  Bursting *b = test;
  const VnOccurrence *o = b->o;
  memset(b->r, 0, b->marks->n_marks * sizeof *b->r);
  for (uint64_t k = o->start[item]; k < o->start[item + 1]; k++)
    b->r[b->mark[o->source[k]]] += o->count[k];
  return vn_burst(b->r, b->d, b->marks->n_marks, b->plan->rule, b->state,
                  b->cost, b->from);
}


// ---- rows ----

enum { FROM, TO, UNITS, OF, WEIGHT, P, Q, N_NUMBERS };

static const char *const number_labels[N_NUMBERS] = {
    "from", "to", "units", "of", "weight", "p", "q"};

typedef struct {
  const VnCoding *coding;
  Bursting bursting;
  VnOccurrence o;
  double *p, *q;  // of each item
  size_t n, room;
  uint32_t *item;  // of each row
  VnColumn *names[2];
  VnColumn *columns[N_NUMBERS];
} Sheet;

static void sheet_free(Sheet *s) {
  bursting_free(&s->bursting);
  vn_occurrence_free(&s->o);
  vn_free(s->p);
  vn_free(s->q);
  vn_free(s->item);
}

// At most every other period begins a burst.
static bool sheet_room(Sheet *s, VnErr *err) {
  bool room = true;
  s->room = s->o.n_items * (s->bursting.marks->n_marks / 2 + 1);
  s->p = vn_alloc(s->o.n_items, sizeof *s->p);
  s->q = vn_alloc(s->o.n_items, sizeof *s->q);
  s->item = vn_alloc(s->room, sizeof *s->item);
  for (int j = 0; j < N_NUMBERS; j++) {
    s->columns[j] = vn_column_new(j <= OF ? VN_INTEGER : VN_NUMBER, s->room);
    room = room && s->columns[j];
  }
  return (room && s->p && s->q && s->item) || vn_fail_memory(err, DOING);
}

static void put_burst(Sheet *s, size_t item, size_t first, size_t last) {
  const Bursting *b = &s->bursting;
  double units = 0, of = 0;
  for (size_t t = first; t <= last; t++) units += b->r[t], of += b->d[t];
  s->item[s->n] = (uint32_t)item;
  s->columns[FROM]->integer[s->n] = (int64_t)first;
  s->columns[TO]->integer[s->n] = (int64_t)last;
  s->columns[UNITS]->integer[s->n] = (int64_t)units;
  s->columns[OF]->integer[s->n] = (int64_t)of;
  s->columns[WEIGHT]->number[s->n] = vn_burst_weight(
      b->r, b->d, b->marks->n_marks, b->plan->rule, first, last);
  s->columns[P]->number[s->n] = s->p[item];
  s->columns[Q]->number[s->n++] = s->q[item];
}

static void put_bursts(Sheet *s, size_t item) {
  Bursting *b = &s->bursting;
  size_t n = b->marks->n_marks;
  tell(b, item);
  for (size_t t = 0; t < n; t++) {
    if (!b->state[t]) continue;
    size_t first = t;
    while (t + 1 < n && b->state[t + 1]) t++;
    put_burst(s, item, first, t);
  }
}

static bool name_rows(Sheet *s, VnErr *err) {
  for (int j = 0; j < N_NUMBERS; j++) s->columns[j]->n = s->n;
  return vn_occurrence_name_rows(&s->o, s->coding, s->item, s->n, s->names) ||
         vn_fail_memory(err, DOING);
}

static bool fill(Sheet *s, VnErr *err) {
  Bursting *b = &s->bursting;
  VnStatistic statistic = {look, tell, b};
  if (!vn_permute(&s->o, b->marks, &statistic, b->plan->permute, s->p, err) ||
      !vn_fdr(s->p, s->o.n_items, (double)s->o.n_items, b->plan->fdr, s->q,
              err))
    return false;
  for (size_t i = 0; i < s->o.n_items; i++) put_bursts(s, i);
  return name_rows(s, err);
}

static VnFrame *frame_of(Sheet *s, bool done, VnErr *err) {
  return vn_occurrence_frame(done, s->names, number_labels, s->columns,
                             N_NUMBERS, s->n, s->coding->origin, err);
}

VnFrame *vn_coding_bursts(const VnCoding *coding, const VnSourceMarks *marks,
                          const VnBurstPlan *plan, VnErr *err) {
  Sheet s = {
      .coding = coding, .bursting = {.marks = marks, .plan = plan}
  };
  if (!vn_occurrence(coding, marks, plan->pairs, plan->least, &s.o, err))
    return NULL;
  s.bursting.o = &s.o;
  bool done =
      bursting_room(&s.bursting, err) && sheet_room(&s, err) && fill(&s, err);
  VnFrame *frame = frame_of(&s, done, err);
  sheet_free(&s);
  return frame;
}
