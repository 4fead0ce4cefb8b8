// Units of a coding by the codes they have.
#ifndef VN_CODING_FIND_H
#define VN_CODING_FIND_H

#include "calc/coding/question.h"
#include "data/coding.h"

// Leaf l holds where a unit has one of the codes code[start[l]] up to
// code[start[l + 1] - 1].
typedef struct {
  VnQuestion question;
  size_t n_leaves;
  const uint64_t *start;
  const uint32_t *code;
  uint32_t coder;  // whose codes count, or VN_NOTHING: anybody's
} VnCodeQuestion;

// The units of which the answer is yes, in their order: a list to vn_free,
// with its length. Of those that nobody looked at (or not that coder) nothing
// is known, so that they are there only when nothing is asked.
uint32_t *vn_coding_find(const VnCoding *coding, const VnCodeQuestion *question,
                         size_t *n_found, VnErr *err);

#endif
