// Flows between sectors as frames have them: a row for each two sectors.
#ifndef VN_FLOW_CELLS_H
#define VN_FLOW_CELLS_H

#include "data/frame.h"
#include "data/names.h"

// For each row the place of the sector in that column.
bool vn_flow_ends(const VnFrame *cells, const VnNames *sectors,
                  const char *column, uint32_t *ends, VnErr *err);

// For each row the whole number in that column.
bool vn_flow_counts(const VnFrame *cells, const char *column, double *counts,
                    VnErr *err);

#endif
