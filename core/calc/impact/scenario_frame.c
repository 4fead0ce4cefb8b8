#include "calc/impact/scenario_frame.h"

#include <stdlib.h>
#include <string.h>

#include "calc/impact/scenario_name.h"
#include "calc/chance/wilson.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "listing scenarios"


// ---- variants ----

// Names get codes as they come up.
static bool code_variants(const VnBalance *b, const uint8_t *variant, size_t n,
                          size_t i, VnDictBuilder *builder, int32_t *codes) {
  int32_t known[VN_MOST_VARIANTS];
  for (size_t k = 0; k < VN_MOST_VARIANTS; k++) known[k] = VN_NO_CODE;
  for (size_t s = 0; s < n; s++) {
    size_t k = variant[s * b->n + i];
    if (known[k] == VN_NO_CODE) {
      const char *name = vn_impact_variant(b->impact, b->first[i] + k);
      known[k] = vn_dict_builder_add(builder, name, strlen(name));
      if (known[k] < 0) return false;
    }
    codes[s] = known[k];
  }
  return true;
}

static VnColumn *variant_column(const VnBalance *b, const uint8_t *variant,
                                size_t n, size_t i) {
  VnColumn *column = vn_column_new(VN_TEXT, n);
  VnDictBuilder *builder = vn_dict_builder_new();
  bool done = column && builder &&
              code_variants(b, variant, n, i, builder, column->text);
  if (done) column->dict = vn_dict_builder_finish(builder, column->text, n);
  vn_dict_builder_free(builder);
  if (done && column->dict) return column;
  vn_column_free(column);
  return NULL;
}


// ---- descriptors in front ----

static VnNames *column_names(const VnImpact *x, const char *const *others,
                             size_t n_others, VnErr *err) {
  size_t n = x->n_descriptors;
  const char **names = vn_alloc(n + n_others, sizeof *names);
  if (!names) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t i = 0; i < n; i++) names[i] = vn_names_at(x->descriptors, i);
  for (size_t k = 0; k < n_others; k++) names[n + k] = others[k];
  VnNames *made = vn_names_new(names, n + n_others, "column", err);
  vn_free((void *)names);
  return made;
}

static bool fill_descriptors(const VnBalance *b, const uint8_t *variant,
                             VnFrame *frame, VnErr *err) {
  for (size_t i = 0; i < b->n; i++) {
    frame->columns[i] = variant_column(b, variant, frame->n_rows, i);
    if (!frame->columns[i]) return vn_fail_memory(err, DOING);
    if (vn_stopped(err)) return false;
  }
  return true;
}

VnFrame *vn_descriptor_frame(const VnBalance *b, const uint8_t *variant,
                             size_t n, const char *const *others,
                             size_t n_others, VnErr *err) {
  VnNames *names = column_names(b->impact, others, n_others, err);
  VnFrame *frame =
      names ? vn_frame_blank(names, n, b->impact->source, err) : NULL;
  if (!frame || fill_descriptors(b, variant, frame, err)) return frame;
  vn_frame_free(frame);
  return NULL;
}

// The columns behind the descriptors, of those types, and the id behind them.
static bool add_columns(const VnBalance *b, const uint8_t *variant,
                        VnFrame *frame, const VnType *types, size_t n_types,
                        VnErr *err) {
  for (size_t c = 0; c < n_types; c++) {
    frame->columns[b->n + c] = vn_column_new(types[c], frame->n_rows);
    if (!frame->columns[b->n + c]) return vn_fail_memory(err, DOING);
  }
  VnColumn *ids = vn_scenario_ids(b, variant, frame->n_rows, err);
  frame->columns[b->n + n_types] = ids;
  return ids != NULL;
}


// ---- worth ----

enum {
  INCONSISTENCY,
  CONSISTENCY,
  TOTAL_IMPACT,
  N_WORTH,
  LABEL = N_WORTH + 1,
  N_SCENARIO
};

static const char *const worth_names[N_SCENARIO] = {
    "inconsistency", "consistency", "total_impact", "id", "label"};

static const VnType worth_types[N_WORTH] = {VN_NUMBER, VN_NUMBER, VN_NUMBER};

static void judge(const VnBalance *b, const uint8_t *variant, int64_t *scores,
                  double worth[N_WORTH]) {
  int64_t lack = 0, lead = INT64_MAX, total = 0;
  vn_balance_scores(b, variant, scores);
  for (size_t i = 0; i < b->n; i++) {
    int64_t behind = vn_balance_lack(b, variant, scores, i);
    int64_t ahead = vn_balance_lead(b, variant, scores, i);
    if (behind > lack) lack = behind;
    if (ahead < lead) lead = ahead;
    total += scores[b->first[i] + variant[i]];
  }
  double scale = (double)b->scale;
  worth[INCONSISTENCY] = (double)lack / scale;
  worth[CONSISTENCY] = lead == INT64_MAX ? VN_NO_NUMBER : (double)lead / scale;
  worth[TOTAL_IMPACT] = (double)total / scale;
}

static bool fill_worth(const VnBalance *b, const uint8_t *variant, size_t n,
                       VnColumn **columns, VnErr *err) {
  int64_t *scores = vn_alloc(b->n_variants, sizeof *scores);
  if (!scores) return vn_fail_memory(err, DOING);
  bool done = true;
  for (size_t s = 0; done && s < n; s++) {
    double worth[N_WORTH];
    judge(b, variant + s * b->n, scores, worth);
    for (size_t w = 0; w < N_WORTH; w++) columns[w]->number[s] = worth[w];
    if ((s & 0xfff) == 0) done = !vn_stopped(err);
  }
  vn_free(scores);
  return done;
}

VnFrame *vn_scenario_frame(const VnBalance *b, const uint8_t *variant, size_t n,
                           VnErr *err) {
  VnFrame *frame =
      vn_descriptor_frame(b, variant, n, worth_names, N_SCENARIO, err);
  if (!frame) return NULL;
  VnColumn **columns = frame->columns + b->n;
  if (add_columns(b, variant, frame, worth_types, N_WORTH, err) &&
      fill_worth(b, variant, n, columns, err)) {
    columns[LABEL] = vn_scenario_labels(b, variant, n, err);
    if (columns[LABEL]) return frame;
  }
  vn_frame_free(frame);
  return NULL;
}


// ---- basins ----

enum { WEIGHT, SHARE, LOW, HIGH, CYCLE, N_BASIN };

static const char *const basin_names[N_BASIN + 1] = {"weight", "share", "low",
                                                     "high",   "cycle", "id"};

static const VnType basin_types[N_BASIN] = {VN_INTEGER, VN_NUMBER, VN_NUMBER,
                                            VN_NUMBER, VN_INTEGER};

#define MOST_DIGITS 18  // that any integer can have

// The weights as integers where all fit, else as texts of digits. NULL: no
// memory.
static VnColumn *weight_column(const VnBasins *basins) {
  bool fits = true;
  for (size_t k = 0; basins->digits && k < basins->n; k++)
    fits = fits && strlen(basins->digits[k]) <= MOST_DIGITS;
  if (!fits)
    return vn_column_of_texts((const char *const *)basins->digits, basins->n);
  VnColumn *column = vn_column_new(VN_INTEGER, basins->n);
  for (size_t k = 0; column && k < basins->n; k++) {
    column->integer[k] = basins->digits ? strtoll(basins->digits[k], NULL, 10)
                                        : (int64_t)basins->weight[k];
  }
  return column;
}

static void fill_basin(const VnBasins *basins, size_t k, VnColumn **columns) {
  columns[LOW]->number[k] = columns[HIGH]->number[k] = VN_NO_NUMBER;
  columns[CYCLE]->integer[k] = (int64_t)basins->cycle[k];
  if (basins->share) {
    columns[SHARE]->number[k] = basins->share[k];
    return;
  }
  double weight = (double)basins->weight[k], total = (double)basins->total;
  columns[SHARE]->number[k] = weight / total;
  if (basins->exact) return;
  VnWilson interval = vn_wilson(weight, total);
  columns[LOW]->number[k] = interval.low;
  columns[HIGH]->number[k] = interval.high;
}

VnFrame *vn_basin_frame(const VnBalance *b, const VnBasins *basins,
                        VnErr *err) {
  VnFrame *frame = vn_descriptor_frame(b, basins->variant, basins->n,
                                       basin_names, N_BASIN + 1, err);
  VnColumn **columns = frame ? frame->columns + b->n : NULL;
  bool done = frame &&
              add_columns(b, basins->variant, frame, basin_types, N_BASIN, err);
  if (done) {
    vn_column_free(columns[WEIGHT]);
    columns[WEIGHT] = weight_column(basins);
    done = columns[WEIGHT] || vn_fail_memory(err, DOING);
  }
  if (!done) {
    vn_frame_free(frame);
    return NULL;
  }
  for (size_t k = 0; k < basins->n; k++) fill_basin(basins, k, columns);
  return frame;
}


// ---- ensembles ----

#define N_ENSEMBLE 4

static const char *const ensemble_names[N_ENSEMBLE + 1] = {"members", "share",
                                                           "low", "high", "id"};

static const VnType ensemble_types[N_ENSEMBLE] = {VN_INTEGER, VN_NUMBER,
                                                  VN_NUMBER, VN_NUMBER};

VnFrame *vn_ensemble_frame(const VnBalance *b, const VnEnsemble *e,
                           uint64_t members, VnErr *err) {
  VnFrame *frame = vn_descriptor_frame(b, e->variant, e->n, ensemble_names,
                                       N_ENSEMBLE + 1, err);
  if (!frame ||
      !add_columns(b, e->variant, frame, ensemble_types, N_ENSEMBLE, err)) {
    vn_frame_free(frame);
    return NULL;
  }
  VnColumn **columns = frame->columns + b->n;
  for (size_t s = 0; s < e->n; s++) {
    double n = (double)members, count = (double)e->members[s];
    VnWilson interval = vn_wilson(count, n);
    columns[0]->integer[s] = (int64_t)e->members[s];
    columns[1]->number[s] = count / n;
    columns[2]->number[s] = interval.low;
    columns[3]->number[s] = interval.high;
  }
  return frame;
}
