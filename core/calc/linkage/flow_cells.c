#include "calc/linkage/flow_cells.h"

bool vn_flow_ends(const VnFrame *cells, const VnNames *sectors,
                  const char *name, uint32_t *ends, VnErr *err) {
  const VnColumn *column = vn_frame_column(cells, name, err);
  if (!column) return false;
  for (size_t k = 0; k < cells->n_rows; k++) {
    const char *sector = vn_dict_at(column->dict, column->text[k]);
    ptrdiff_t at = vn_names_find(sectors, sector);
    if (at < 0) return vn_fail(err, "\"%s\" is no sector", sector);
    ends[k] = (uint32_t)at;
  }
  return true;
}

bool vn_flow_counts(const VnFrame *cells, const char *name, double *counts,
                    VnErr *err) {
  const VnColumn *column = vn_frame_column(cells, name, err);
  if (!column) return false;
  for (size_t k = 0; k < cells->n_rows; k++)
    counts[k] = (double)column->integer[k];
  return true;
}
