#include "calc/chance/trials.h"

#include <math.h>
#include <stdbool.h>

#define PI 3.14159265358979323846
#define NOTHING 36.0  // e^-36 of something is none of it
#define TERMS 20      // of the logarithm's series
#define NEAR 0.125    // where that many are enough

VnMoments vn_trials_moments(const VnTrials *trials) {
  VnMoments sum = {0, 0};
  for (size_t i = 0; i < trials->n; i++) {
    double part = trials->times[i] * trials->chance[i];
    sum.mean += part;
    sum.variance += part * (1 - trials->chance[i]);
  }
  return sum;
}


// ---- tilting ----

// The trials with their odds multiplied by e^t.
typedef struct {
  const VnTrials *trials;
  double t;
  double *chance;  // in the trials' room
  double mean, variance;
} Tilted;

static void tilt(Tilted *tilted, double t) {
  const VnTrials *trials = tilted->trials;
  double odds = exp(t);
  tilted->t = t;
  tilted->mean = tilted->variance = 0;
  for (size_t i = 0; i < trials->n; i++) {
    double chance = trials->chance[i];
    chance = chance * odds / (1 - chance + chance * odds);
    tilted->chance[i] = chance;
    tilted->mean += trials->times[i] * chance;
    tilted->variance += trials->times[i] * chance * (1 - chance);
  }
}

// Tilts so that the mean comes near m. Any tilt would do; this one loses no
// digits.
static void tilt_towards(Tilted *tilted, double m, double mean) {
  tilt(tilted, log(m / mean));
  for (int round = 0; round < 100; round++) {
    double off = m - tilted->mean;
    if (off * off <= 0.01 * tilted->variance) break;
    tilt(tilted, tilted->t + fmax(-2, fmin(2, off / tilted->variance)));
  }
}

// Two standard deviations' worth at least, away from the pole at 0.
static void keep_away_from_pole(Tilted *tilted, double side) {
  for (int round = 0; round < 100; round++) {
    double least = 2 / sqrt(fmax(1, tilted->variance));
    if (side * tilted->t >= 0.9 * least) break;
    tilt(tilted, side * least);
  }
}


// ---- the characteristic function ----

typedef struct {
  double re, im;
} Complex;

static Complex product(Complex a, Complex b) {
  return (Complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

// The logarithm of the product of all (1 + chance v), v = e^(iw) - 1, of those
// whose chance times |v| is small: a series over sums of the chances' powers.
// The others are told one by one.
typedef struct {
  double widest;             // largest |v| that matters
  double powers[TERMS + 1];  // sum of times chance^k
  int n_terms;               // that matter
  double *far, *far_times;
  size_t n_far;
} Series;

static void add_powers(Series *series, double chance, double count) {
  double power = count;
  for (int k = 1; k <= TERMS && power > 0x1p-80; k++)
    series->powers[k] += power *= chance;
}

static void sum_up(Series *series, const Tilted *tilted) {
  const VnTrials *trials = tilted->trials;
  series->far = tilted->chance + trials->n;
  series->far_times = series->far + trials->n;
  for (size_t i = 0; i < trials->n; i++) {
    if (tilted->chance[i] * series->widest <= NEAR) {
      add_powers(series, tilted->chance[i], trials->times[i]);
    } else {
      series->far[series->n_far] = tilted->chance[i];
      series->far_times[series->n_far++] = trials->times[i];
    }
  }
  double v = series->widest;
  for (int k = 1; k <= TERMS; k++, v *= series->widest) {
    if (series->powers[k] * v > 0x1p-56) series->n_terms = k;
  }
}

static Complex series_at(const Series *series, Complex v) {
  Complex sum = {0, 0};
  for (int k = series->n_terms; k >= 1; k--) {
    double power = series->powers[k] / k;
    sum.re += k % 2 == 1 ? power : -power;
    sum = product(sum, v);
  }
  return sum;
}

static Complex to_the_power(Complex base, unsigned n) {
  Complex result = {1, 0};
  for (; n > 0; n >>= 1) {
    if (n & 1) result = product(result, base);
    base = product(base, base);
  }
  return result;
}

#define FEW 64  // factors that are multiplied sooner than their logarithms

// One kind of trials, in its own right: as a factor, or added to `sum`.
static Complex factor_at(Complex v, double chance, double count, Complex *sum) {
  Complex one = {1 + chance * v.re, chance * v.im};
  if (count <= FEW) return to_the_power(one, (unsigned)count);
  double square =
      2 * chance * v.re + chance * chance * (v.re * v.re + v.im * v.im);
  sum->re += count * 0.5 * log1p(square);
  sum->im += count * atan2(one.im, one.re);
  return (Complex){1, 0};
}

// f(w) e^(-imw).
static Complex wave_at(const Series *series, double w, double m) {
  double half = sin(w / 2);
  Complex v = {-2 * half * half, sin(w)};
  Complex sum = series_at(series, v), factor = {1, 0};
  for (size_t i = 0; i < series->n_far; i++) {
    factor = product(factor,
                     factor_at(v, series->far[i], series->far_times[i], &sum));
  }
  double size = exp(sum.re), turn = sum.im - m * w;
  return product(factor, (Complex){size * cos(turn), size * sin(turn)});
}


// ---- the integral ----

// How far from the mean a sum with that variance comes only with probability
// e^-NOTHING (Bennett 1962: variance h(x / variance), h(u) = (1+u)ln(1+u)-u).
static double reach_of(double variance) {
  double x = NOTHING / 3 + sqrt(NOTHING * NOTHING / 9 + 2 * NOTHING * variance);
  for (int round = 0; round < 4; round++) {
    double u = x / variance;
    double value = variance * ((1 + u) * log1p(u) - u);
    x -= (value - NOTHING) / log1p(u);
  }
  return x;
}

// Points on the whole circle, odd. What lies beyond m by the reach must not
// come round to m, nor what lies below it and is then weighed by e^-t each
// step.
static double points_of(const Tilted *tilted, double m) {
  double off = fabs(tilted->mean - m), t = fabs(tilted->t);
  double reach = reach_of(tilted->variance) + off;
  double n = fmax(reach, fmin(reach, m) + NOTHING / t);
  return 2 * ceil(n / 2) + 1;
}

// E e^(-|t| |X - m|) of the tilted X on that side of m (side 1: m and above,
// -1: m and below).
static double integral(const Tilted *tilted, double m, double side) {
  Series series = {.widest = fmin(2, sqrt(2 * NOTHING / tilted->variance))};
  double n = points_of(tilted, m), t = fabs(tilted->t), decay = exp(-t);
  sum_up(&series, tilted);
  double sum = 0.5 / (1 - decay);
  for (long k = 1; k <= (long)(n / 2); k++) {
    double w = 2 * PI * (double)k / n, half = sin(w / 2);
    if (2 * half > series.widest) break;
    Complex wave = wave_at(&series, w, m);
    // 1 / (1 - e^(-t - i side w))
    Complex to = {1 - decay + 2 * decay * half * half, decay * side * sin(w)};
    double size = to.re * to.re + to.im * to.im;
    sum += (wave.re * to.re + wave.im * to.im) / size;
  }
  return 2 * sum / n;
}

// log(1 + x), quickly where x is small.
static double log_above_one(double x) {
  if (fabs(x) > 0x1p-7) return log1p(x);
  double series = 1.0 / 7 - x * (1.0 / 8);
  for (int k = 6; k >= 1; k--) series = 1.0 / k - x * series;
  return x * series;
}

// Of all factors 1 + chance x.
static double log_of_all(const VnTrials *trials, double x) {
  double sum = 0;
  for (size_t i = 0; i < trials->n; i++)
    sum += trials->times[i] * log_above_one(trials->chance[i] * x);
  return sum;
}

// P(X >= m) for side 1, P(X <= m) for -1, where m is on that side of the mean.
static double tail_beyond(const VnTrials *trials, double m, double mean,
                          double side) {
  Tilted tilted = {.trials = trials, .chance = trials->room};
  tilt_towards(&tilted, m, mean);
  keep_away_from_pole(&tilted, side);
  double k = log_of_all(trials, expm1(tilted.t));  // log E e^(tX)
  return exp(k - tilted.t * m) * integral(&tilted, m, side);
}


// ---- all of it ----

static double all_succeed(const VnTrials *trials) {
  double sum = 0;
  for (size_t i = 0; i < trials->n; i++) {
    if (trials->chance[i] > 0) sum += trials->times[i] * log(trials->chance[i]);
  }
  return exp(sum);
}

double vn_trials_tail(const VnTrials *trials, double k) {
  double sure = 0, open = 0;
  for (size_t i = 0; i < trials->n; i++) {
    if (trials->chance[i] >= 1) sure += trials->times[i];
    else if (trials->chance[i] > 0) open += trials->times[i];
  }
  if (k <= sure) return 1;
  if (k > sure + open) return 0;
  if (k == sure + open) return all_succeed(trials);
  if (k == 1) return -expm1(log_of_all(trials, -1));
  double mean = vn_trials_moments(trials).mean;
  if (k >= mean) return tail_beyond(trials, k, mean, 1);
  return 1 - tail_beyond(trials, k - 1, mean, -1);
}
