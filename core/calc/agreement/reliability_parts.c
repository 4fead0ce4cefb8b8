// Where coders agree and where not: by value, by pair of coders, by unit.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calc/agreement/reliability_point.h"
#include "data/bytes.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"

static VnAgreementPlan without_interval(const VnAgreementPlan *plan) {
  VnAgreementPlan bare = *plan;
  bare.replicates = 0;
  return bare;
}

// ---- by value ----

static void count_values(const VnRatings *r, int64_t *counts) {
  for (uint64_t k = 0; k < r->start[r->n_units]; k++)
    counts[r->value[k]] += r->times[k];
}

static bool one_value(const VnRatings *r, size_t k, const VnAgreementPlan *plan,
                      double *value, VnErr *err) {
  VnAgreement found;
  VnRatings *two = vn_ratings_collapse(r, k, err);
  bool done = two && vn_agreement(two, plan, &found, err);
  vn_ratings_free(two);
  if (done) *value = found.value;
  return done;
}

VnFrame *vn_agreement_by_value(const VnRatings *r, const VnAgreementPlan *plan,
                               VnErr *err) {
  static const char *const labels[] = {"value", "n_ratings", "agreement"};
  VnAgreementPlan bare = without_interval(plan);
  VnColumn *columns[] = {vn_column_of_names(r->values),
                         vn_column_new(VN_INTEGER, r->n_values),
                         vn_column_new(VN_NUMBER, r->n_values)};
  bool done = columns[0] && columns[1] && columns[2];
  bare.scale.level = VN_NOMINAL, bare.weights = VN_UNWEIGHTED;
  if (!done) vn_fail_memory(err, DOING);
  if (done) count_values(r, columns[1]->integer);
  for (size_t k = 0; done && k < r->n_values; k++)
    done = one_value(r, k, &bare, &columns[2]->number[k], err);
  if (done) return vn_frame_of(labels, columns, 3, r->n_values, NULL, err);
  for (int j = 0; j < 3; j++) vn_column_free(columns[j]);
  return NULL;
}


// ---- by pair of coders ----

typedef struct {
  VnColumn *a, *b, *n_units, *agreement, *low, *high;
} Pairs;

static bool one_pair(const VnRatings *r, size_t i, size_t j, size_t row,
                     const VnAgreementPlan *plan, Pairs *pairs, VnErr *err) {
  VnAgreement found;
  VnRatings *two = vn_ratings_pair(r, i, j, err);
  bool done = two && vn_agreement(two, plan, &found, err);
  vn_ratings_free(two);
  if (!done) return false;
  pairs->n_units->integer[row] = (int64_t)found.n_units;
  pairs->agreement->number[row] = found.value;
  pairs->low->number[row] = found.low;
  pairs->high->number[row] = found.high;
  return true;
}

static bool each_pair(const VnRatings *r, const VnColumn *names,
                      const VnAgreementPlan *plan, Pairs *pairs, VnErr *err) {
  size_t row = 0;
  pairs->a->dict = vn_dict_share(names->dict);
  pairs->b->dict = vn_dict_share(names->dict);
  for (size_t i = 0; i < r->n_coders; i++) {
    for (size_t j = i + 1; j < r->n_coders; j++, row++) {
      pairs->a->text[row] = names->text[i];
      pairs->b->text[row] = names->text[j];
      if (!one_pair(r, i, j, row, plan, pairs, err)) return false;
    }
  }
  return true;
}

VnFrame *vn_agreement_by_pair(const VnRatings *r, const VnAgreementPlan *plan,
                              VnErr *err) {
  static const char *const labels[] = {"a",         "b",   "n_units",
                                       "agreement", "low", "high"};
  size_t n = r->n_coders * (r->n_coders - (r->n_coders > 0)) / 2;
  VnColumn *names = vn_column_of_names(r->coders);
  Pairs p = {vn_column_new(VN_TEXT, n),    vn_column_new(VN_TEXT, n),
             vn_column_new(VN_INTEGER, n), vn_column_new(VN_NUMBER, n),
             vn_column_new(VN_NUMBER, n),  vn_column_new(VN_NUMBER, n)};
  VnColumn *columns[] = {p.a, p.b, p.n_units, p.agreement, p.low, p.high};
  bool done =
      names && p.a && p.b && p.n_units && p.agreement && p.low && p.high;
  if (!done) vn_fail_memory(err, DOING);
  done = done && each_pair(r, names, plan, &p, err);
  vn_column_free(names);
  if (done) return vn_frame_of(labels, columns, 6, n, NULL, err);
  for (int j = 0; j < 6; j++) vn_column_free(columns[j]);
  return NULL;
}


// ---- by unit ----

typedef struct {
  size_t unit;
  double disagreement;
} Dispute;

static int by_disagreement(const void *a, const void *b) {
  const Dispute *x = a, *y = b;
  if (x->disagreement != y->disagreement)
    return x->disagreement < y->disagreement ? 1 : -1;
  return (x->unit > y->unit) - (x->unit < y->unit);
}

// The disputes of a task, sorted; gives how many.
static size_t list_disputes(const VnAgreementTask *t, Dispute *disputes) {
  size_t n = 0;
  for (size_t i = 0; i < t->n; i++) {
    size_t u = t->units[i];
    double mean = t->unit[u] / t->n_of[u];
    if (mean > 0) disputes[n++] = (Dispute){u, mean};
  }
  qsort(disputes, n, sizeof *disputes, by_disagreement);
  return n;
}

static bool put_text(VnBytes *text, const char *more) {
  return vn_bytes_put(text, more, strlen(more));
}

// "x 3, y": the values of a unit, and how often each was said.
static bool write_ratings(const VnRatings *r, size_t u, VnBytes *text) {
  text->n = 0;
  for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++) {
    char times[16] = "";
    const char *label = vn_names_at(r->values, r->value[k]);
    if (r->times[k] > 1) snprintf(times, sizeof times, " %u", r->times[k]);
    if (!put_text(text, text->n > 0 ? ", " : "") ||
        !put_text(text, *label ? label : "(nothing)") || !put_text(text, times))
      return false;
  }
  return true;
}

static VnColumn *texts_of(const VnRatings *r, const Dispute *disputes,
                          size_t n) {
  VnBytes text = {0};
  VnDictBuilder *builder = vn_dict_builder_new();
  int32_t *codes = vn_alloc(n, sizeof *codes);
  VnDict *dict = NULL;
  bool done = builder && codes;
  for (size_t i = 0; done && i < n; i++) {
    done = write_ratings(r, disputes[i].unit, &text);
    if (done)
      codes[i] = vn_dict_builder_add(builder, (const char *)text.at, text.n);
    done = done && codes[i] >= 0;
  }
  if (done) dict = vn_dict_builder_finish(builder, codes, n);
  vn_bytes_free(&text);
  vn_dict_builder_free(builder);
  VnColumn *column = dict ? vn_column_of(VN_TEXT, codes, n, dict) : NULL;
  if (!column) vn_free(codes);
  if (!column) vn_dict_free(dict);
  return column;
}

// The units' names, or their numbers from 1.
static VnColumn *units_of(const VnRatings *r, const Dispute *disputes,
                          size_t n) {
  const VnColumn *from = r->labels;
  VnColumn *column = vn_column_new(from ? from->type : VN_INTEGER, n);
  if (!column) return NULL;
  size_t size = vn_type_size(column->type);
  if (from && from->dict) column->dict = vn_dict_share(from->dict);
  for (size_t i = 0; i < n; i++) {
    size_t u = disputes[i].unit;
    if (!from) column->integer[i] = (int64_t)u + 1;
    else
      memcpy((char *)column->cells + i * size,
             (const char *)from->cells + u * size, size);
  }
  return column;
}

static VnFrame *dispute_frame(const VnAgreementTask *t, const Dispute *disputes,
                              size_t n, VnErr *err) {
  static const char *const labels[] = {"unit", "n_ratings", "disagreement",
                                       "ratings"};
  VnColumn *columns[] = {
      units_of(t->ratings, disputes, n), vn_column_new(VN_INTEGER, n),
      vn_column_new(VN_NUMBER, n), texts_of(t->ratings, disputes, n)};
  for (size_t i = 0; columns[1] && columns[2] && i < n; i++) {
    columns[1]->integer[i] = t->n_of[disputes[i].unit];
    columns[2]->number[i] = disputes[i].disagreement;
  }
  return vn_frame_of(labels, columns, 4, n, NULL, err);
}

VnFrame *vn_disputed(const VnRatings *ratings, VnScaleOf scale, VnErr *err) {
  VnAgreementTask t;
  VnAgreementPlan plan = {.coefficient = VN_KRIPPENDORFF, .scale = scale};
  VnFrame *frame = NULL;
  bool done = vn_agreement_begin(&t, ratings, &plan, err);
  Dispute *disputes = done ? vn_alloc(t.n, sizeof *disputes) : NULL;
  if (done && !disputes) vn_fail_memory(err, DOING);
  if (disputes) {
    size_t n = list_disputes(&t, disputes);
    frame = dispute_frame(&t, disputes, n, err);
  }
  vn_free(disputes);
  vn_agreement_done(&t);
  return frame;
}
