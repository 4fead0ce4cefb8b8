#include "calc/chance/sample.h"

#include <math.h>

#include "calc/chance/correlate.h"
#include "calc/pool.h"
#include "calc/chance/random.h"
#include "calc/chance/sobol.h"
#include "calc/chance/shuffle.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "drawing runs"

// The first streams of a seed place draws, the next ones order them.
#define ORDER_STREAM ((uint64_t)1 << 32)

const char *const vn_samplings[] = {"latin", "sobol", "shifted", "random",
                                    NULL};

typedef struct {
  const VnSample *sample;
  double **columns;
} Work;

// 0 < x < 1, as quantiles want it.
static double open_unit(VnRandom *random) {
  return fmax(vn_random_unit(random), 0x1p-54);
}

static bool draw_random(const VnSample *s, size_t column, double *to,
                        VnErr *err) {
  VnRandom random = vn_random(s->seed, column);
  for (size_t i = 0; i < s->n_draws; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    to[i] = vn_distribution_at(&s->distribution[column], open_unit(&random));
  }
  return true;
}

static bool draw_latin(const VnSample *s, size_t column, double *to,
                       VnErr *err) {
  VnRandom order = vn_random(s->seed, ORDER_STREAM + column);
  VnRandom random = vn_random(s->seed, column);
  uint32_t *share = vn_shuffle(s->n_draws, &order, err);
  double n = (double)s->n_draws;
  bool done = share != NULL;
  for (size_t i = 0; done && i < s->n_draws; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) done = false;
    double unit = (share[i] + open_unit(&random)) / n;
    to[i] =
        vn_distribution_at(&s->distribution[column], fmin(unit, 1 - 0x1p-53));
  }
  vn_free(share);
  return done;
}

static bool draw_sobol(const VnSample *s, size_t column, double *to,
                       VnErr *err) {
  uint32_t directions[VN_SOBOL_BITS];
  VnRandom random = vn_random(s->seed, column);
  uint32_t own = vn_random_bits(&random), at = 0;
  vn_sobol_directions((unsigned)column, directions);
  for (size_t i = 0; i < s->n_draws; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (i > 0) at = vn_sobol_next(directions, at, (uint32_t)i);
    uint32_t bits =
        s->sampling == VN_SAMPLE_SOBOL ? vn_owen(at, own) : at ^ own;
    double unit = ((double)bits + 0.5) * 0x1p-32;
    to[i] = vn_distribution_at(&s->distribution[column], unit);
  }
  return true;
}

static bool is_sobol(const VnSample *s) {
  return s->sampling == VN_SAMPLE_SOBOL || s->sampling == VN_SAMPLE_SHIFTED;
}

static bool draw_column(void *given, size_t column, VnErr *err) {
  const Work *w = given;
  double *to = w->columns[column];
  switch (w->sample->sampling) {
    case VN_SAMPLE_LATIN: return draw_latin(w->sample, column, to, err);
    case VN_SAMPLE_SOBOL:
    case VN_SAMPLE_SHIFTED: return draw_sobol(w->sample, column, to, err);
    case VN_SAMPLE_RANDOM: return draw_random(w->sample, column, to, err);
  }
  return false;
}

bool vn_sample(const VnSample *s, double **columns, VnErr *err) {
  Work w = {s, columns};
  if (is_sobol(s) && s->n_columns > VN_SOBOL_MOST) {
    return vn_fail(err,
                   "%zu uncertain numbers are too many for the sequence of "
                   "Sobol', which has %d here; sampling = \"latin\" has no "
                   "bound",
                   s->n_columns, VN_SOBOL_MOST);
  }
  return vn_pool(s->n_columns, 0, draw_column, &w, err) &&
         (!s->correlation || vn_correlate(s, columns, err));
}
