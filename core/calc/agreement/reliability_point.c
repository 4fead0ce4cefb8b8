#include "calc/agreement/reliability_point.h"

#include <string.h>

#include "calc/agreement/weights.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define MOST_STEPS 1e11     // through pairs of values
#define NOTHING_LEFT 1e-12  // of agreement beyond chance: it is undefined


// ---- each unit's part ----

static bool is_alpha(const VnAgreementTask *t) {
  return t->plan->coefficient == VN_KRIPPENDORFF;
}

// Two values are alike or not, and nothing between.
static bool is_all_or_nothing(const VnAgreementTask *t) {
  return is_alpha(t) ? t->plan->scale.level == VN_NOMINAL
                     : t->plan->weights == VN_UNWEIGHTED;
}

// The same parts then, of m ratings and the squares of how often each value
// was said: of all pairs those that differ, or those that agree.
static double part_of_squares(const VnAgreementTask *t, double m,
                              double squares) {
  return is_alpha(t) ? (m * m - squares) / (m - 1)
                     : (squares - m) / (m * (m - 1));
}

// The share of the unit's pairs of ratings that agree.
static double agreement_within(const VnAgreementTask *t, size_t u) {
  const VnRatings *r = t->ratings;
  double m = t->n_of[u], sum = 0;
  for (uint64_t i = r->start[u]; i < r->start[u + 1]; i++) {
    sum += r->times[i] * (r->times[i] - 1.0);
    for (uint64_t j = r->start[u]; j < r->start[u + 1]; j++) {
      if (i != j)
        sum += (double)r->times[i] * r->times[j] *
               vn_weight(t, r->value[i], r->value[j]);
    }
  }
  return sum / (m * (m - 1));
}

static double disagreement_within(const VnAgreementTask *t, size_t u,
                                  const double *places) {
  const VnRatings *r = t->ratings;
  uint64_t at = r->start[u];
  return vn_metric_observed(t->metric, r->value + at, r->times + at,
                            r->start[u + 1] - at, places) /
         (t->n_of[u] - 1.0);
}

// Where each value lies, from how often it was said where two were said.
static void place_values(VnAgreementTask *t, VnAgreementRoom *room) {
  const VnRatings *r = t->ratings;
  for (size_t u = 0; vn_metric_is_ordinal(t->metric) && u < r->n_units; u++) {
    for (uint64_t k = r->start[u]; t->n_of[u] > 1 && k < r->start[u + 1]; k++)
      room->times[r->value[k]] += r->times[k];
  }
  vn_metric_place(t->metric, room->times, room->places);
}

// Each unit's ratings, and for now as its part the squares.
static void count_ratings(VnAgreementTask *t) {
  const VnRatings *r = t->ratings;
  for (size_t u = 0; u < r->n_units; u++) {
    uint64_t n = 0, squares = 0;
    for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++) {
      n += r->times[k];
      squares += (uint64_t)r->times[k] * r->times[k];
    }
    t->n_of[u] = (uint32_t)n, t->unit[u] = (double)squares;
  }
}

static double part_of(const VnAgreementTask *t, size_t u,
                      const double *places) {
  if (is_all_or_nothing(t)) return part_of_squares(t, t->n_of[u], t->unit[u]);
  return is_alpha(t) ? disagreement_within(t, u, places)
                     : agreement_within(t, u);
}

static bool set_units(VnAgreementTask *t, const VnAgreementRoom *room,
                      VnErr *err) {
  VnCoefficient c = t->plan->coefficient;
  size_t least = c == VN_FLEISS || c == VN_GWET ? 1 : 2;
  for (size_t u = 0; u < t->ratings->n_units; u++) {
    if ((u & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (t->n_of[u] >= least) t->units[t->n++] = (uint32_t)u;
    t->unit[u] = t->n_of[u] < 2 ? 0 : part_of(t, u, room->places);
  }
  return true;
}

static bool check_coders(const VnRatings *r, VnErr *err) {
  if (!r->cell) {
    return vn_fail(err, "Cohen's kappa needs to know which coder said what; "
                        "counts do not say it");
  }
  if (r->n_coders == 2) return true;
  return vn_fail(err,
                 "Cohen's kappa is of two coders, found %zu; choose two of "
                 "them, or a coefficient for more, such as \"fleiss\"",
                 r->n_coders);
}

static bool begin_room(VnAgreementTask *t, VnErr *err) {
  size_t n = t->ratings->n_units;
  t->position = vn_alloc(t->ratings->n_values, sizeof *t->position);
  t->unit = vn_alloc(n, sizeof *t->unit);
  t->n_of = vn_alloc(n, sizeof *t->n_of);
  t->units = vn_alloc(n, sizeof *t->units);
  return (t->position && t->unit && t->n_of && t->units) ||
         vn_fail_memory(err, DOING);
}

bool vn_agreement_begin(VnAgreementTask *t, const VnRatings *ratings,
                        const VnAgreementPlan *plan, VnErr *err) {
  *t = (VnAgreementTask){.ratings = ratings, .plan = plan};
  if (plan->coefficient == VN_COHEN && !check_coders(ratings, err))
    return false;
  if (is_alpha(t)) {
    t->metric = vn_metric_new(ratings, plan->scale, err);
    if (!t->metric) return false;
  }
  VnAgreementRoom room;
  if (!begin_room(t, err) || !vn_agreement_room(&room, ratings->n_values, err))
    return false;
  vn_weights_place(t);
  count_ratings(t);
  if (t->metric) place_values(t, &room);
  bool done = set_units(t, &room, err);
  vn_agreement_room_free(&room);
  return done;
}

void vn_agreement_done(VnAgreementTask *t) {
  vn_metric_free(t->metric);
  vn_free(t->position);
  vn_free(t->unit);
  vn_free(t->n_of);
  vn_free(t->units);
}

bool vn_agreement_room(VnAgreementRoom *room, size_t n_values, VnErr *err) {
  *room = (VnAgreementRoom){0};
  room->times = vn_alloc(n_values, sizeof *room->times);
  room->other = vn_alloc(n_values, sizeof *room->other);
  room->places = vn_alloc(n_values, sizeof *room->places);
  bool done = room->times && room->other && room->places;
  if (!done) vn_fail_memory(err, DOING);
  if (done && vn_metric_room(&room->metric, n_values, err)) return true;
  vn_agreement_room_free(room);
  return false;
}

void vn_agreement_room_free(VnAgreementRoom *room) {
  vn_free(room->times);
  vn_free(room->other);
  vn_free(room->places);
  vn_metric_room_free(&room->metric);
  *room = (VnAgreementRoom){0};
}

bool vn_agreement_too_long(const VnAgreementTask *t, size_t n_points) {
  return t->metric &&
         vn_metric_steps(t->metric) * (double)n_points > MOST_STEPS;
}


// ---- Krippendorff's alpha ----

static double drawn_at(const double *drawn, size_t i) {
  return drawn ? drawn[i] : 1;
}

static double ordinal_disagreement(const VnAgreementTask *t,
                                   const double *drawn, const double *places) {
  double sum = 0;
  for (size_t i = 0; i < t->n; i++) {
    if (drawn && drawn[i] == 0) continue;
    sum += drawn_at(drawn, i) * disagreement_within(t, t->units[i], places);
  }
  return sum;
}

// alpha = 1 - Do / De with Do = the units' disagreements / n and
// De = that of all pairs / (n (n - 1)).
VnAgreementPoint vn_alpha_of(const VnAgreementTask *t, const double *drawn,
                             double n, double observed, VnAgreementRoom *room) {
  vn_metric_place(t->metric, room->times, room->places);
  if (vn_metric_is_ordinal(t->metric))
    observed = ordinal_disagreement(t, drawn, room->places);
  double expected =
      vn_metric_expected(t->metric, room->times, room->places, &room->metric);
  bool varies = expected > 0;
  return (VnAgreementPoint){
      .value = varies ? 1 - (n - 1) * observed / expected : NAN,
      .observed = n > 0 ? observed / n : NAN,
      .expected = n > 1 ? expected / (n * (n - 1)) : NAN,
      .maximum = NAN,
  };
}

// With every unit once: all that was said, but where it was said alone.
static VnAgreementPoint alpha_of_all(const VnAgreementTask *t,
                                     VnAgreementRoom *room) {
  const VnRatings *r = t->ratings;
  double n = 0, observed = 0;
  for (uint64_t k = 0; k < r->start[r->n_units]; k++)
    room->times[r->value[k]] += r->times[k];
  for (size_t u = 0; u < r->n_units; u++) {
    if (t->n_of[u] == 1) room->times[r->value[r->start[u]]]--;
    n += t->n_of[u] > 1 ? t->n_of[u] : 0;
    observed += t->unit[u];
  }
  return vn_alpha_of(t, NULL, n, observed, room);
}

static VnAgreementPoint alpha(const VnAgreementTask *t, const double *drawn,
                              VnAgreementRoom *room) {
  const VnRatings *r = t->ratings;
  double n = 0, observed = 0;
  for (size_t i = 0; i < t->n; i++) {
    size_t u = t->units[i];
    double times = drawn_at(drawn, i);
    if (times == 0) continue;
    for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++)
      room->times[r->value[k]] += times * r->times[k];
    n += times * t->n_of[u];
    observed += times * t->unit[u];
  }
  return vn_alpha_of(t, drawn, n, observed, room);
}


// ---- what agrees beyond chance ----

static VnAgreementPoint beyond_chance(double observed, double expected) {
  double left = 1 - expected;
  return (VnAgreementPoint){
      .value = left > NOTHING_LEFT ? (observed - expected) / left : NAN,
      .observed = observed,
      .expected = expected,
      .maximum = NAN,
  };
}

static double chance(const VnAgreementTask *t, const double *share) {
  double n = (double)t->ratings->n_values, sum = 0;
  switch (t->plan->coefficient) {
    case VN_FLEISS: return vn_weighted(t, share, share);
    case VN_BRENNAN_PREDIGER: return vn_sum_of_weights(t) / (n * n);
    case VN_GWET:
      for (size_t k = 0; k < t->ratings->n_values; k++)
        sum += share[k] * (1 - share[k]);
      return n > 1 ? vn_sum_of_weights(t) / (n * (n - 1)) * sum : 1;
    default: return 0;
  }
}

// The share of each value: the mean of what it has of each unit's ratings.
static VnAgreementPoint of_many(const VnAgreementTask *t, const double *drawn,
                                VnAgreementRoom *room) {
  const VnRatings *r = t->ratings;
  double n = 0, n_pairs = 0, observed = 0;
  for (size_t i = 0; i < t->n; i++) {
    size_t u = t->units[i];
    double times = drawn_at(drawn, i);
    if (times == 0) continue;
    for (uint64_t k = r->start[u]; k < r->start[u + 1]; k++)
      room->times[r->value[k]] += times * r->times[k] / t->n_of[u];
    n += times;
    if (t->n_of[u] < 2) continue;
    n_pairs += times;
    observed += times * t->unit[u];
  }
  observed = n_pairs > 0 ? observed / n_pairs : NAN;
  for (size_t k = 0; k < r->n_values; k++) room->times[k] /= n;
  VnAgreementPoint p = beyond_chance(observed, chance(t, room->times));
  if (t->plan->coefficient == VN_PERCENT) p.value = observed;
  if (t->plan->coefficient == VN_PERCENT) p.expected = NAN;
  return p;
}

static VnAgreementPoint cohen(const VnAgreementTask *t, const double *drawn,
                              VnAgreementRoom *room) {
  double n = 0, observed = 0, most = 0;
  for (size_t i = 0; i < t->n; i++) {
    size_t u = t->units[i];
    double times = drawn_at(drawn, i);
    const int32_t *said = t->ratings->cell + 2 * u;
    room->times[said[0]] += times;
    room->other[said[1]] += times;
    observed += times * t->unit[u];
    n += times;
  }
  for (size_t k = 0; k < t->ratings->n_values; k++) {
    room->times[k] /= n;
    room->other[k] /= n;
    most += fmin(room->times[k], room->other[k]);
  }
  double expected = vn_weighted(t, room->times, room->other);
  VnAgreementPoint p = beyond_chance(n > 0 ? observed / n : NAN, expected);
  if (t->plan->weights == VN_UNWEIGHTED && !isnan(p.value))
    p.maximum = (most - expected) / (1 - expected);
  return p;
}

VnAgreementPoint vn_agreement_point(const VnAgreementTask *t,
                                    const double *drawn,
                                    VnAgreementRoom *room) {
  size_t size = t->ratings->n_values * sizeof *room->times;
  memset(room->times, 0, size);
  memset(room->other, 0, size);
  if (is_alpha(t)) return drawn ? alpha(t, drawn, room) : alpha_of_all(t, room);
  if (t->plan->coefficient == VN_COHEN) return cohen(t, drawn, room);
  return of_many(t, drawn, room);
}
