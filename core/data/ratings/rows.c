#include "data/ratings/rows.h"

#include "data/labels.h"
#include "data/memory.h"

#define DOING "reading ratings"

const VnColumn **vn_rating_columns(const VnFrame *frame, const VnNames *names,
                                   VnErr *err) {
  size_t n = vn_names_count(names), j = 0;
  const VnColumn **columns = vn_alloc(n, sizeof(VnColumn *));
  if (!columns) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  while (j < n &&
         (columns[j] = vn_frame_column(frame, vn_names_at(names, j), err)))
    j++;
  if (j == n) return columns;
  vn_free(columns);
  return NULL;
}

static bool take_labels(VnRatings *r, const VnFrame *frame, const char *unit,
                        VnErr *err) {
  const VnColumn *column = unit ? vn_frame_column(frame, unit, err) : NULL;
  if (column) r->labels = vn_column_share((VnColumn *)column);
  return column || !unit;
}

static bool take_clusters(VnRatings *r, const VnFrame *frame,
                          const char *cluster, VnErr *err) {
  VnLabels labels = {0};
  if (!cluster) return true;
  bool done = vn_labels_new(frame, cluster, &labels, err) &&
              vn_labels_close_up(&labels, err) &&
              vn_ratings_cluster(r, labels.of, labels.n, err);
  vn_labels_free(&labels);
  return done;
}

bool vn_rating_units(VnRatings *r, const VnFrame *frame, const char *unit,
                     const char *cluster, VnErr *err) {
  return take_labels(r, frame, unit, err) &&
         take_clusters(r, frame, cluster, err);
}
