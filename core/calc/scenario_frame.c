#include "calc/scenario_frame.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "listing scenarios"

enum { INCONSISTENCY, CONSISTENCY, TOTAL_IMPACT, N_WORTH };

static const char *const worth_names[N_WORTH] = {"inconsistency", "consistency",
                                                 "total_impact"};


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


// ---- worth ----

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


// ---- the frame ----

static VnNames *column_names(const VnImpact *x, VnErr *err) {
  size_t n = x->n_descriptors;
  const char **names = vn_alloc(n + N_WORTH, sizeof *names);
  if (!names) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t i = 0; i < n; i++) names[i] = vn_names_at(x->descriptors, i);
  for (size_t w = 0; w < N_WORTH; w++) names[n + w] = worth_names[w];
  VnNames *made = vn_names_new(names, n + N_WORTH, "column", err);
  vn_free((void *)names);
  return made;
}

static bool fill(const VnBalance *b, const uint8_t *variant, VnFrame *frame,
                 VnErr *err) {
  size_t n = frame->n_rows;
  for (size_t c = 0; c < frame->n_cols; c++) {
    frame->columns[c] = c < b->n ? variant_column(b, variant, n, c)
                                 : vn_column_new(VN_NUMBER, n);
    if (!frame->columns[c]) return vn_fail_memory(err, DOING);
    if (vn_stopped(err)) return false;
  }
  return fill_worth(b, variant, n, frame->columns + b->n, err);
}

VnFrame *vn_scenario_frame(const VnBalance *b, const uint8_t *variant, size_t n,
                           VnErr *err) {
  VnNames *names = column_names(b->impact, err);
  VnFrame *frame =
      names ? vn_frame_blank(names, n, b->impact->source, err) : NULL;
  if (!frame || fill(b, variant, frame, err)) return frame;
  vn_frame_free(frame);
  return NULL;
}
