#include "calc/matrix/standing.h"

#include <string.h>

#include "data/memory.h"

static bool make_room(VnStanding *s) {
  size_t n = s->n_experts * s->n_cells;
  s->parts = vn_alloc(s->n_cells, sizeof *s->parts);
  s->score = vn_alloc(n, sizeof(double));
  s->judged = vn_alloc(n, sizeof(double));
  s->times = vn_alloc(s->n_experts, sizeof(double));
  s->own = vn_alloc(s->n_cells, sizeof(double));
  s->mean = vn_alloc(s->n_cells, sizeof(double));
  s->count = vn_alloc(s->n_cells, sizeof(double));
  s->value = vn_alloc(s->n_things, sizeof(double));
  s->pull = vn_alloc(s->n_experts * s->n_things, sizeof(double));
  return s->parts && s->score && s->judged && s->times && s->own && s->mean &&
         s->count && s->value && s->pull;
}

static void copy_scores(VnStanding *s, const VnMatrix *panel) {
  for (size_t i = 0; i < s->n_experts * s->n_cells; i++) {
    bool judged = !isnan(panel->cells[i]);
    s->judged[i] = judged;
    s->score[i] = judged ? panel->cells[i] : 0;
  }
}

// The things are the texts of their column.
static bool name_things(VnStanding *s, const VnDict *dict, VnErr *err) {
  size_t n = s->n_things = vn_dict_count(dict);
  const char **labels = vn_alloc(n, sizeof *labels);
  if (!labels) return vn_fail_memory(err, "ranking");
  for (size_t j = 0; j < n; j++) labels[j] = vn_dict_at(dict, (int32_t)j);
  s->things = vn_names_new(labels, n, "thing", err);
  vn_free(labels);
  return s->things != NULL;
}

static void list_parts(VnStanding *s, const VnColumn *thing,
                       const VnColumn *weight) {
  for (size_t c = 0; c < s->n_cells; c++) {
    if (thing->text[c] == VN_NO_CODE || s->count[c] <= 0) continue;
    if (isnan(weight->number[c]) || weight->number[c] == 0) continue;
    s->parts[s->n_parts++] =
        (VnPart){c, (size_t)thing->text[c], weight->number[c]};
  }
}

// Divides the weights of each thing by their sum; `value` is room for it.
static void even_out(VnStanding *s) {
  memset(s->value, 0, s->n_things * sizeof *s->value);
  for (size_t k = 0; k < s->n_parts; k++) {
    s->value[s->parts[k].thing] += s->parts[k].weight;
  }
  for (size_t k = 0; k < s->n_parts; k++) {
    s->parts[k].weight /= s->value[s->parts[k].thing];
  }
}

static bool set_up(VnStanding *s, const VnMatrix *panel, const VnColumn *thing,
                   const VnColumn *weight, bool mean, VnErr *err) {
  s->n_experts = panel->n_rows, s->n_cells = panel->n_cols;
  if (!name_things(s, thing->dict, err)) return false;
  if (!make_room(s)) return vn_fail_memory(err, "ranking");
  copy_scores(s, panel);
  for (size_t i = 0; i < s->n_experts; i++) s->times[i] = 1;
  vn_standing_weigh(s);
  memcpy(s->own, s->mean, s->n_cells * sizeof *s->own);
  list_parts(s, thing, weight);
  if (mean) even_out(s);
  vn_standing_weigh(s);
  return true;
}

VnStanding *vn_standing_new(const VnMatrix *panel, const VnFrame *parts,
                            bool mean, VnErr *err) {
  const VnColumn *thing = vn_frame_column(parts, "thing", err);
  const VnColumn *weight = vn_frame_column(parts, "weight", err);
  if (!thing || !weight) return NULL;
  if (thing->type != VN_TEXT || weight->type != VN_NUMBER ||
      parts->n_rows != panel->n_cols) {
    vn_fail(err, "wants a thing (text) and a weight (number) for each cell");
    return NULL;
  }
  VnStanding *s = vn_alloc(1, sizeof *s);
  if (!s) vn_fail_memory(err, "ranking");
  if (s && set_up(s, panel, thing, weight, mean, err)) return s;
  vn_standing_free(s);
  return NULL;
}

void vn_standing_free(VnStanding *s) {
  if (!s) return;
  vn_names_free(s->things);
  vn_free(s->parts);
  vn_free(s->score);
  vn_free(s->judged);
  vn_free(s->times);
  vn_free(s->own);
  vn_free(s->mean);
  vn_free(s->count);
  vn_free(s->value);
  vn_free(s->pull);
  vn_free(s);
}

// Adds up, cell by cell, the judgements of the experts that count.
static void add_up(VnStanding *s) {
  memset(s->mean, 0, s->n_cells * sizeof *s->mean);
  memset(s->count, 0, s->n_cells * sizeof *s->count);
  for (size_t i = 0; i < s->n_experts; i++) {
    const double *score = s->score + i * s->n_cells;
    const double *judged = s->judged + i * s->n_cells;
    double times = s->times[i];
    if (times == 0) continue;
    for (size_t c = 0; c < s->n_cells; c++) {
      s->mean[c] += times * score[c];
      s->count[c] += times * judged[c];
    }
  }
}

void vn_standing_weigh(VnStanding *s) {
  add_up(s);
  for (size_t c = 0; c < s->n_cells; c++) {
    s->mean[c] = s->count[c] > 0 ? s->mean[c] / s->count[c] : s->own[c];
  }
  for (size_t j = 0; j < s->n_things; j++) s->value[j] = NAN;
  for (size_t k = 0; k < s->n_parts; k++) {
    const VnPart *part = &s->parts[k];
    if (isnan(s->value[part->thing])) s->value[part->thing] = 0;
    s->value[part->thing] += part->weight * s->mean[part->cell];
  }
}

void vn_standing_pull(VnStanding *s) {
  double total = 0;
  for (size_t i = 0; i < s->n_experts; i++) total += s->times[i];
  memset(s->pull, 0, s->n_experts * s->n_things * sizeof *s->pull);
  for (size_t i = 0; i < s->n_experts; i++) {
    const double *score = s->score + i * s->n_cells;
    const double *judged = s->judged + i * s->n_cells;
    double *pull = s->pull + i * s->n_things;
    for (size_t k = 0; k < s->n_parts; k++) {
      size_t c = s->parts[k].cell;
      if (s->count[c] <= 0) continue;
      double share = total / s->count[c];
      pull[s->parts[k].thing] +=
          s->parts[k].weight * judged[c] * (score[c] - s->mean[c]) * share;
    }
  }
}
