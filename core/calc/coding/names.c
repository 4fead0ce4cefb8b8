#include "calc/coding/names.h"

#include "data/memory.h"

#define DOING "coding"

VnNames *vn_coding_names_in(const VnFrame *frame, const char *what,
                            VnErr *err) {
  VnLabels labels = {0};
  const char *first = vn_names_at(frame->names, 0);
  VnNames *names = NULL;
  if (frame->columns[0]->type != VN_TEXT) {
    vn_fail(err, "the %ss are to be named by texts", what);
    return NULL;
  }
  const char **texts = vn_alloc(frame->n_rows, sizeof *texts);
  if (!texts) vn_fail_memory(err, DOING);
  bool done = texts && vn_labels_new(frame, first, &labels, err);
  for (size_t i = 0; done && i < frame->n_rows; i++) {
    const VnColumn *column = frame->columns[0];
    texts[i] = vn_column_missing(column, i)
                   ? ""
                   : vn_dict_at(column->dict, column->text[i]);
  }
  if (done) names = vn_names_new(texts, frame->n_rows, what, err);
  vn_labels_free(&labels);
  vn_free(texts);
  return names;
}

VnNames *vn_coding_coder_names(const VnLabels *labels, bool unknown,
                               VnErr *err) {
  VnNames *names = labels->of ? vn_labels_names(labels, "coder", err) : NULL;
  if (labels->of &&
      (!names || !unknown || vn_names_find(names, VN_UNKNOWN_CODER) >= 0))
    return names;
  size_t n = names ? vn_names_count(names) : 0;
  const char **texts = vn_alloc(n + 1, sizeof *texts);
  for (size_t k = 0; texts && k < n; k++) texts[k] = vn_names_at(names, k);
  if (texts) texts[n] = VN_UNKNOWN_CODER;
  else vn_fail_memory(err, DOING);
  VnNames *more = texts ? vn_names_new(texts, n + 1, "coder", err) : NULL;
  vn_names_free(names);
  vn_free(texts);
  return more;
}
