#include "calc/coding/question.h"

#include <string.h>

// A step's second part ends right before it, its first part right before the
// second one begins.
static size_t first_part(const VnQuestion *q, size_t i) {
  return q->first[i - 1] - 1;
}

bool vn_question_check(VnQuestion *q, size_t n_leaves, VnErr *err) {
  size_t depth = 0;
  for (size_t i = 0; i < q->n; i++) {
    int32_t step = q->steps[i];
    size_t taken = step >= 0 ? 0 : step == VN_NOT ? 1 : 2;
    if (step < VN_NOT || (step >= 0 && (size_t)step >= n_leaves) ||
        depth < taken)
      return vn_fail(err, "step %zu is none of a question", i + 1);
    depth = depth - taken + 1;
    q->first[i] = step >= 0        ? (uint32_t)i
                  : step == VN_NOT ? q->first[i - 1]
                                   : q->first[first_part(q, i)];
  }
  return q->n == 0 || depth == 1 ||
         vn_fail(err, "the question has %zu answers", depth);
}

bool vn_question_ask(const VnQuestion *q, const bool *leaf, bool *holds) {
  for (size_t i = 0; i < q->n; i++) {
    int32_t step = q->steps[i];
    if (step >= 0) holds[i] = leaf[step];
    else if (step == VN_NOT) holds[i] = !holds[i - 1];
    else if (step == VN_AND) holds[i] = holds[i - 1] && holds[first_part(q, i)];
    else holds[i] = holds[i - 1] || holds[first_part(q, i)];
  }
  return q->n == 0 || holds[q->n - 1];
}

void vn_question_reasons(const VnQuestion *q, const bool *holds,
                         bool *is_reason) {
  memset(is_reason, 0, q->n * sizeof *is_reason);
  if (q->n > 0) is_reason[q->n - 1] = holds[q->n - 1];
  for (size_t i = q->n; i-- > 0;) {
    if (!is_reason[i] || q->steps[i] >= 0 || q->steps[i] == VN_NOT) continue;
    is_reason[i - 1] = holds[i - 1];
    is_reason[first_part(q, i)] = holds[first_part(q, i)];
  }
}
