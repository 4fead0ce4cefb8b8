#include "calc/impact/pair_frame.h"

#include "calc/impact/scenario_frame.h"
#include "calc/impact/scenario_name.h"
#include "data/memory.h"
#include "data/stop.h"

enum { TOTAL, MEAN, WORST, PARTIAL, ID, LABEL, N_COLUMNS };

static const char *const names[N_COLUMNS] = {"total",   "mean", "worst",
                                             "partial", "id",   "label"};

typedef struct {
  double total, worst;
  size_t n_rated, n_partial;
} Worth;

static Worth worth_of(const VnBalance *b, const uint8_t *variant,
                      double partial) {
  Worth worth = {.worst = VN_NO_NUMBER};
  const VnImpact *x = b->impact;
  for (size_t i = 0; i < b->n; i++) {
    const double *row = x->cells + (b->first[i] + variant[i]) * b->n_variants;
    for (size_t j = i + 1; j < b->n; j++) {
      double value = row[b->first[j] + variant[j]];
      if (isnan(value)) continue;
      worth.total += value;
      worth.n_rated++;
      worth.n_partial += value <= partial;
      if (!(value >= worth.worst)) worth.worst = value;
    }
  }
  return worth;
}

static bool fill(const VnBalance *b, const uint8_t *variant, size_t n,
                 double partial, VnColumn **columns, VnErr *err) {
  for (size_t c = TOTAL; c <= PARTIAL; c++) {
    columns[c] = vn_column_new(c == PARTIAL ? VN_INTEGER : VN_NUMBER, n);
    if (!columns[c]) return vn_fail_memory(err, "rating scenarios");
  }
  for (size_t s = 0; s < n; s++) {
    if ((s & 0xfff) == 0 && vn_stopped(err)) return false;
    Worth worth = worth_of(b, variant + s * b->n, partial);
    columns[TOTAL]->number[s] = worth.total;
    columns[MEAN]->number[s] =
        worth.n_rated > 0 ? worth.total / (double)worth.n_rated : VN_NO_NUMBER;
    columns[WORST]->number[s] = worth.worst;
    columns[PARTIAL]->integer[s] = (int64_t)worth.n_partial;
  }
  columns[ID] = vn_scenario_ids(b, variant, n, err);
  columns[LABEL] = columns[ID] ? vn_scenario_labels(b, variant, n, err) : NULL;
  return columns[LABEL] != NULL;
}

VnFrame *vn_pair_frame(const VnBalance *b, const uint8_t *variant, size_t n,
                       double partial, VnErr *err) {
  VnFrame *frame = vn_descriptor_frame(b, variant, n, names, N_COLUMNS, err);
  if (!frame || fill(b, variant, n, partial, frame->columns + b->n, err))
    return frame;
  vn_frame_free(frame);
  return NULL;
}
