#include "data/ratings/frame.h"

#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/ratings/rows.h"
#include "data/ratings/values.h"
#include "data/stop.h"

#define DOING "reading ratings"

// ---- wide ----

static VnRatings *spread_wide(const VnFrame *frame, const VnNames *coders,
                              const VnValues *values, VnErr *err) {
  size_t m = vn_names_count(coders);
  VnRatings *r = vn_ratings_new(values->names, values->score, frame->n_rows,
                                (VnNames *)coders, err);
  if (!r) return NULL;
  for (size_t j = 0; j < m; j++) {
    const int32_t *codes = values->codes + j * frame->n_rows;
    for (size_t u = 0; u < frame->n_rows; u++) r->cell[u * m + j] = codes[u];
  }
  if (vn_ratings_count(r, err)) return r;
  vn_ratings_free(r);
  return NULL;
}

VnRatings *vn_ratings_from_wide(const VnFrame *frame, const char *unit,
                                const VnNames *coders, VnRatingRules rules,
                                VnErr *err) {
  VnValues values;
  const VnColumn **columns = vn_rating_columns(frame, coders, err);
  if (!columns) return NULL;
  bool done = vn_values_new(columns, vn_names_count(coders), frame->n_rows,
                            rules, &values, err);
  vn_free(columns);
  if (!done) return NULL;
  VnRatings *r = spread_wide(frame, coders, &values, err);
  vn_values_free(&values);
  if (r && vn_rating_units(r, frame, unit, rules.cluster, err)) return r;
  vn_ratings_free(r);
  return NULL;
}


// ---- long ----

typedef struct {
  const VnFrame *frame;
  VnLabels unit, coder, cluster;
  VnNames *coders;
  VnValues values;
} Long;

static void long_free(Long *l) {
  vn_labels_free(&l->unit);
  vn_labels_free(&l->coder);
  vn_labels_free(&l->cluster);
  vn_names_free(l->coders);
  vn_values_free(&l->values);
}

static bool fail_twice(const Long *l, size_t row, VnErr *err) {
  char unit[200], coder[200];
  vn_column_text(l->unit.column, row, unit, sizeof unit);
  vn_column_text(l->coder.column, row, coder, sizeof coder);
  return vn_fail(err,
                 "row %zu says once more what coder \"%.100s\" said of unit "
                 "\"%.100s\"; each coder should rate a unit once",
                 row + 1, coder, unit);
}

static bool place_rows(const Long *l, VnRatings *r, VnErr *err) {
  for (size_t i = 0; i < l->frame->n_rows; i++) {
    uint32_t u = l->unit.of[i], j = l->coder.of[i];
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (u == VN_NO_LABEL || j == VN_NO_LABEL) {
      r->n_left_out++;
      continue;
    }
    int32_t *cell = &r->cell[u * r->n_coders + j];
    if (l->values.codes[i] == VN_NOT_RATED) continue;
    if (*cell != VN_NOT_RATED) return fail_twice(l, i, err);
    *cell = l->values.codes[i];
  }
  return true;
}

static bool name_units(const Long *l, VnRatings *r, VnErr *err) {
  VnNames *names = vn_labels_names(&l->unit, "unit", err);
  if (!names) return false;
  r->labels = vn_column_of_names(names);
  vn_names_free(names);
  return r->labels || vn_fail_memory(err, DOING);
}

static bool fail_clusters(const Long *l, size_t row, VnErr *err) {
  char unit[200], cluster[200];
  vn_column_text(l->unit.column, row, unit, sizeof unit);
  vn_column_text(l->cluster.column, row, cluster, sizeof cluster);
  return vn_fail(err,
                 "row %zu puts the unit \"%.100s\" into the cluster "
                 "\"%.100s\", other rows into another one",
                 row + 1, unit, cluster);
}

// A unit's cluster is what any of its rows says.
static bool cluster_units(const Long *l, VnRatings *r, VnErr *err) {
  if (!l->cluster.of) return true;
  uint32_t *cluster = vn_alloc(r->n_units, sizeof *cluster);
  if (!cluster) return vn_fail_memory(err, DOING);
  bool done = true;
  for (size_t u = 0; u < r->n_units; u++) cluster[u] = VN_NO_LABEL;
  for (size_t i = 0; done && i < l->frame->n_rows; i++) {
    uint32_t u = l->unit.of[i], of = l->cluster.of[i];
    if (u == VN_NO_LABEL || of == VN_NO_LABEL) continue;
    if (cluster[u] != VN_NO_LABEL && cluster[u] != of)
      done = fail_clusters(l, i, err);
    cluster[u] = of;
  }
  done = done && vn_ratings_cluster(r, cluster, l->cluster.n, err);
  vn_free(cluster);
  return done;
}

static VnRatings *spread_long(Long *l, VnErr *err) {
  l->coders = vn_labels_names(&l->coder, "coder", err);
  VnRatings *r = l->coders ? vn_ratings_new(l->values.names, l->values.score,
                                            l->unit.n, l->coders, err)
                           : NULL;
  if (!r) return NULL;
  if (place_rows(l, r, err) && vn_ratings_count(r, err) &&
      name_units(l, r, err) && cluster_units(l, r, err))
    return r;
  vn_ratings_free(r);
  return NULL;
}

VnRatings *vn_ratings_from_long(const VnFrame *frame, const char *unit,
                                const char *coder, const char *value,
                                VnRatingRules rules, VnErr *err) {
  Long l = {.frame = frame};
  const VnColumn *column = vn_frame_column(frame, value, err);
  VnRatings *r = NULL;
  if (column && vn_labels_new(frame, unit, &l.unit, err) &&
      vn_labels_new(frame, coder, &l.coder, err) &&
      vn_labels_close_up(&l.unit, err) && vn_labels_close_up(&l.coder, err) &&
      (!rules.cluster ||
       (vn_labels_new(frame, rules.cluster, &l.cluster, err) &&
        vn_labels_close_up(&l.cluster, err))) &&
      vn_values_new(&column, 1, frame->n_rows, rules, &l.values, err))
    r = spread_long(&l, err);
  long_free(&l);
  return r;
}
