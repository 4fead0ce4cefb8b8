#include "calc/coding/bias.h"

#include <math.h>

#include "calc/chance/gamma.h"
#include "calc/chance/wilson.h"
#include "data/labels.h"

#define DOING "looking for bias"
#define FEW 5  // expected sources: below, chi-square is rough

enum { VALUE, SOURCES, UNITS, SHARE, LOW, HIGH, TARGET, N_COLUMNS };

static const char *const labels[N_COLUMNS] = {
    "value", "sources", "units", "share", "low", "high", "target"};

static void count(const VnCoding *c, const uint32_t *mark, uint32_t n_marks,
                  VnColumn **to, VnBias *bias) {
  for (uint32_t m = 0; m < n_marks; m++) {
    to[VALUE]->integer[m] = m;
    to[SOURCES]->integer[m] = to[UNITS]->integer[m] = 0;
  }
  for (size_t s = 0; s < c->n_sources; s++) {
    bool has = mark[s] < n_marks;
    bias->n_sources += has;
    bias->n_without += !has;
    if (has) to[SOURCES]->integer[mark[s]]++;
  }
  for (size_t u = 0; u < c->n_units; u++) {
    if (c->source[u] != VN_NO_LABEL && mark[c->source[u]] < n_marks)
      to[UNITS]->integer[mark[c->source[u]]]++;
  }
}

static void share(uint32_t n_marks, const double *target, VnColumn **to,
                  VnBias *bias) {
  double n = (double)bias->n_sources;
  for (uint32_t m = 0; m < n_marks; m++) {
    double k = (double)to[SOURCES]->integer[m];
    VnWilson interval = n > 0 ? vn_wilson(k, n) : (VnWilson){NAN, NAN};
    to[SHARE]->number[m] = n > 0 ? k / n : NAN;
    to[LOW]->number[m] = interval.low;
    to[HIGH]->number[m] = interval.high;
    to[TARGET]->number[m] = target ? target[m] : NAN;
    if (k > 0) bias->entropy -= k / n * log2(k / n);
  }
  bias->evenness = n_marks > 1 ? bias->entropy / log2(n_marks) : NAN;
}

// Sources of a mark with a target of 0 cannot be: there is no chi-square then.
static void compare(uint32_t n_marks, const double *target, VnColumn **to,
                    VnBias *bias) {
  double n = (double)bias->n_sources, n_wanted = 0;
  bias->chi2 = bias->p = NAN;
  if (!target || n == 0) return;
  bias->chi2 = 0;
  for (uint32_t m = 0; m < n_marks; m++) {
    double d = (double)to[SOURCES]->integer[m] - n * target[m];
    n_wanted += target[m] > 0;
    bias->n_few += target[m] > 0 && n * target[m] < FEW;
    if (d != 0)
      bias->chi2 += target[m] > 0 ? d * d / (n * target[m]) : INFINITY;
  }
  if (isinf(bias->chi2)) bias->chi2 = NAN, bias->p = 0;
  else if (n_wanted > 1)
    bias->p = vn_gamma_above((n_wanted - 1) / 2, bias->chi2 / 2);
}

VnFrame *vn_coding_bias(const VnCoding *c, const uint32_t *mark,
                        uint32_t n_marks, const double *target, VnBias *bias,
                        VnErr *err) {
  VnColumn *columns[N_COLUMNS];
  bool room = true;
  *bias = (VnBias){0};
  for (int j = 0; j < N_COLUMNS; j++) {
    columns[j] = vn_column_new(j <= UNITS ? VN_INTEGER : VN_NUMBER, n_marks);
    room = room && columns[j];
  }
  if (room) {
    count(c, mark, n_marks, columns, bias);
    share(n_marks, target, columns, bias);
    compare(n_marks, target, columns, bias);
    return vn_frame_of(labels, columns, N_COLUMNS, n_marks, c->origin, err);
  }
  for (int j = 0; j < N_COLUMNS; j++) vn_column_free(columns[j]);
  vn_fail_memory(err, DOING);
  return NULL;
}
