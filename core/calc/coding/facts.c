#include "calc/coding/facts.h"

#include <string.h>

#include "calc/frame/take.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding"
#define STRETCH ((size_t)1 << 20)  // rows between two looks for a stop

// A column, unit by unit.
typedef struct {
  const VnColumn *column;
  const VnLabels *unit;
  VnRow *known;     // of each unit, the row that counts
  uint8_t *differ;  // of each unit, whether another row says otherwise
  size_t n;         // how many do
} Facts;

// Of two cells that are not the same one is missing, or the rows differ.
static void weigh(Facts *f, VnRow i, uint32_t u) {
  if (vn_column_missing(f->column, i)) return;
  if (vn_column_missing(f->column, f->known[u])) f->known[u] = i;
  else if (!f->differ[u]) f->differ[u] = 1, f->n++;
}

// Nearly all rows say what the one that counts says.
#define LOOK_THROUGH(cells)                                                    \
  for (size_t i = from; i < to; i++) {                                         \
    uint32_t u = of[i];                                                        \
    if (u != VN_NO_LABEL && (cells)[i] != (cells)[f->known[u]])                \
      weigh(f, (VnRow)i, u);                                                   \
  }

static void look_through(Facts *f, size_t from, size_t to) {
  const uint32_t *of = f->unit->of;
  const VnColumn *c = f->column;
  switch (c->type) {
    case VN_NUMBER: LOOK_THROUGH(c->number) break;
    case VN_INTEGER: LOOK_THROUGH(c->integer) break;
    case VN_TEXT: LOOK_THROUGH(c->text) break;
    case VN_DATE: LOOK_THROUGH(c->date) break;
    case VN_LOGICAL: LOOK_THROUGH(c->logical) break;
  }
}

static bool look_through_all(Facts *f, VnErr *err) {
  for (size_t from = 0; from < f->column->n; from += STRETCH) {
    size_t left = f->column->n - from;
    if (vn_stopped(err)) return false;
    look_through(f, from, from + (left < STRETCH ? left : STRETCH));
  }
  return true;
}

static void facts_free(Facts *f) {
  vn_free(f->known);
  vn_free(f->differ);
}

static bool find_facts(Facts *f, VnErr *err) {
  f->known = vn_alloc(f->unit->n, sizeof *f->known);
  f->differ = vn_alloc(f->unit->n, 1);
  if (!f->known || !f->differ) return vn_fail_memory(err, DOING);
  memcpy(f->known, f->unit->first, f->unit->n * sizeof *f->known);
  return look_through_all(f, err);
}

static uint32_t first_that_differs(const Facts *f) {
  uint32_t u = 0;
  while (u + 1 < f->unit->n && !f->differ[u]) u++;
  return u;
}

VnRow *vn_coding_tellers(const VnColumn *column, const VnLabels *unit,
                         size_t *n, VnErr *err) {
  Facts f = {.column = column, .unit = unit};
  bool done = find_facts(&f, err);
  for (size_t u = 0; done && u < unit->n; u++)
    if (f.differ[u]) f.known[u] = VN_NO_ROW;
  *n = f.n;
  vn_free(f.differ);
  if (done) return f.known;
  vn_free(f.known);
  return NULL;
}


// ---- all columns ----

typedef struct {
  const VnFrame *about;
  const VnLabels *unit;
  VnCodingFacts *facts;
  size_t n;           // columns in which rows differ,
  const char **name;  // their names,
  int64_t *n_units;   // how many units each has of them,
  VnRow *example;     // and a row of the first
} All;

static bool take_column(All *a, size_t j, VnErr *err) {
  Facts f = {.column = a->about->columns[j], .unit = a->unit};
  bool done = find_facts(&f, err);
  VnColumn *taken = done ? vn_take_column(f.column, f.known, f.unit->n) : NULL;
  a->facts->units->columns[j] = taken;
  if (done && f.n > 0) {
    a->name[a->n] = vn_names_at(a->about->names, j);
    a->n_units[a->n] = (int64_t)f.n;
    a->example[a->n++] = a->unit->first[first_that_differs(&f)];
  }
  facts_free(&f);
  return done && (taken || vn_fail_memory(err, DOING));
}

static bool take_columns(All *a, VnErr *err) {
  size_t n = a->about->n_cols;
  a->name = vn_alloc(n, sizeof *a->name);
  a->n_units = vn_alloc(n, sizeof *a->n_units);
  a->example = vn_alloc(n, sizeof *a->example);
  if (!a->name || !a->n_units || !a->example) return vn_fail_memory(err, DOING);
  for (size_t j = 0; j < n; j++)
    if (!take_column(a, j, err)) return false;
  return true;
}

static VnFrame *frame_of_unlike(All *a, VnErr *err) {
  static const char *const labels[] = {"column", "units", "unit"};
  VnColumn *n_units = vn_column_new(VN_INTEGER, a->n);
  if (n_units) memcpy(n_units->integer, a->n_units, a->n * sizeof *a->n_units);
  VnColumn *columns[] = {vn_column_of_texts(a->name, a->n), n_units,
                         vn_take_column(a->unit->column, a->example, a->n)};
  return vn_frame_of(labels, columns, 3, a->n, NULL, err);
}

static void all_free(All *a) {
  vn_free(a->name);
  vn_free(a->n_units);
  vn_free(a->example);
}

bool vn_coding_facts(const VnFrame *about, const VnLabels *unit,
                     VnCodingFacts *facts, VnErr *err) {
  All a = {.about = about, .unit = unit, .facts = facts};
  facts->units =
      vn_frame_blank(vn_names_share(about->names), unit->n, about->source, err);
  bool done = facts->units && take_columns(&a, err);
  if (done && a.n > 0) {
    facts->unlike = frame_of_unlike(&a, err);
    done = facts->unlike != NULL;
  }
  all_free(&a);
  return done;
}
