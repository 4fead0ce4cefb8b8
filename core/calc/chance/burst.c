#include "calc/chance/burst.h"

#include <math.h>
#include <stdbool.h>

#define HIGHEST 0.99

typedef struct {
  double p[2], up;  // chances in both states, the cost of going up
} Model;

static Model model_of(const double *r, const double *d, size_t n,
                      VnBurstRule rule) {
  double hits = 0, all = 0, periods = 0;
  for (size_t t = 0; t < n; t++) {
    hits += r[t], all += d[t];
    periods += d[t] > 0;
  }
  double p0 = all > 0 ? hits / all : 0;
  return (Model){
      .p = {p0, fmin(rule.s * p0, HIGHEST)},
      .up = rule.gamma * log(fmax(periods, 1))
  };
}

// -ln of the chance of r out of d, without the binomial coefficient, which is
// the same in both states.
static double cost_of(const Model *m, int state, double r, double d) {
  double p = m->p[state], sum = 0;
  if (r > 0) sum -= r * log(p);
  if (d > r) sum -= (d - r) * log(1 - p);
  return sum;
}

double vn_burst_weight(const double *r, const double *d, size_t n,
                       VnBurstRule rule, size_t first, size_t last) {
  Model m = model_of(r, d, n, rule);
  double sum = 0;
  for (size_t t = first; t <= last; t++) {
    if (d[t] > 0)
      sum += cost_of(&m, 0, r[t], d[t]) - cost_of(&m, 1, r[t], d[t]);
  }
  return sum;
}

// The cost of being in each state after each period, on the cheapest way.
static void go_forward(const Model *m, const double *r, const double *d,
                       size_t n, double *cost, uint8_t *from) {
  double rest = 0, burst = INFINITY;
  for (size_t t = 0; t < n; t++) {
    bool down = burst < rest;        // cheaper to come down than to stay
    bool up = rest + m->up < burst;  // cheaper to go up than to stay
    from[2 * t] = down, from[2 * t + 1] = !up;
    double to_rest = down ? burst : rest;
    double to_burst = up ? rest + m->up : burst;
    if (d[t] > 0) {
      rest = to_rest + cost_of(m, 0, r[t], d[t]);
      burst = to_burst + cost_of(m, 1, r[t], d[t]);
    } else {
      from[2 * t] = 0, from[2 * t + 1] = 1;
    }
    cost[2 * t] = rest, cost[2 * t + 1] = burst;
  }
}

static void go_back(size_t n, const double *cost, const uint8_t *from,
                    uint8_t *state) {
  if (n == 0) return;
  uint8_t at = cost[2 * n - 1] < cost[2 * n - 2];
  for (size_t t = n; t-- > 0;) {
    state[t] = at;
    at = from[2 * t + at];
  }
}

double vn_burst(const double *r, const double *d, size_t n, VnBurstRule rule,
                uint8_t *state, double *cost, uint8_t *from) {
  Model m = model_of(r, d, n, rule);
  double heaviest = 0, weight = 0;
  for (size_t t = 0; t < n; t++) state[t] = 0;
  if (m.p[0] <= 0 || m.p[1] <= m.p[0]) return 0;
  go_forward(&m, r, d, n, cost, from);
  go_back(n, cost, from, state);
  for (size_t t = 0; t < n; t++) {
    if (!state[t]) {
      weight = 0;
      continue;
    }
    if (d[t] > 0)
      weight += cost_of(&m, 0, r[t], d[t]) - cost_of(&m, 1, r[t], d[t]);
    heaviest = fmax(heaviest, weight);
  }
  return heaviest;
}
