#include "calc/linkage/flow_growth.h"

#include "calc/linkage/flow_cells.h"
#include "calc/linkage/growth_frame.h"
#include "data/matrix/frame.h"
#include "data/memory.h"

#define DOING "comparing periods"

typedef struct {
  const VnFrame *cells;
  size_t n, n_sectors;
  uint32_t *from, *to;
  double *before, *after;
  uint64_t *totals;  // each sector has some flow
} Work;

static bool read_cells(Work *w, const VnNames *sectors, VnErr *err) {
  w->from = vn_alloc(w->n, sizeof *w->from);
  w->to = vn_alloc(w->n, sizeof *w->to);
  w->before = vn_alloc(w->n, sizeof *w->before);
  w->after = vn_alloc(w->n, sizeof *w->after);
  w->totals = vn_alloc(w->n_sectors, sizeof *w->totals);
  if (!w->from || !w->to || !w->before || !w->after || !w->totals) {
    return vn_fail_memory(err, DOING);
  }
  for (size_t i = 0; i < w->n_sectors; i++) w->totals[i] = 1;
  return vn_flow_ends(w->cells, sectors, "from", w->from, err) &&
         vn_flow_ends(w->cells, sectors, "to", w->to, err) &&
         vn_flow_counts(w->cells, "before", w->before, err) &&
         vn_flow_counts(w->cells, "after", w->after, err);
}

static VnGrowthSide side_of(const Work *w, const double *count, double n) {
  return (VnGrowthSide){.n = w->n,
                        .a = w->from,
                        .b = w->to,
                        .count = count,
                        .totals = w->totals,
                        .n_groups = n};
}

static VnFrame *compare(const Work *w, const VnFlowGrowth *how, VnErr *err) {
  VnGrowth growth;
  VnGrowthTest test = {.n_members = w->n_sectors,
                       .before = side_of(w, w->before, how->n_before),
                       .after = side_of(w, w->after, how->n_after),
                       .error = how->error,
                       .n_family = how->n_family,
                       .fdr = how->fdr};
  VnColumn *names = vn_column_of_names(how->sectors);
  VnFrame *frame = NULL;
  if (!names) {
    vn_fail_memory(err, DOING);
  } else if (vn_growth(&test, &growth, err)) {
    frame = vn_growth_frame(&growth, names, w->cells->source, err);
    vn_growth_free(&growth);
  }
  vn_column_free(names);
  return frame;
}

VnFrame *vn_flow_growth(const VnFrame *cells, const VnFlowGrowth *how,
                        VnErr *err) {
  Work w = {.cells = cells,
            .n = cells->n_rows,
            .n_sectors = vn_names_count(how->sectors)};
  VnFrame *frame =
      read_cells(&w, how->sectors, err) ? compare(&w, how, err) : NULL;
  vn_free(w.from);
  vn_free(w.to);
  vn_free(w.before);
  vn_free(w.after);
  vn_free(w.totals);
  return frame;
}
