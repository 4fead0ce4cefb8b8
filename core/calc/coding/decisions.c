#include "calc/coding/decisions.h"

#include <stdlib.h>
#include <string.h>

#include "calc/coding/ratings.h"
#include "calc/counting_sort.h"
#include "data/labels.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define MOST_CELLS ((size_t)1 << 26)  // of patterns and coders, or resamples

// Two coders' patterns are what each of them said.
enum { NOT_LOOKED, SAID_NO, SAID_YES, N_SAID, OF_TWO = N_SAID * N_SAID };

// While units are gone through.
typedef struct {
  VnDecisions *made;
  const VnCoding *c;
  bool by_coder;
  uint32_t two[2];     // then whose
  size_t least;        // coders who look at a unit that counts
  uint8_t *looked;     // of each coder, in one unit
  uint8_t *said;       // yes, of each coder, to one code
  uint32_t *n_looked;  // of each unit: 0: it does not count
  uint32_t *place;     // of each unit that does, among the clusters
  uint32_t *order;     // those units, cluster by cluster,
  size_t n;            // and how many
} Making;

static void making_free(Making *m) {
  vn_free(m->looked);
  vn_free(m->said);
  vn_free(m->n_looked);
  vn_free(m->place);
  vn_free(m->order);
}

void vn_decisions_free(VnDecisions *d) {
  vn_agreement_done(&d->task);
  vn_ratings_free(d->patterns);
  vn_redraw_free(&d->redraw);
  vn_free(d->quiet);
  vn_free(d->base);
  vn_free(d->start);
  vn_free(d->end);
  vn_free(d->decided);
}

static bool is_one_of(const Making *m, uint32_t coder) {
  return !m->by_coder || coder == m->two[0] || coder == m->two[1];
}


// ---- patterns ----

// Marks the coders who looked at a unit; gives how many there are.
static uint32_t look(const Making *m, size_t unit) {
  uint32_t n = 0;
  memset(m->looked, 0, m->c->n_coders);
  for (uint64_t k = m->c->start[unit]; k < m->c->start[unit + 1]; k++) {
    uint32_t coder = m->c->coder[k];
    n += is_one_of(m, coder) && !m->looked[coder];
    m->looked[coder] = 1;
  }
  return n;
}

static size_t pattern_of(const Making *m, size_t n_looked, size_t n_yes) {
  const uint32_t *two = m->two;
  if (!m->by_coder) return n_looked * (n_looked + 1) / 2 + n_yes;
  return (size_t)(m->looked[two[0]] + m->said[two[0]]) * N_SAID +
         m->looked[two[1]] + m->said[two[1]];
}

static int32_t rating_of(size_t said) {
  return said == NOT_LOOKED ? VN_NOT_RATED : (int32_t)said - SAID_NO;
}

static size_t no_of(size_t said) {
  return said == SAID_YES ? SAID_NO : said;
}

static void fill_two(VnDecisions *d) {
  int32_t *cell = d->patterns->cell;
  for (size_t k = 0; k < OF_TWO; k++) {
    *cell++ = rating_of(k / N_SAID);
    *cell++ = rating_of(k % N_SAID);
    d->quiet[k] = (uint32_t)(no_of(k / N_SAID) * N_SAID + no_of(k % N_SAID));
  }
}

static void fill_many(VnDecisions *d, size_t most) {
  int32_t *cell = d->patterns->cell;
  size_t k = 0;
  for (size_t m = 0; m <= most; m++) {
    size_t quiet = k;
    for (size_t yes = 0; yes <= m; yes++, cell += d->patterns->n_coders) {
      for (size_t i = 0; i < m; i++) cell[i] = i < yes;
      d->quiet[k++] = (uint32_t)quiet;
    }
  }
}

static VnNames *names_of_two(const Making *m, VnErr *err) {
  const char *labels[] = {vn_names_at(m->c->coder_names, m->two[0]),
                          vn_names_at(m->c->coder_names, m->two[1])};
  return vn_names_new(labels, 2, "coder", err);
}

static bool make_ratings(Making *m, size_t n, VnErr *err) {
  VnNames *two = m->by_coder ? names_of_two(m, err) : NULL;
  if (!m->by_coder || two)
    m->made->patterns =
        vn_yes_no_ratings(two ? two : m->c->coder_names, n, err);
  vn_names_free(two);
  return m->made->patterns != NULL;
}

static bool make_patterns(Making *m, size_t most, VnErr *err) {
  VnDecisions *d = m->made;
  size_t n = m->by_coder ? OF_TWO : (most + 1) * (most + 2) / 2;
  if (!m->by_coder && n * m->c->n_coders > MOST_CELLS) {
    return vn_fail(err,
                   "%zu coders looked at one unit, too many to compare them "
                   "all; read the codings of fewer",
                   most);
  }
  d->quiet = vn_alloc(n, sizeof *d->quiet);
  if (!d->quiet) return vn_fail_memory(err, DOING);
  if (!make_ratings(m, n, err)) return false;
  if (m->by_coder) fill_two(d);
  else fill_many(d, most);
  return vn_ratings_count(d->patterns, err) &&
         vn_agreement_begin(&d->task, d->patterns, d->plan->agreement, err);
}


// ---- units and clusters ----

static bool list_units(Making *m, VnErr *err) {
  size_t most = 0;
  for (size_t u = 0; u < m->c->n_units; u++) {
    if ((u & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    uint32_t n = look(m, u);
    m->n_looked[u] = n >= m->least ? n : 0;
    m->n += n >= m->least;
    most = n > most ? n : most;
  }
  return make_patterns(m, most, err);
}

static uint32_t cluster_of(const VnDecisionPlan *p, size_t unit) {
  if (!p->cluster) return 0;
  return p->cluster[unit] == VN_NO_LABEL ? (uint32_t)p->n_clusters
                                         : p->cluster[unit];
}

static uint32_t key_of(const void *making, size_t unit) {
  const Making *m = making;
  return m->n_looked[unit] > 0 ? cluster_of(m->made->plan, unit) : VN_UNLISTED;
}

// The units that count, cluster by cluster; those of none are together one
// more, the last.
static bool order_units(Making *m, VnErr *err) {
  const VnDecisionPlan *p = m->made->plan;
  size_t n = 0, *first = vn_alloc(p->n_clusters + 2, sizeof *first);
  if (!first) return vn_fail_memory(err, DOING);
  vn_counting_sort(m->c->n_units, p->n_clusters + 1, key_of, m, first,
                   m->order);
  for (size_t s = 0; s <= p->n_clusters; s++) {
    for (size_t i = first[s]; i < first[s + 1]; i++)
      m->place[m->order[i]] = (uint32_t)n;
    n += first[s] < first[s + 1];
  }
  vn_free(first);
  m->made->n_clusters = p->cluster ? n : 0;
  return true;
}


// ---- who said yes ----

// Calls `meet` with each code of a unit that somebody said yes to, and the
// pattern of that.
typedef void Meet(const Making *m, size_t unit, size_t item, size_t pattern);

static void meet_codes(const Making *m, size_t unit, Meet *meet) {
  const VnCoding *c = m->c;
  uint32_t n_looked = look(m, unit);
  for (uint64_t k = c->start[unit], end = c->start[unit + 1]; k < end;) {
    uint32_t code = c->code[k];
    size_t n_yes = 0;
    if (code == VN_NOTHING) break;  // it is the last
    memset(m->said, 0, c->n_coders);
    for (; k < end && c->code[k] == code; k++) {
      n_yes += is_one_of(m, c->coder[k]);
      m->said[c->coder[k]] = 1;
    }
    size_t item = m->made->plan->pooled ? 0 : code;
    if (n_yes > 0) meet(m, unit, item, pattern_of(m, n_looked, n_yes));
  }
  memset(m->said, 0, c->n_coders);
}

static void count_one(const Making *m, size_t unit, size_t item,
                      size_t pattern) {
  (void)unit, (void)pattern;
  m->made->start[item + 1]++;
}

static void put_one(const Making *m, size_t unit, size_t item, size_t pattern) {
  m->made->decided[m->made->end[item]++] =
      (VnDecided){m->place[unit], (uint32_t)pattern, 1};
}

static bool go_through(const Making *m, Meet *meet, VnErr *err) {
  for (size_t i = 0; i < m->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    meet_codes(m, m->order[i], meet);
  }
  return true;
}

static int by_place(const void *a, const void *b) {
  const VnDecided *x = a, *y = b;
  if (x->cluster != y->cluster) return x->cluster < y->cluster ? -1 : 1;
  return (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

// Those of one cluster and pattern become one; gives how many are left.
static size_t join(VnDecided *list, size_t n_all) {
  size_t n = 0;
  qsort(list, n_all, sizeof *list, by_place);
  for (size_t k = 0; k < n_all; k++) {
    if (n > 0 && by_place(&list[n - 1], &list[k]) == 0)
      list[n - 1].times += list[k].times;
    else list[n++] = list[k];
  }
  return n;
}

static bool list_decided(Making *m, VnErr *err) {
  VnDecisions *d = m->made;
  d->start = vn_alloc(d->n_items + 1, sizeof *d->start);
  d->end = vn_alloc(d->n_items, sizeof *d->end);
  if (!d->start || !d->end) return vn_fail_memory(err, DOING);
  if (!go_through(m, count_one, err)) return false;
  for (size_t k = 0; k < d->n_items; k++) {
    d->start[k + 1] += d->start[k];
    d->end[k] = d->start[k];
  }
  d->decided = vn_alloc(d->start[d->n_items], sizeof *d->decided);
  if (!d->decided) return vn_fail_memory(err, DOING);
  if (!go_through(m, put_one, err)) return false;
  for (size_t k = 0; k < d->n_items; k++)
    d->end[k] =
        d->start[k] + join(d->decided + d->start[k], d->end[k] - d->start[k]);
  return !vn_stopped(err);
}


// ---- drawn anew ----

// Each unit as if nobody said yes; pooled, once for every code.
static bool list_quiet(const Making *m, VnDecided *list, size_t *n,
                       VnErr *err) {
  double each = m->made->plan->pooled ? (double)m->c->n_codes : 1;
  for (size_t i = 0; i < m->n; i++) {
    size_t u = m->order[i];
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (m->by_coder) look(m, u);
    uint32_t pattern = (uint32_t)pattern_of(m, m->n_looked[u], 0);
    list[i] = (VnDecided){m->place[u], pattern, each};
  }
  *n = join(list, m->n);
  return true;
}

static void add_quiet(const VnDecided *list, size_t n, const uint8_t *times,
                      double *base) {
  for (size_t k = 0; k < n; k++)
    base[list[k].pattern] +=
        list[k].times * (times ? times[list[k].cluster] : 1);
}

static bool base_fits(size_t n_sets, size_t width, VnErr *err) {
  size_t n;
  if (!__builtin_mul_overflow(n_sets + 1, width, &n) && n <= MOST_CELLS)
    return true;
  return vn_fail(err,
                 "%zu resamples of %zu combinations of answers take too much "
                 "memory; ask for fewer 'replicates'",
                 n_sets, width);
}

// How often they come in each set.
static bool count_base(const Making *m, VnErr *err) {
  VnDecisions *d = m->made;
  size_t n = 0, width = d->patterns->n_units, n_sets = d->redraw.n_sets;
  if (!base_fits(n_sets, width, err)) return false;
  VnDecided *list = vn_alloc(m->n, sizeof *list);
  d->base = vn_alloc((n_sets + 1) * width, sizeof *d->base);
  bool done = list && d->base;
  if (!done) vn_fail_memory(err, DOING);
  done = done && list_quiet(m, list, &n, err);
  if (done) add_quiet(list, n, NULL, d->base);
  for (size_t r = 0; done && r < n_sets; r++) {
    add_quiet(list, n, vn_redraw_times(&d->redraw, r),
              d->base + (r + 1) * width);
    done = !vn_stopped(err);
  }
  vn_free(list);
  return done;
}

static bool begin(Making *m, VnErr *err) {
  const VnDecisionPlan *p = m->made->plan;
  VnCoefficient of = p->agreement->coefficient;
  m->least = of == VN_FLEISS || of == VN_GWET ? 1 : 2;
  m->by_coder = p->pair || (of == VN_COHEN && m->c->n_coders == 2);
  m->two[0] = p->pair ? p->pair[0] : 0;
  m->two[1] = p->pair ? p->pair[1] : 1;
  m->looked = vn_alloc(m->c->n_coders, 1);
  m->said = vn_alloc(m->c->n_coders, 1);
  m->n_looked = vn_alloc(m->c->n_units, sizeof *m->n_looked);
  m->place = vn_alloc(m->c->n_units, sizeof *m->place);
  m->order = vn_alloc(m->c->n_units, sizeof *m->order);
  return (m->looked && m->said && m->n_looked && m->place && m->order) ||
         vn_fail_memory(err, DOING);
}

bool vn_decisions_new(VnDecisions *d, const VnDecisionPlan *plan, VnErr *err) {
  const VnAgreementPlan *agreement = plan->agreement;
  Making m = {.made = d, .c = plan->coding};
  *d = (VnDecisions){.plan = plan};
  d->n_items = plan->pooled ? 1 : plan->coding->n_codes;
  bool done =
      begin(&m, err) && list_units(&m, err) && order_units(&m, err) &&
      vn_redraw_new(&d->redraw, d->n_clusters, (size_t)agreement->replicates,
                    agreement->seed, err) &&
      list_decided(&m, err) && count_base(&m, err);
  making_free(&m);
  return done;
}
