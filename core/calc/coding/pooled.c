#include "calc/coding/pooled.h"

#include <math.h>
#include <string.h>

#include "calc/linkage/cluster_range.h"
#include "calc/coding/ratings.h"
#include "calc/pool.h"
#include "calc/chance/quantiles.h"
#include "calc/chance/random.h"
#include "calc/agreement/reliability_point.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define TOGETHER 16            // replicates that share their room
#define MOST_DECISIONS 1e9     // whose counts fit, also when drawn anew
#define MOST_COUNTS (1 << 26)  // of patterns in sources

// Decisions differ only in how many coders said yes and no, or for Cohen's
// kappa in what each of the two said: those are patterns, far fewer than
// decisions, and a source is how often it has each.
typedef struct {
  const VnCoding *c;
  const VnAgreementPlan *plan;
  bool by_coder;  // whose two patterns are told apart
  size_t n_patterns, n_sources;
  VnRatings *patterns;
  uint32_t *count;   // of each source and pattern
  uint8_t *looked;   // of each coder, in one unit
  uint8_t *said;     // yes, of each coder, to one code
  uint32_t *source;  // those that count,
  size_t n;          // and how many
} Pooled;

static void pooled_free(Pooled *p) {
  vn_ratings_free(p->patterns);
  vn_free(p->count);
  vn_free(p->looked);
  vn_free(p->said);
  vn_free(p->source);
}


// ---- patterns ----

// Marks the coders who looked at a unit; gives how many there are.
static size_t look(Pooled *p, size_t unit) {
  size_t n = 0;
  memset(p->looked, 0, p->c->n_coders);
  for (uint64_t k = p->c->start[unit]; k < p->c->start[unit + 1]; k++) {
    n += !p->looked[p->c->coder[k]];
    p->looked[p->c->coder[k]] = 1;
  }
  return n;
}

static size_t pattern_of(const Pooled *p, size_t n_looked, size_t n_yes) {
  if (!p->by_coder) return n_looked * (n_looked + 1) / 2 + n_yes;
  return (size_t)(p->looked[0] + p->said[0]) * 3 + p->looked[1] + p->said[1];
}

static int32_t rating_of(size_t state) {
  return state == 0 ? VN_NOT_RATED : (int32_t)state - 1;
}

static void fill_patterns(Pooled *p, size_t most) {
  size_t width = p->c->n_coders;
  int32_t *cell = p->patterns->cell;
  if (p->by_coder) {
    for (size_t k = 0; k < 9; k++) {
      cell[2 * k] = rating_of(k / 3);
      cell[2 * k + 1] = rating_of(k % 3);
    }
    return;
  }
  for (size_t m = 0; m <= most; m++) {
    for (size_t yes = 0; yes <= m; yes++, cell += width) {
      for (size_t i = 0; i < m; i++) cell[i] = i < yes;
    }
  }
}

static bool make_patterns(Pooled *p, VnErr *err) {
  const VnCoding *c = p->c;
  size_t most = 0;
  for (size_t u = 0; u < c->n_units; u++) {
    size_t n = look(p, u);
    most = n > most ? n : most;
  }
  p->n_patterns = p->by_coder ? 9 : (most + 1) * (most + 2) / 2;
  p->n_sources = c->source ? c->n_sources + 1 : 1;
  if (p->n_patterns * p->n_sources > MOST_COUNTS ||
      (double)c->n_units * (double)c->n_codes > MOST_DECISIONS) {
    return vn_fail(err,
                   "%zu units by %zu codes are too many decisions to pool; "
                   "c:select picks some of them",
                   c->n_units, c->n_codes);
  }
  p->patterns = vn_yes_no_ratings(c, p->n_patterns, err);
  if (!p->patterns) return false;
  fill_patterns(p, most);
  return vn_ratings_count(p->patterns, err);
}


// ---- counting them ----

// The codes of a unit that somebody gave; all others have the pattern of
// nobody saying yes.
static void count_unit(Pooled *p, size_t unit) {
  const VnCoding *c = p->c;
  size_t n_looked = look(p, unit), n_given = 0;
  uint32_t at = c->source ? c->source[unit] : 0;
  if (at == VN_NO_LABEL) at = (uint32_t)c->n_sources;
  uint32_t *count = p->count + at * p->n_patterns;
  for (uint64_t k = c->start[unit], end = c->start[unit + 1]; k < end;) {
    uint32_t code = c->code[k];
    size_t n_yes = 0;
    if (code == VN_NOTHING) break;  // it is the last
    memset(p->said, 0, c->n_coders);
    for (; k < end && c->code[k] == code; k++, n_yes++)
      p->said[c->coder[k]] = 1;
    count[pattern_of(p, n_looked, n_yes)]++;
    n_given++;
  }
  memset(p->said, 0, c->n_coders);
  count[pattern_of(p, n_looked, 0)] += (uint32_t)(c->n_codes - n_given);
}

static bool count_all(Pooled *p, VnErr *err) {
  p->count = vn_alloc(p->n_sources * p->n_patterns, sizeof *p->count);
  p->source = vn_alloc(p->n_sources, sizeof *p->source);
  if (!p->count || !p->source) return vn_fail_memory(err, DOING);
  for (size_t u = 0; u < p->c->n_units; u++) {
    if ((u & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    count_unit(p, u);
  }
  return true;
}

static bool begin(Pooled *p, VnErr *err) {
  p->looked = vn_alloc(p->c->n_coders, 1);
  p->said = vn_alloc(p->c->n_coders, 1);
  if (!p->looked || !p->said) return vn_fail_memory(err, DOING);
  return make_patterns(p, err) && count_all(p, err);
}


// ---- values ----

typedef struct {
  Pooled *pooled;
  const VnAgreementTask *task;
  double *values;  // one of each replicate
  size_t n_values;
} Replicates;

static void list_sources(Pooled *p, const VnAgreementTask *t) {
  for (size_t s = 0; s < p->n_sources; s++) {
    bool counts = false;
    for (size_t i = 0; i < t->n; i++)
      counts = counts || p->count[s * p->n_patterns + t->units[i]] > 0;
    if (counts) p->source[p->n++] = (uint32_t)s;
  }
}

// Adds the patterns of a source to those that are drawn.
static void add_source(const Pooled *p, const VnAgreementTask *t, size_t s,
                       uint32_t *drawn) {
  const uint32_t *count = p->count + p->source[s] * p->n_patterns;
  for (size_t i = 0; i < t->n; i++) {
    uint32_t room = UINT32_MAX - drawn[i], more = count[t->units[i]];
    drawn[i] += more < room ? more : room;
  }
}

static bool is_left_out(const Pooled *p) {
  return p->n < VN_FEW_CLUSTERS;
}

// Replicate r: sources drawn from the stream r + 1, or all but source r.
static void draw(const Replicates *all, size_t r, uint32_t *drawn) {
  const Pooled *p = all->pooled;
  VnRandom random = vn_random(p->plan->seed, r + 1);
  memset(drawn, 0, all->task->n * sizeof *drawn);
  for (size_t k = 0; k < p->n; k++) {
    if (!is_left_out(p))
      add_source(p, all->task, vn_random_below(&random, (uint32_t)p->n), drawn);
    else if (k != r) add_source(p, all->task, k, drawn);
  }
}

static bool some_replicates(void *given, size_t piece, VnErr *err) {
  Replicates *all = given;
  size_t from = piece * TOGETHER;
  VnAgreementRoom room;
  uint32_t *drawn = vn_alloc(all->task->n, sizeof *drawn);
  if (!drawn) return vn_fail_memory(err, DOING);
  bool done = vn_agreement_room(&room, all->task->ratings->n_values, err);
  for (size_t r = from; done && r < all->n_values && r < from + TOGETHER; r++) {
    draw(all, r, drawn);
    all->values[r] = vn_agreement_point(all->task, drawn, &room).value;
  }
  if (done) vn_agreement_room_free(&room);
  vn_free(drawn);
  return done && !vn_stopped(err);
}

static void find_limits(const Replicates *all, VnAgreement *found) {
  bool left_out = is_left_out(all->pooled);
  double confidence = left_out ? 1 : all->pooled->plan->confidence;
  size_t n = vn_limits(all->values, all->n_values, confidence, &found->low,
                       &found->high);
  found->n_undefined = all->n_values - n;
  if (left_out && found->n_undefined > 0) found->low = NAN;
}

static bool find_interval(Pooled *p, const VnAgreementTask *t,
                          VnAgreement *found, VnErr *err) {
  Replicates all = {.pooled = p, .task = t};
  all.n_values = is_left_out(p) ? p->n : (size_t)p->plan->replicates;
  if (p->n < 2 || all.n_values == 0 || isnan(found->value)) return true;
  all.values = vn_alloc(all.n_values, sizeof *all.values);
  if (!all.values) return vn_fail_memory(err, DOING);
  bool done = vn_pool((all.n_values + TOGETHER - 1) / TOGETHER, 0,
                      some_replicates, &all, err);
  if (done) find_limits(&all, found);
  vn_free(all.values);
  return done;
}

// The coefficient of all sources, each once.
static bool find_value(const Pooled *p, const VnAgreementTask *t,
                       VnAgreement *found, VnErr *err) {
  VnAgreementRoom room;
  uint32_t *drawn = vn_alloc(t->n, sizeof *drawn);
  if (!drawn) return vn_fail_memory(err, DOING);
  bool done = vn_agreement_room(&room, t->ratings->n_values, err);
  for (size_t s = 0; s < p->n; s++) add_source(p, t, s, drawn);
  for (size_t i = 0; i < t->n; i++) {
    uint32_t n_ratings = t->n_of[t->units[i]];
    if (n_ratings > 1) found->n_units += drawn[i];
    else found->n_single += drawn[i];
  }
  if (done) {
    VnAgreementPoint point = vn_agreement_point(t, drawn, &room);
    found->value = point.value, found->maximum = point.maximum;
    found->observed = point.observed, found->expected = point.expected;
    vn_agreement_room_free(&room);
  }
  vn_free(drawn);
  return done;
}

bool vn_coding_pooled(const VnCoding *coding, const VnAgreementPlan *plan,
                      VnAgreement *found, size_t *n_sources, VnErr *err) {
  Pooled p = {.c = coding, .plan = plan};
  VnAgreementTask t = {0};
  *found = (VnAgreement){.low = NAN, .high = NAN};
  p.by_coder = plan->coefficient == VN_COHEN && coding->n_coders == 2;
  bool done = begin(&p, err) && vn_agreement_begin(&t, p.patterns, plan, err);
  if (done) {
    list_sources(&p, &t);
    done = find_value(&p, &t, found, err) &&
           (!coding->source || find_interval(&p, &t, found, err));
  }
  *n_sources = coding->source ? p.n : 0;
  vn_agreement_done(&t);
  pooled_free(&p);
  return done;
}
