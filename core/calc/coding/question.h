// A question such as "a and (b or c) and not d", asked of units that have
// some of its leaves.
#ifndef VN_QUESTION_H
#define VN_QUESTION_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

enum { VN_AND = -1, VN_OR = -2, VN_NOT = -3 };

// Its steps, each behind the one or two parts that it joins: a leaf by its
// number, or one of those above. No steps: yes, whatever there is.
typedef struct {
  size_t n;
  const int32_t *steps;
  uint32_t *first;  // of each step, where the part that it ends begins
} VnQuestion;

// Fills `first`; false when the steps are no question about n_leaves leaves.
bool vn_question_check(VnQuestion *question, size_t n_leaves, VnErr *err);

// The answer where the marked leaves hold; holds[i] is told it of the part
// that ends with step i.
bool vn_question_ask(const VnQuestion *question, const bool *leaf, bool *holds);

// After a yes: is_reason[i] is told whether step i holds and stands under
// nothing but what holds, and under no "not".
void vn_question_reasons(const VnQuestion *question, const bool *holds,
                         bool *is_reason);

#endif
