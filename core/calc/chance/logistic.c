#include "calc/chance/logistic.h"

#include <math.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "fitting chances"
#define CLOSE 1e-13     // a relative lack that is none
#define SAME 1e-11      // one that is taken when rounding allows no better
#define MOST_STEPS 100  // of Newton's
#define MOST_SWEEPS 100000

// ---- room ----

static bool side_room(VnLogisticSide *side, size_t n) {
  side->n = n;
  side->count = vn_alloc(n, sizeof *side->count);
  side->wanted = vn_alloc(n, sizeof *side->wanted);
  side->value = vn_alloc(n, sizeof *side->value);
  return side->count && side->wanted && side->value;
}

bool vn_logistic_new(VnLogistic *table, size_t n_rows, size_t n_cols,
                     VnErr *err) {
  bool rows = side_room(&table->rows, n_rows);
  bool cols = side_room(&table->cols, n_cols);
  if (rows && cols) return true;
  vn_logistic_free(table);
  return vn_fail_memory(err, DOING);
}

static void side_free(VnLogisticSide *side) {
  vn_free(side->count);
  vn_free(side->wanted);
  vn_free(side->value);
}

void vn_logistic_free(VnLogistic *table) {
  side_free(&table->rows);
  side_free(&table->cols);
  *table = (VnLogistic){0};
}

static double chance(double x, double y) {
  double odds = x * y;
  return odds / (1 + odds);
}

void vn_logistic_row(const VnLogistic *table, size_t row, double *chances) {
  for (size_t j = 0; j < table->cols.n; j++)
    chances[j] = chance(table->rows.value[row], table->cols.value[j]);
}


// ---- one side, given the other ----

// The sum over the other side, and how fast it grows with the value.
static double sum_at(const VnLogisticSide *other, double value, double *slope) {
  double sum = 0, grows = 0;
  for (size_t j = 0; j < other->n; j++) {
    double odds = value * other->value[j], share = 1 / (1 + odds);
    sum += other->count[j] * odds * share;
    grows += other->count[j] * other->value[j] * share * share;
  }
  *slope = grows;
  return sum;
}

// The sum is concave in the value: Newton's steps from below never pass the
// answer, and one that starts above it falls below in one step, if not below
// zero. What a step leaves is less than its square.
static double solve_one(const VnLogisticSide *other, double wanted,
                        double value) {
  double slope;
  for (int round = 0; round < 200; round++) {
    double lack = wanted - sum_at(other, value, &slope);
    double next = value + lack / slope;
    if (!(next > 0)) next = value / 16;
    if (fabs(next - value) <= 1e-8 * value) return next;
    value = next;
  }
  return value;
}

static void solve_side(VnLogisticSide *side, const VnLogisticSide *other) {
  for (size_t i = 0; i < side->n; i++)
    side->value[i] = solve_one(other, side->wanted[i], side->value[i]);
}


// ---- Newton's steps over the columns, rows always solved ----

typedef struct {
  VnLogisticSide *rows, *cols;  // cols: the side with fewer
  double *weight;               // rows x cols: chance (1 - chance)
  double *row_sum;              // of weights, over all columns alike
  double *lack;                 // of each column: wanted - had, times count
  double *scale;                // the diagonal
  double *step, *kept;          // the step, and the values it starts from
  double *rest, *way, *image;   // of the conjugate gradients
  double *through;              // of each row
} Newton;

static void newton_free(Newton *n) {
  vn_free(n->weight);
  vn_free(n->row_sum);
  vn_free(n->lack);
  vn_free(n->scale);
  vn_free(n->step);
  vn_free(n->kept);
  vn_free(n->rest);
  vn_free(n->way);
  vn_free(n->image);
  vn_free(n->through);
}

static bool newton_room(Newton *n, VnErr *err) {
  size_t rows = n->rows->n, cols = n->cols->n;
  n->weight = vn_alloc(rows * cols, sizeof(double));
  n->row_sum = vn_alloc(rows, sizeof(double));
  n->through = vn_alloc(rows, sizeof(double));
  n->lack = vn_alloc(cols, sizeof(double));
  n->scale = vn_alloc(cols, sizeof(double));
  n->step = vn_alloc(cols, sizeof(double));
  n->kept = vn_alloc(cols, sizeof(double));
  n->rest = vn_alloc(cols, sizeof(double));
  n->way = vn_alloc(cols, sizeof(double));
  n->image = vn_alloc(cols, sizeof(double));
  return (n->weight && n->row_sum && n->through && n->lack && n->scale &&
          n->step && n->kept && n->rest && n->way && n->image) ||
         vn_fail_memory(err, DOING);
}

// Solves the rows, and finds what columns lack; the largest lack in
// proportion to what is wanted.
static double look(Newton *n) {
  double worst = 0;
  solve_side(n->rows, n->cols);
  for (size_t j = 0; j < n->cols->n; j++) {
    double slope, wanted = n->cols->wanted[j];
    double lack = wanted - sum_at(n->rows, n->cols->value[j], &slope);
    n->lack[j] = n->cols->count[j] * lack;
    worst = fmax(worst, fabs(lack) / wanted);
  }
  return worst;
}

static void weigh(Newton *n) {
  size_t cols = n->cols->n;
  memset(n->scale, 0, cols * sizeof *n->scale);
  for (size_t i = 0; i < n->rows->n; i++) {
    double *weight = n->weight + i * cols;
    n->row_sum[i] = 0;
    for (size_t j = 0; j < cols; j++) {
      double odds = n->rows->value[i] * n->cols->value[j];
      weight[j] = n->cols->count[j] * odds / ((1 + odds) * (1 + odds));
      n->row_sum[i] += weight[j];
      n->scale[j] += n->rows->count[i] * weight[j];
    }
  }
}

// What a step changes the columns' sums by, when rows are solved again.
static void apply(Newton *n, const double *way, double *image) {
  size_t cols = n->cols->n;
  for (size_t j = 0; j < cols; j++) image[j] = n->scale[j] * way[j];
  for (size_t i = 0; i < n->rows->n; i++) {
    const double *weight = n->weight + i * cols;
    double through = 0;
    for (size_t j = 0; j < cols; j++) through += weight[j] * way[j];
    through *= n->rows->count[i] / n->row_sum[i];
    for (size_t j = 0; j < cols; j++) image[j] -= weight[j] * through;
  }
}

static double inner(const Newton *n, const double *a, const double *b) {
  double sum = 0;
  for (size_t j = 0; j < n->cols->n; j++) sum += a[j] * b[j];
  return sum;
}

// The step that would take every lack away, by conjugate gradients scaled by
// the diagonal (Hestenes and Stiefel 1952).
static void find_step(Newton *n) {
  size_t cols = n->cols->n;
  double had = 0, first = 0;
  for (size_t j = 0; j < cols; j++) {
    n->step[j] = 0, n->rest[j] = n->lack[j];
    n->way[j] = n->rest[j] / n->scale[j];
    had += n->rest[j] * n->way[j];
  }
  first = had;
  for (size_t round = 0; round < 2 * cols && had > 1e-20 * first; round++) {
    apply(n, n->way, n->image);
    double curve = inner(n, n->way, n->image);
    if (!(curve > 0)) break;
    double far = had / curve, now = 0;
    for (size_t j = 0; j < cols; j++) {
      n->step[j] += far * n->way[j], n->rest[j] -= far * n->image[j];
      now += n->rest[j] * n->rest[j] / n->scale[j];
    }
    for (size_t j = 0; j < cols; j++)
      n->way[j] = n->rest[j] / n->scale[j] + now / had * n->way[j];
    had = now;
  }
}

static void go(Newton *n, double share) {
  for (size_t j = 0; j < n->cols->n; j++) {
    double far = fmax(-20, fmin(20, share * n->step[j]));
    n->cols->value[j] = n->kept[j] * exp(far);
  }
}

// The whole step or a half, a quarter ... of it, until what is lacking along
// it has all but turned. False: it does not help.
static bool take_step(Newton *n, double *worst) {
  memcpy(n->kept, n->cols->value, n->cols->n * sizeof *n->kept);
  double slope = inner(n, n->step, n->lack), before = *worst;
  for (int halvings = 0; halvings < 10; halvings++) {
    go(n, ldexp(1, -halvings));
    *worst = look(n);
    double now = inner(n, n->step, n->lack);
    if (now >= -0.5 * slope && (now >= 0 || *worst < before)) return true;
  }
  go(n, 0);
  *worst = look(n);
  return false;
}

static bool sweep(Newton *n, double *worst, VnErr *err) {
  for (int k = 0; k<MOST_SWEEPS && * worst> SAME; k++) {
    if (vn_stopped(err)) return false;
    solve_side(n->cols, n->rows);
    *worst = look(n);
  }
  return true;
}

static bool search(Newton *n, VnErr *err) {
  double worst = look(n);
  for (int k = 0; k < MOST_STEPS && worst > CLOSE; k++) {
    if (vn_stopped(err)) return false;
    weigh(n);
    find_step(n);
    if (!take_step(n, &worst)) break;
  }
  if (!sweep(n, &worst, err)) return false;
  return worst <= SAME || vn_fail(err, DOING ": the sums do not settle");
}


// ---- all of it ----

// As if chances were products, which they nearly are where they are small.
static void start(VnLogistic *table) {
  double total = 0;
  for (size_t i = 0; i < table->rows.n; i++)
    total += table->rows.count[i] * table->rows.wanted[i];
  for (size_t i = 0; i < table->rows.n; i++)
    table->rows.value[i] = table->rows.wanted[i] / sqrt(total);
  for (size_t j = 0; j < table->cols.n; j++)
    table->cols.value[j] = table->cols.wanted[j] / sqrt(total);
}

bool vn_logistic_fit(VnLogistic *table, VnErr *err) {
  bool fewer_cols = table->cols.n <= table->rows.n;
  Newton n = {.rows = fewer_cols ? &table->rows : &table->cols,
              .cols = fewer_cols ? &table->cols : &table->rows};
  start(table);
  bool done = newton_room(&n, err) && search(&n, err);
  newton_free(&n);
  return done;
}
