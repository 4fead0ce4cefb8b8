#include "calc/chance/fdr_frame.h"

#include "calc/frame/select.h"

VnFrame *vn_fdr_frame(const VnFrame *frame, VnFdr kind, VnErr *err) {
  static const char *const label = "q";
  size_t n = frame->n_rows;
  const VnColumn *p = vn_frame_column(frame, "p", err);
  if (p && p->type != VN_NUMBER) {
    vn_fail(err, "column \"p\" should hold numbers");
    return NULL;
  }
  VnColumn *q = p ? vn_column_new(VN_NUMBER, n) : NULL;
  if (p && !q) vn_fail_memory(err, "judging rows");
  if (!q) return NULL;
  if (!vn_fdr(p->number, n, (double)n, kind, q->number, err)) {
    vn_column_free(q);
    return NULL;
  }
  VnFrame *added = vn_frame_of(&label, &q, 1, n, frame->source, err);
  VnFrame *made = added ? vn_extend(frame, added, err) : NULL;
  vn_frame_free(added);
  return made;
}
