#include "calc/coding/use.h"

#include <stdlib.h>

#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding"

// ---- how codes are used ----

typedef struct {
  uint32_t code, of;
} Use;

static int by_use(const void *a, const void *b) {
  const Use *x = a, *y = b;
  if (x->code != y->code) return x->code < y->code ? -1 : 1;
  return (x->of > y->of) - (x->of < y->of);
}

// How many different things each code was used with.
static bool count_uses(const VnCoding *c, const uint32_t *of_unit,
                       const uint32_t *of_coding, int64_t *counts, VnErr *err) {
  size_t n = 0;
  Use *uses = vn_alloc(c->n_entries, sizeof *uses);
  if (!uses) return vn_fail_memory(err, DOING);
  for (size_t u = 0; u < c->n_units; u++) {
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      uint32_t of = of_coding ? of_coding[k]
                    : of_unit ? of_unit[u]
                              : (uint32_t)u;
      if (c->code[k] != VN_NOTHING && of != VN_NO_LABEL)
        uses[n++] = (Use){c->code[k], of};
    }
  }
  qsort(uses, n, sizeof *uses, by_use);
  for (size_t i = 0; i < n; i++)
    counts[uses[i].code] += i == 0 || by_use(&uses[i - 1], &uses[i]) != 0;
  vn_free(uses);
  return !vn_stopped(err);
}

VnFrame *vn_coding_use(const VnCoding *c, VnErr *err) {
  static const char *const labels[] = {"code", "units", "coders", "sources"};
  VnColumn *columns[] = {vn_column_of_names(c->code_names),
                         vn_column_new(VN_INTEGER, c->n_codes),
                         vn_column_new(VN_INTEGER, c->n_codes),
                         vn_column_new(VN_INTEGER, c->n_codes)};
  int n_columns = c->source ? 4 : 3;
  bool done = columns[0] && columns[1] && columns[2] && columns[3];
  if (!done) vn_fail_memory(err, DOING);
  done =
      done && count_uses(c, NULL, NULL, columns[1]->integer, err) &&
      count_uses(c, NULL, c->coder, columns[2]->integer, err) &&
      (!c->source || count_uses(c, c->source, NULL, columns[3]->integer, err));
  if (!done || !c->source) {
    vn_column_free(columns[3]);
    columns[3] = NULL;
  }
  if (done)
    return vn_frame_of(labels, columns, (size_t)n_columns, c->n_codes,
                       c->origin, err);
  for (int j = 0; j < 3; j++) vn_column_free(columns[j]);
  return NULL;
}


// ---- how many coders looked ----

// counts[k] becomes the number of units with k coders; `last` has room for a
// number of each coder.
static void count_overlap(const VnCoding *c, size_t *last, int64_t *counts) {
  for (size_t u = 0; u < c->n_units; u++) {
    size_t n = 0;
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      n += last[c->coder[k]] != u + 1;
      last[c->coder[k]] = u + 1;
    }
    counts[n]++;
  }
}

// Those of the numbers of coders that some unit has.
static size_t list_overlap(const int64_t *counts, size_t n, VnColumn *coders,
                           VnColumn *units) {
  size_t row = 0;
  for (size_t k = 0; k <= n; k++) {
    if (counts[k] == 0) continue;
    coders->integer[row] = (int64_t)k;
    units->integer[row++] = counts[k];
  }
  return row;
}

VnFrame *vn_coding_overlap(const VnCoding *c, VnErr *err) {
  static const char *const labels[] = {"coders", "units"};
  size_t n = 0;
  size_t *last = vn_alloc(c->n_coders, sizeof *last);
  int64_t *counts = vn_alloc(c->n_coders + 1, sizeof *counts);
  VnColumn *columns[] = {vn_column_new(VN_INTEGER, c->n_coders + 1),
                         vn_column_new(VN_INTEGER, c->n_coders + 1)};
  if (last && counts && columns[0] && columns[1]) {
    count_overlap(c, last, counts);
    n = list_overlap(counts, c->n_coders, columns[0], columns[1]);
    columns[0]->n = columns[1]->n = n;
  } else {
    vn_column_free(columns[1]);
    columns[1] = NULL;
  }
  vn_free(last);
  vn_free(counts);
  return vn_frame_of(labels, columns, 2, n, c->origin, err);
}
