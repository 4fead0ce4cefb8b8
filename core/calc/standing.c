#include "calc/standing.h"

#include <string.h>

#include "data/memory.h"

static bool make_room(VnStanding *s) {
  size_t n = s->n_experts * s->n_cells;
  s->score = vn_alloc(n, sizeof(double));
  s->judged = vn_alloc(n, sizeof(double));
  s->times = vn_alloc(s->n_experts, sizeof(double));
  s->own = vn_alloc(s->n_cells, sizeof(double));
  s->mean = vn_alloc(s->n_cells, sizeof(double));
  s->count = vn_alloc(s->n_cells, sizeof(double));
  s->value = vn_alloc(s->n_things, sizeof(double));
  s->pull = vn_alloc(s->n_experts * s->n_things, sizeof(double));
  return s->score && s->judged && s->times && s->own && s->mean && s->count &&
         s->value && s->pull;
}

static void copy_scores(VnStanding *s, const VnMatrix *panel) {
  for (size_t i = 0; i < s->n_experts * s->n_cells; i++) {
    bool judged = !isnan(panel->cells[i]);
    s->judged[i] = judged;
    s->score[i] = judged ? panel->cells[i] : 0;
  }
}

static bool counts(const VnStanding *s, const VnMatrix *weights, size_t thing,
                   size_t cell) {
  double weight = *vn_matrix_cell(weights, thing, cell);
  return !isnan(weight) && weight != 0 && s->count[cell] > 0;
}

static double whole(const VnStanding *s, const VnMatrix *weights,
                    size_t thing) {
  double sum = 0;
  for (size_t c = 0; c < s->n_cells; c++) {
    if (counts(s, weights, thing, c)) {
      sum += *vn_matrix_cell(weights, thing, c);
    }
  }
  return sum;
}

static bool list_parts(VnStanding *s, const VnMatrix *weights, bool mean) {
  for (size_t j = 0; j < s->n_things; j++) {
    for (size_t c = 0; c < s->n_cells; c++) {
      s->n_parts += counts(s, weights, j, c);
    }
  }
  VnPart *part = s->parts = vn_alloc(s->n_parts, sizeof *part);
  if (!part) return false;
  for (size_t j = 0; j < s->n_things; j++) {
    double sum = mean ? whole(s, weights, j) : 1;
    for (size_t c = 0; c < s->n_cells; c++) {
      if (!counts(s, weights, j, c)) continue;
      *part++ = (VnPart){c, j, *vn_matrix_cell(weights, j, c) / sum};
    }
  }
  return true;
}

static bool set_up(VnStanding *s, const VnMatrix *panel,
                   const VnMatrix *weights, bool mean) {
  if (!make_room(s)) return false;
  copy_scores(s, panel);
  for (size_t i = 0; i < s->n_experts; i++) s->times[i] = 1;
  vn_standing_weigh(s);
  memcpy(s->own, s->mean, s->n_cells * sizeof *s->own);
  if (!list_parts(s, weights, mean)) return false;
  vn_standing_weigh(s);
  return true;
}

VnStanding *vn_standing_new(const VnMatrix *panel, const VnMatrix *weights,
                            bool mean, VnErr *err) {
  if (!vn_names_equal(panel->cols, weights->cols)) {
    vn_fail(err, "the panel and the weights should have the same cells");
    return NULL;
  }
  VnStanding *s = vn_alloc(1, sizeof *s);
  if (s) {
    s->n_experts = panel->n_rows, s->n_cells = panel->n_cols;
    s->n_things = weights->n_rows;
    if (set_up(s, panel, weights, mean)) return s;
  }
  vn_standing_free(s);
  vn_fail_memory(err, "ranking a panel");
  return NULL;
}

void vn_standing_free(VnStanding *s) {
  if (!s) return;
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
