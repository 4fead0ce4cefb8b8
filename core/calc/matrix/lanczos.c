#include "calc/matrix/lanczos.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "calc/chance/random.h"
#include "data/memory.h"
#include "data/stop.h"

#define MOST_STEPS 240  // vectors kept before starting again from the best
#define MOST_STARTS 40  // times over
#define CLOSE 1e-15     // residual, beside the largest entry met

typedef struct {
  const VnSymmetric *op;
  size_t most;       // vectors there is room for
  size_t n_steps;    // vectors there are
  double *basis;     // they, one after the other
  double *diagonal;  // of the small tridiagonal matrix
  double *beside;    // beside[k] stands between k and k + 1
  double *small;     // an eigenvector of it
  double *pivots;    // room to find that
  double largest, error;
} Lanczos;


// ---- vectors ----

static double dot(const double *x, const double *y, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += x[i] * y[i];
  return sum;
}

// Takes the direction of y out of x.
static void remove_part(double *x, const double *y, size_t n) {
  double part = dot(x, y, n);
  for (size_t i = 0; i < n; i++) x[i] -= part * y[i];
}

// Twice, since once leaves what rounding lets through.
static void set_apart(const Lanczos *z, double *x) {
  size_t n = z->op->n;
  for (int again = 0; again < 2; again++) {
    for (size_t k = 0; k < z->op->n_apart; k++) {
      remove_part(x, z->op->apart + k * n, n);
    }
    for (size_t k = 0; k < z->n_steps; k++) {
      remove_part(x, z->basis + k * n, n);
    }
  }
}

// Brings x to length 1; what it was.
static double unit(double *x, size_t n) {
  double length = sqrt(dot(x, x, n));
  for (size_t i = 0; length > 0 && i < n; i++) x[i] /= length;
  return length;
}


// ---- the small matrix ----

// How many of its eigenvalues are above x: as many as pivots of it less x.
static size_t count_above(const Lanczos *z, double x) {
  size_t n_above = 0;
  double pivot = 1;
  for (size_t k = 0; k < z->n_steps; k++) {
    double b = k ? z->beside[k - 1] : 0;
    pivot = z->diagonal[k] - x - b * b / pivot;
    if (pivot == 0) pivot = -DBL_MIN;
    n_above += pivot > 0;
  }
  return n_above;
}

static double largest_value(const Lanczos *z) {
  double low = -INFINITY, high = -INFINITY;
  for (size_t k = 0; k < z->n_steps; k++) {
    double left = k ? fabs(z->beside[k - 1]) : 0;
    double right = k + 1 < z->n_steps ? fabs(z->beside[k]) : 0;
    low = fmax(low, z->diagonal[k]);
    high = fmax(high, z->diagonal[k] + left + right);
  }
  for (;;) {
    double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (count_above(z, middle) > 0) low = middle;
    else high = middle;
  }
}

// The vector of its largest value, by the factors from both ends, which meet
// where the vector is large.
static void small_vector(Lanczos *z) {
  size_t n = z->n_steps, twist = 0;
  double *down = z->pivots, *up = z->pivots + z->most, least = INFINITY;
  const double *b = z->beside;
  for (size_t k = 0; k < n; k++) {
    down[k] = z->diagonal[k] - z->largest -
              (k ? b[k - 1] * b[k - 1] / down[k - 1] : 0);
    if (down[k] == 0) down[k] = -DBL_EPSILON * DBL_EPSILON;
  }
  for (size_t k = n; k-- > 0;) {
    double after = k + 1 < n ? b[k] * b[k] / up[k + 1] : 0;
    double both = fabs(down[k] - after);
    up[k] = z->diagonal[k] - z->largest - after;
    if (up[k] == 0) up[k] = -DBL_EPSILON * DBL_EPSILON;
    if (both < least) least = both, twist = k;
  }
  z->small[twist] = 1;
  for (size_t k = twist; k-- > 0;)
    z->small[k] = -b[k] * z->small[k + 1] / down[k];
  for (size_t k = twist + 1; k < n; k++) {
    z->small[k] = -b[k - 1] * z->small[k - 1] / up[k];
  }
  unit(z->small, n);
}

static bool is_close(Lanczos *z) {
  z->largest = largest_value(z);
  small_vector(z);
  z->error = fabs(z->beside[z->n_steps - 1] * z->small[z->n_steps - 1]);
  return z->error <= CLOSE * fabs(z->largest);
}


// ---- the steps ----

// One more vector: the operator times the last, apart from all. False: there
// is none, and what there is holds all the start reaches.
static bool extend(Lanczos *z) {
  size_t n = z->op->n, k = z->n_steps - 1;
  double *next = z->basis + z->n_steps * n;
  const double *last = z->basis + k * n;
  z->op->times(z->op->given, last, next);
  z->diagonal[k] = dot(last, next, n);
  set_apart(z, next);
  z->beside[k] = unit(next, n);
  return z->beside[k] > 1e-14 * fabs(z->diagonal[k]) + DBL_MIN;
}

// The eigenvector as it stands, into `vector`.
static void gather(const Lanczos *z, double *vector) {
  size_t n = z->op->n;
  memset(vector, 0, n * sizeof *vector);
  for (size_t k = 0; k < z->n_steps; k++) {
    const double *q = z->basis + k * n;
    for (size_t i = 0; i < n; i++) vector[i] += z->small[k] * q[i];
  }
  unit(vector, n);
}

// From the vector given until it is close, or there is no room.
static bool walk(Lanczos *z, double *vector, bool *done, VnErr *err) {
  size_t n = z->op->n;
  z->n_steps = 0;
  set_apart(z, vector);
  *done = unit(vector, n) == 0;
  memcpy(z->basis, vector, n * sizeof *vector);
  for (z->n_steps = 1;; z->n_steps++) {
    bool more = extend(z);
    bool look = z->n_steps % 8 == 0 || z->n_steps == z->most || !more;
    if (vn_stopped(err)) return false;
    if (look && (is_close(z) || !more)) *done = true;
    if (*done || z->n_steps == z->most) break;
  }
  if (!isnan(z->largest)) gather(z, vector);
  return true;
}

static bool search(Lanczos *z, double *value, double *vector, VnErr *err) {
  VnRandom random = vn_random(1, 0);
  for (size_t i = 0; i < z->op->n; i++) {
    vector[i] = vn_random_unit(&random) - 0.5;
  }
  bool done = false;
  for (int start = 0; !done && start < MOST_STARTS; start++) {
    if (!walk(z, vector, &done, err)) return false;
  }
  *value = z->largest;
  return true;
}

bool vn_largest_eigen(const VnSymmetric *operator, double * value,
                      double *vector, VnErr *err) {
  size_t n = operator->n;
  *value = NAN;
  if (n <= operator->n_apart) return true;
  size_t most = n - operator->n_apart;
  if (most > MOST_STEPS) most = MOST_STEPS;
  Lanczos z = {.op = operator, .most = most, .largest = NAN};
  z.basis = vn_alloc((most + 1) * n, sizeof *z.basis);
  z.diagonal = vn_alloc(5 * most, sizeof *z.diagonal);
  bool done = z.basis && z.diagonal;
  if (done) {
    z.beside = z.diagonal + most, z.small = z.beside + most;
    z.pivots = z.small + most;
    done = search(&z, value, vector, err);
  } else {
    vn_fail_memory(err, "finding an eigenvector");
  }
  vn_free(z.basis);
  vn_free(z.diagonal);
  return done;
}
