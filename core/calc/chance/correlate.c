#include "calc/chance/correlate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/pool.h"
#include "calc/chance/random.h"
#include "calc/matrix/ranked.h"
#include "calc/chance/shuffle.h"
#include "data/memory.h"

#define DOING "correlating draws"
#define SCORE_STREAM ((uint64_t)2 << 32)  // of the scores' order

// The lower triangle L of n x n with L L' = m. False: there is none.
static bool cholesky(const double *m, size_t n, double *lower) {
  memset(lower, 0, n * n * sizeof *lower);
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j <= i; j++) {
      double sum = m[i * n + j];
      for (size_t k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i == j && sum <= 1e-12) return false;
      lower[i * n + j] = i == j ? sqrt(sum) : sum / lower[j * n + j];
    }
  }
  return true;
}

typedef struct {
  const VnSample *sample;
  double **columns;
  double *scores;   // column by column
  double *weights;  // what each column takes of the scores of all
} Work;

static double *scores_of(const Work *w, size_t column) {
  return w->scores + column * w->sample->n_draws;
}

// Quantiles of the normal distribution, shuffled.
static bool draw_scores(void *given, size_t column, VnErr *err) {
  const Work *w = given;
  size_t n = w->sample->n_draws;
  VnRandom random = vn_random(w->sample->seed, SCORE_STREAM + column);
  uint32_t *order = vn_shuffle(n, &random, err);
  double *to = scores_of(w, column);
  for (size_t i = 0; order && i < n; i++) {
    to[i] = vn_normal_at((order[i] + 1.0) / ((double)n + 1));
  }
  bool done = order != NULL;
  vn_free(order);
  return done;
}

static double product(const double *a, const double *b, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

// How the shuffled scores happen to go together.
static void correlation_of(const Work *w, double *to) {
  size_t n = w->sample->n_draws, k = w->sample->n_columns;
  for (size_t i = 0; i < k; i++) {
    for (size_t j = 0; j < k; j++) {
      const double *a = scores_of(w, i), *b = scores_of(w, j);
      to[i * k + j] = product(a, b, n) / product(a, a, n);
    }
  }
}

// weights = wanted x the inverse of found, both lower triangles.
static void divide(const double *wanted, const double *found, size_t n,
                   double *weights) {
  for (size_t i = 0; i < n; i++) {
    for (size_t j = n; j-- > 0;) {
      double sum = wanted[i * n + j];
      for (size_t k = j + 1; k < n; k++) {
        sum -= weights[i * n + k] * found[k * n + j];
      }
      weights[i * n + j] = sum / found[j * n + j];
    }
  }
}

static bool find_weights(Work *w, VnErr *err) {
  size_t n = w->sample->n_columns;
  double *room = vn_alloc(3 * n * n, sizeof *room);
  if (!room) return vn_fail_memory(err, DOING);
  double *now = room, *wanted = room + n * n, *found = room + 2 * n * n;
  correlation_of(w, now);
  bool done = cholesky(now, n, found) ||
              vn_fail(err,
                      "%zu runs are too few to correlate %zu uncertain "
                      "numbers; 'runs' should be larger",
                      w->sample->n_draws, n);
  if (done && !cholesky(w->sample->correlation, n, wanted)) {
    done = vn_fail(err,
                   "the correlations contradict each other: no numbers can go "
                   "together so (the matrix is not positive definite)");
  }
  if (done) divide(wanted, found, n, w->weights);
  vn_free(room);
  return done;
}


// ---- ordering ----

static bool is_alone(const VnSample *s, size_t column) {
  for (size_t k = 0; k < s->n_columns; k++) {
    if (k != column && s->correlation[column * s->n_columns + k] != 0) {
      return false;
    }
  }
  return true;
}

// Gives the column's values the ranks that its weighted scores have.
static bool reorder(void *given, size_t column, VnErr *err) {
  const Work *w = given;
  size_t n = w->sample->n_draws, k = w->sample->n_columns;
  double *values = w->columns[column];
  if (is_alone(w->sample, column)) return true;
  VnRanked *wanted = vn_alloc(n, sizeof *wanted);
  VnRanked *found = vn_alloc(n, sizeof *found);
  bool done = wanted && found;
  if (done) {
    for (size_t i = 0; i < n; i++) {
      double score = 0;
      for (size_t j = 0; j < k; j++) {
        score += w->weights[column * k + j] * scores_of(w, j)[i];
      }
      wanted[i] = (VnRanked){score, (uint32_t)i};
      found[i] = (VnRanked){values[i], (uint32_t)i};
    }
    qsort(wanted, n, sizeof *wanted, vn_by_value);
    qsort(found, n, sizeof *found, vn_by_value);
    for (size_t i = 0; i < n; i++) values[wanted[i].place] = found[i].value;
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(wanted);
  vn_free(found);
  return done;
}

bool vn_correlate(const VnSample *s, double **columns, VnErr *err) {
  size_t n = s->n_columns;
  Work w = {s, columns, vn_alloc(n * s->n_draws, sizeof *w.scores),
            vn_alloc(n * n, sizeof *w.weights)};
  bool done = w.scores && w.weights;
  if (!done) vn_fail_memory(err, DOING);
  done = done && vn_pool(n, 0, draw_scores, &w, err) && find_weights(&w, err) &&
         vn_pool(n, 0, reorder, &w, err);
  vn_free(w.scores);
  vn_free(w.weights);
  return done;
}
