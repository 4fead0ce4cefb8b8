#include "calc/coding/rates.h"

#include <math.h>

#include "calc/chance/wilson.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "rates"

enum { PERIOD, UNITS, OF, N_SOURCES, SHARE, LOW, HIGH, N_NUMBERS };

static const char *const number_labels[N_NUMBERS] = {
    "period", "units", "of", "sources", "share", "low", "high"};

typedef struct {
  const VnCoding *coding;
  const VnSourceMarks *marks;
  const VnRatePlan *plan;
  VnOccurrence o;
  size_t n;      // rows
  VnRow *items;  // of each row
  VnColumn *names[2];
  VnColumn *columns[N_NUMBERS];
} Sheet;

static void sheet_free(Sheet *s) {
  vn_occurrence_free(&s->o);
  vn_free(s->items);
}

static bool sheet_room(Sheet *s, VnErr *err) {
  size_t n_periods = s->marks->n_marks;
  s->n = s->o.n_items * n_periods;
  s->items = vn_alloc(s->n, sizeof *s->items);
  if (!s->items) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < s->n; k++) s->items[k] = (VnRow)(k / n_periods);
  bool room =
      vn_occurrence_name_rows(&s->o, s->coding, s->items, s->n, s->names);
  for (int j = 0; j < N_NUMBERS; j++) {
    s->columns[j] = vn_column_new(j < SHARE ? VN_INTEGER : VN_NUMBER, s->n);
    room = room && s->columns[j];
  }
  return room || vn_fail_memory(err, DOING);
}

static void begin_rows(Sheet *s) {
  for (size_t k = 0; k < s->n; k++) {
    s->columns[PERIOD]->integer[k] = (int64_t)(k % s->marks->n_marks);
    for (int j = UNITS; j <= N_SOURCES; j++) s->columns[j]->integer[k] = 0;
  }
}

static void count(Sheet *s, size_t item) {
  const VnOccurrence *o = &s->o;
  size_t row = item * s->marks->n_marks;
  for (size_t k = 0; k < o->n_sources; k++) {
    if (o->size[k] > 0)
      s->columns[OF]->integer[row + s->marks->mark[k]] += (int64_t)o->size[k];
  }
  for (uint64_t k = o->start[item]; k < o->start[item + 1]; k++) {
    uint32_t t = s->marks->mark[o->source[k]];
    s->columns[UNITS]->integer[row + t] += (int64_t)o->count[k];
    s->columns[N_SOURCES]->integer[row + t]++;
  }
}

static void divide(Sheet *s, size_t k) {
  double units = (double)s->columns[UNITS]->integer[k];
  double of = (double)s->columns[OF]->integer[k];
  VnWilson interval = of > 0 ? vn_wilson(units, of) : (VnWilson){NAN, NAN};
  s->columns[SHARE]->number[k] = of > 0 ? units / of : NAN;
  s->columns[LOW]->number[k] = interval.low;
  s->columns[HIGH]->number[k] = interval.high;
}

static bool fill(Sheet *s, VnErr *err) {
  begin_rows(s);
  for (size_t i = 0; i < s->o.n_items; i++) {
    if (vn_stopped(err)) return false;
    count(s, i);
  }
  for (size_t k = 0; k < s->n; k++) divide(s, k);
  return true;
}

static VnFrame *frame_of(Sheet *s, bool done, VnErr *err) {
  return vn_occurrence_frame(done, s->names, number_labels, s->columns,
                             N_NUMBERS, s->n, s->coding->origin, err);
}

VnFrame *vn_coding_rates(const VnCoding *coding, const VnSourceMarks *marks,
                         const VnRatePlan *plan, VnErr *err) {
  Sheet s = {.coding = coding, .marks = marks, .plan = plan};
  if (!vn_occurrence(coding, marks, plan->pairs, plan->least, &s.o, err))
    return NULL;
  bool done = sheet_room(&s, err) && fill(&s, err);
  VnFrame *frame = frame_of(&s, done, err);
  sheet_free(&s);
  return frame;
}
