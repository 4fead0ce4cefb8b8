// A column's values as numbers 0 .. n - 1 in their order: texts by their
// bytes, whole numbers by size. What counts members or groups needs no more.
#ifndef VN_LABELS_H
#define VN_LABELS_H

#include "data/frame.h"

#define VN_NO_LABEL UINT32_MAX

typedef struct {
  const VnColumn *column;  // the labels live no longer than it does
  uint32_t n;
  uint32_t *of;     // of each row, or VN_NO_LABEL
  uint32_t *first;  // the first row of each
} VnLabels;

// Of a column of text or whole numbers; missing cells have none.
bool vn_labels_new(const VnFrame *frame, const char *column, VnLabels *labels,
                   VnErr *err);
void vn_labels_free(VnLabels *labels);

// Numbers anew those that some row still has.
bool vn_labels_close_up(VnLabels *labels, VnErr *err);

// As texts, in their order; `what` names them in a sentence.
VnNames *vn_labels_names(const VnLabels *labels, const char *what, VnErr *err);

#endif
