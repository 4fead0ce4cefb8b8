#include "calc/space/anneal.h"

#include <math.h>
#include <string.h>

#include "data/lanes.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "finding communities"

// Spins are worked on eight at a time, each lane by itself, and lanes are
// added up in their order: the same bytes whatever the width of the machine.
#define WIDTH 8
typedef float Lanes __attribute__((vector_size(32), aligned(4)));
typedef int32_t Whole __attribute__((vector_size(32), aligned(4)));
#define FORBIDDING 1e30f  // the strength of a spin that nobody takes
#define INLINE static inline __attribute__((always_inline))

typedef struct {
  const VnNetwork *net;
  const VnAnnealing *how;
  VnRandom *random;
  int32_t *of;
  size_t groups;    // of eight spins
  double unit;      // of weight, a power of two, per grain
  float *weights;   // whole numbers, so that sums of them are exact
  float *to;        // each node's weight to each spin
  double *sums;     // the strength of each spin, in grains
  float *strength;  // the same in units
  float *odds;      // of a node's spins, added up lane by lane
} Annealer;

static void annealer_free(Annealer *a) {
  vn_free(a->weights);
  vn_free(a->to);
  vn_free(a->sums);
  vn_free(a->strength);
  vn_free(a->odds);
}

// Sums of floats below 2^24 are exact when the floats are whole.
static double unit_of(const VnNetwork *net) {
  double most = 0;
  int power;
  for (int32_t i = 0; i < net->n; i++) most = fmax(most, net->strengths[i]);
  frexp(most, &power);
  return ldexp(1, power > 24 ? 24 - power : 0);
}

static bool annealer_room(Annealer *a) {
  size_t n = (size_t)a->net->n, spins = a->groups * WIDTH;
  a->weights = vn_alloc((size_t)a->net->offsets[n], sizeof *a->weights);
  a->to = n <= SIZE_MAX / spins ? vn_alloc(n * spins, sizeof *a->to) : NULL;
  a->sums = vn_alloc(spins, sizeof *a->sums);
  a->strength = vn_alloc(spins, sizeof *a->strength);
  a->odds = vn_alloc(spins, sizeof *a->odds);
  return a->weights && a->to && a->sums && a->strength && a->odds;
}

static void change_strength(Annealer *a, int32_t spin, double by) {
  a->sums[spin] += by;
  a->strength[spin] = (float)(a->sums[spin] * a->unit);
}

static void begin_anywhere(Annealer *a) {
  const VnNetwork *net = a->net;
  size_t n_spins = (size_t)a->how->spins, row = a->groups * WIDTH;
  for (size_t c = n_spins; c < row; c++) a->strength[c] = FORBIDDING;
  for (int64_t e = 0; e < net->offsets[net->n]; e++)
    a->weights[e] = rintf((float)(net->weights[e] * a->unit));
  for (int32_t i = 0; i < net->n; i++) {
    a->of[i] = (int32_t)vn_random_below(a->random, (uint32_t)n_spins);
    change_strength(a, a->of[i], net->strengths[i]);
  }
  for (int32_t i = 0; i < net->n; i++) {
    float *to = a->to + (size_t)i * row;
    for (int64_t e = net->offsets[i]; e < net->offsets[i + 1]; e++)
      to[a->of[net->neighbours[e]]] += a->weights[e];
  }
}

INLINE void keep_larger(Lanes *a, const Lanes *b) {
  Whole first = *a > *b;
  *a = (Lanes)(((Whole)*a & first) | ((Whole)*b & ~first));
}

// 2^x for x <= 0: the whole part goes into the exponent, the rest, within
// +-1/2, through the series of exp(x ln 2), good to 3e-6.
INLINE void raise_two(Lanes *x) {
  Lanes least = (Lanes){} - 126;
  keep_larger(x, &least);
  Whole whole = __builtin_convertvector(*x - 0.5f, Whole);
  Lanes f = *x - __builtin_convertvector(whole, Lanes);
  Lanes high = 0.0555041087f + f * (0.00961812911f + f * 0.00133335581f);
  Lanes series = 1 + f * (0.693147181f + f * (0.240226507f + f * high));
  *x = (Lanes)((Whole)series + (whole << 23));
}

// The odds of each spin of node i, added up lane by lane.
INLINE void weigh(Annealer *a, int32_t i, float heat) {
  const Lanes *to = (const Lanes *)(a->to + (size_t)i * a->groups * WIDTH);
  const Lanes *strength = (const Lanes *)a->strength;
  Lanes *odds = (Lanes *)a->odds;
  double s = a->net->strengths[i];
  float pull = (float)(a->how->resolution * s / a->net->total);
  Lanes most = (Lanes){} - INFINITY, sum = {};
  change_strength(a, a->of[i], -s);
  for (size_t k = 0; k < a->groups; k++) {
    odds[k] = to[k] - pull * strength[k];
    keep_larger(&most, &odds[k]);
  }
  change_strength(a, a->of[i], s);
  float top = most[0];
  for (int lane = 1; lane < WIDTH; lane++)
    top = most[lane] > top ? most[lane] : top;
  for (size_t k = 0; k < a->groups; k++) {
    odds[k] = (odds[k] - top) * heat;
    raise_two(&odds[k]);
    odds[k] = sum += odds[k];
  }
}

INLINE int32_t draw(const Annealer *a) {
  const float *sums = a->odds + (a->groups - 1) * WIDTH;
  float total = 0;
  for (int lane = 0; lane < WIDTH; lane++) total += sums[lane];
  float at = (float)vn_random_unit(a->random) * total;
  int lane = 0;
  while (lane < WIDTH - 1 && at >= sums[lane]) at -= sums[lane++];
  size_t k = 0;
  while (k < a->groups - 1 && at >= a->odds[k * WIDTH + (size_t)lane]) k++;
  return (int32_t)(k * WIDTH) + lane;
}

INLINE void turn(Annealer *a, int32_t i, int32_t spin) {
  const VnNetwork *net = a->net;
  size_t spins = a->groups * WIDTH;
  float *from = a->to + a->of[i], *into = a->to + spin;
  change_strength(a, a->of[i], -net->strengths[i]);
  change_strength(a, spin, net->strengths[i]);
  a->of[i] = spin;
  for (int64_t e = net->offsets[i]; e < net->offsets[i + 1]; e++) {
    size_t row = (size_t)net->neighbours[e] * spins;
    from[row] -= a->weights[e];
    into[row] += a->weights[e];
  }
}

// One sweep over all nodes; how many changed their spin.
INLINE int32_t sweep(Annealer *a, float heat) {
  int32_t changed = 0;
  for (int32_t i = 0; i < a->net->n; i++) {
    weigh(a, i, heat);
    int32_t spin = draw(a);
    if (spin == a->of[i] || spin >= a->how->spins) continue;
    turn(a, i, spin);
    changed++;
  }
  return changed;
}

typedef int32_t Sweep(Annealer *a, float heat);

static int32_t sweep_plain(Annealer *a, float heat) {
  return sweep(a, heat);
}

#ifdef __x86_64__
VN_WIDE_32 static int32_t sweep_wide(Annealer *a, float heat) {
  return sweep(a, heat);
}
#endif

static Sweep *sweep_for_this_machine(void) {
#ifdef __x86_64__
  if (vn_lanes() >= 32) return sweep_wide;
#endif
  return sweep_plain;
}

#define HOT 0.95    // share of changes there would be without any ties
#define COLD 0.005  // share of changes at which little is left to find

// A temperature at which nearly every spin is as good as any other.
static bool warm_up(Annealer *a, Sweep *sweep_once, double *temperature,
                    VnErr *err) {
  double n = a->net->n, q = a->how->spins;
  *temperature = a->net->total / n * a->unit / sqrt(q);
  while (sweep_once(a, (float)(M_LOG2E / *temperature)) <
         HOT * (1 - 1 / q) * n) {
    *temperature *= 1.5;
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool cool_down(Annealer *a, Sweep *sweep_once, double temperature,
                      VnErr *err) {
  double least = COLD * a->net->n * a->how->sweeps, changed = INFINITY;
  double coldest = temperature * 1e-4;
  while (changed > least && temperature > coldest) {
    temperature *= a->how->cooling;
    changed = 0;
    for (int32_t k = 0; k < a->how->sweeps; k++) {
      if (vn_stopped(err)) return false;
      changed += sweep_once(a, (float)(M_LOG2E / temperature));
    }
  }
  return true;
}

bool vn_anneal(const VnNetwork *net, const VnAnnealing *annealing,
               VnRandom *random, int32_t *of, VnErr *err) {
  Annealer a = {.net = net, .how = annealing, .random = random, .of = of};
  a.groups = ((size_t)annealing->spins + WIDTH - 1) / WIDTH;
  a.unit = unit_of(net);
  double temperature;
  bool done = annealer_room(&a) || vn_fail_memory(err, DOING);
  if (done && annealing->spins > 1) {
    Sweep *sweep_nodes = sweep_for_this_machine();
    begin_anywhere(&a);
    done = warm_up(&a, sweep_nodes, &temperature, err) &&
           cool_down(&a, sweep_nodes, temperature, err);
  } else if (done) {
    memset(of, 0, (size_t)net->n * sizeof *of);
  }
  annealer_free(&a);
  return done;
}
