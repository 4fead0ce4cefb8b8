#include "calc/impact/island.h"

#include "data/memory.h"

#define DOING "searching for scenarios"
#define BONUS 0.6  // for acting on descriptors that are decided already


// ---- rows ----

// What variant `source` of the whole matrix says for variant c of descriptor
// j against its rival l, or against all of them when c is l.
static int64_t says(const VnBalance *b, size_t source, size_t j, size_t c,
                    size_t l) {
  const int32_t *row = b->cells + source * b->n_variants + b->first[j];
  size_t n = b->first[j + 1] - b->first[j];
  if (c != l) return (int64_t)row[c] - row[l];
  int64_t sum = (int64_t)n * row[c];
  for (size_t k = 0; k < n; k++) sum -= row[k];
  return sum;
}

static size_t n_variants(const VnBalance *b, size_t i) {
  return b->first[i + 1] - b->first[i];
}

// How much the choice of i's variant matters to j: the spread of what it says
// for each pair of j's variants, on average.
static double weight(const VnBalance *b, size_t i, size_t j) {
  size_t n = n_variants(b, j);
  double sum = 0;
  if (!b->acts[i * b->n + j] || n < 2) return 0;
  for (size_t c = 0; c < n; c++) {
    for (size_t l = 0; l < c; l++) {
      int64_t most = INT64_MIN, least = INT64_MAX;
      for (size_t k = b->first[i]; k < b->first[i + 1]; k++) {
        int64_t gain = says(b, k, j, c, l);
        if (gain > most) most = gain;
        if (gain < least) least = gain;
      }
      sum += (double)(most - least);
    }
  }
  return 2 * sum / (double)(n * (n - 1));
}


// ---- the order of decision ----

typedef struct {
  const VnBalance *balance;
  const size_t *all;  // the island's descriptors
  size_t n;
  double *weight;  // n x n
  bool *taken;
} Ordering;

static double urgency(const Ordering *o, size_t i) {
  double sum = 0;
  for (size_t j = 0; j < o->n; j++)
    sum += o->weight[i * o->n + j] * (o->taken[j] ? 1 + BONUS : 1);
  return sum;
}

static size_t most_urgent(const Ordering *o) {
  size_t best = SIZE_MAX;
  double most = -1;
  for (size_t i = 0; i < o->n; i++) {
    double value = o->taken[i] ? -1 : urgency(o, i);
    if (value > most) most = value, best = i;
  }
  return best;
}

// Strongest first, so that bounds bite early.
static void decide(Ordering *o, VnMember *member) {
  for (size_t i = 0; i < o->n; i++) {
    for (size_t j = 0; j < o->n; j++)
      o->weight[i * o->n + j] = weight(o->balance, o->all[i], o->all[j]);
  }
  for (size_t m = 0; m < o->n; m++) {
    size_t i = most_urgent(o);
    o->taken[i] = true;
    member[m].descriptor = o->all[i];
  }
}

static bool order_members(VnIsland *island, const VnBalance *b,
                          const size_t *all, VnErr *err) {
  size_t n = island->n;
  Ordering o = {.balance = b,
                .all = all,
                .n = n,
                .weight = vn_alloc(n * n, sizeof(double)),
                .taken = vn_alloc(n, sizeof(bool))};
  bool room = o.weight && o.taken;
  if (room) decide(&o, island->member);
  vn_free(o.weight);
  vn_free(o.taken);
  return room || vn_fail_memory(err, DOING);
}


// ---- rows of the island ----

static void number_rows(VnIsland *island, const VnBalance *b,
                        const uint64_t *domain) {
  size_t row = 0;
  for (size_t m = 0; m < island->n; m++) {
    VnMember *member = &island->member[m];
    member->n = n_variants(b, member->descriptor);
    member->domain = domain[member->descriptor];
    member->base = row;
    row += member->n * member->n;
  }
  island->n_rows = (row + VN_LANES - 1) / VN_LANES * VN_LANES;
}

static bool describe_rows(VnIsland *island, int64_t threshold, VnErr *err) {
  size_t rows = island->n_rows;
  island->row_member = vn_alloc(rows, sizeof *island->row_member);
  island->row_variant = vn_alloc(rows, sizeof *island->row_variant);
  island->row_counts = vn_alloc(rows, sizeof *island->row_counts);
  island->slack = vn_alloc(rows, sizeof *island->slack);
  if (!island->row_member || !island->row_variant || !island->row_counts ||
      !island->slack)
    return vn_fail_memory(err, DOING);
  for (size_t m = 0; m < island->n; m++) {
    size_t n = island->member[m].n;
    for (size_t r = 0; r < n * n; r++) {
      size_t row = island->member[m].base + r, c = r / n, l = r % n;
      island->row_member[row] = (uint32_t)m;
      island->row_variant[row] = (uint8_t)c;
      island->row_counts[row] = c != l || n > 2;
      island->slack[row] = c != l ? threshold : threshold * (int64_t)(n - 1);
    }
  }
  return true;
}


// ---- spans and gains ----

static size_t lanes_down(size_t row) {
  return row / VN_LANES * VN_LANES;
}

static size_t lanes_up(size_t row) {
  return lanes_down(row + VN_LANES - 1);
}

// The spans of rows that member m acts on; those that touch become one.
static bool find_spans(VnIsland *island, const VnBalance *b, size_t m,
                       VnErr *err) {
  VnMember *member = &island->member[m];
  member->spans = vn_alloc(island->n, sizeof *member->spans);
  if (!member->spans) return vn_fail_memory(err, DOING);
  for (size_t t = 0; t < island->n; t++) {
    const VnMember *target = &island->member[t];
    if (!b->acts[member->descriptor * b->n + target->descriptor]) continue;
    size_t from = lanes_down(target->base);
    size_t to = lanes_up(target->base + target->n * target->n);
    VnSpan *last = member->spans + member->n_spans;
    if (member->n_spans && last[-1].to >= from) {
      last[-1].to = (uint32_t)to;
    } else {
      *last = (VnSpan){.from = (uint32_t)from, .to = (uint32_t)to};
      member->n_spans++;
    }
  }
  for (size_t s = 0; s < member->n_spans; s++) {
    member->spans[s].at = (uint32_t)member->width;
    member->width += member->spans[s].to - member->spans[s].from;
  }
  return true;
}

static void fill_gain(VnIsland *island, const VnBalance *b, size_t m, size_t k,
                      int32_t *gain) {
  const VnMember *member = &island->member[m];
  size_t source = b->first[member->descriptor] + k;
  for (size_t s = 0; s < member->n_spans; s++) {
    const VnSpan *span = &member->spans[s];
    for (size_t row = span->from; row < span->to; row++) {
      const VnMember *target = &island->member[island->row_member[row]];
      size_t r = row - target->base;
      if (r >= target->n * target->n) continue;  // beyond the last member
      gain[span->at + row - span->from] = (int32_t)says(
          b, source, target->descriptor, r / target->n, r % target->n);
    }
  }
}

static bool fill_gains(VnIsland *island, const VnBalance *b, VnErr *err) {
  size_t size = 0;
  island->gain_at = vn_alloc(island->n, sizeof *island->gain_at);
  if (!island->gain_at) return vn_fail_memory(err, DOING);
  for (size_t m = 0; m < island->n; m++) {
    if (!find_spans(island, b, m, err)) return false;
    island->gain_at[m] = size;
    size += island->member[m].n * island->member[m].width;
  }
  island->gain = vn_alloc(size, sizeof *island->gain);
  if (!island->gain) return vn_fail_memory(err, DOING);
  for (size_t m = 0; m < island->n; m++) {
    for (size_t k = 0; k < island->member[m].n; k++) {
      fill_gain(island, b, m, k,
                island->gain + island->gain_at[m] +
                    k * island->member[m].width);
    }
  }
  return true;
}

// The largest thing any variant of member m says, for each row.
static void add_most(const VnIsland *island, size_t m, int64_t *most) {
  const VnMember *member = &island->member[m];
  for (size_t s = 0; s < member->n_spans; s++) {
    const VnSpan *span = &member->spans[s];
    for (size_t row = span->from; row < span->to; row++) {
      int64_t largest = 0;
      for (size_t k = 0; k < member->n; k++) {
        int64_t gain =
            vn_island_gain(island, m, k)[span->at + row - span->from];
        if (gain < 0) gain = -gain;
        if (gain > largest) largest = gain;
      }
      most[row] += largest;
    }
  }
}

// A row cannot leave +-most; slack beyond that changes nothing.
static bool bound(VnIsland *island, VnErr *err) {
  int64_t *most = vn_alloc(island->n_rows, sizeof *most);
  if (!most) return vn_fail_memory(err, DOING);
  for (size_t m = 0; m < island->n; m++) add_most(island, m, most);
  for (size_t row = 0; row < island->n_rows; row++) {
    if (island->slack[row] > most[row]) island->slack[row] = most[row];
    if (2 * most[row] > island->most) island->most = 2 * most[row];
  }
  vn_free(most);
  return true;
}


// ---- rules ----

static size_t member_of(const VnIsland *island, size_t descriptor) {
  size_t m = 0;
  while (m < island->n && island->member[m].descriptor != descriptor) m++;
  return m;
}

static VnRule *rule_for(VnIsland *island, size_t m, size_t other) {
  VnMember *member = &island->member[m];
  for (size_t r = 0; r < member->n_rules; r++) {
    if (member->rules[r].other == other) return &member->rules[r];
  }
  if (!member->rules) member->rules = vn_alloc(island->n, sizeof(VnRule));
  if (!member->rules) return NULL;
  VnRule *rule = &member->rules[member->n_rules];
  rule->other = other;
  rule->allowed = vn_alloc(member->n, sizeof *rule->allowed);
  if (!rule->allowed) return NULL;
  for (size_t k = 0; k < member->n; k++) rule->allowed[k] = ~(uint64_t)0;
  member->n_rules++;
  return rule;
}

static bool forbid(VnIsland *island, const VnBalance *b, size_t here,
                   size_t there, VnErr *err) {
  size_t i = b->impact->of[here], j = b->impact->of[there];
  size_t m = member_of(island, i), other = member_of(island, j);
  if (m == island->n) return true;  // on another island
  VnRule *rule = rule_for(island, m, other);
  if (!rule) return vn_fail_memory(err, DOING);
  rule->allowed[here - b->first[i]] &= ~((uint64_t)1 << (there - b->first[j]));
  return true;
}

static bool add_rules(VnIsland *island, const VnBalance *b,
                      const VnConsistent *wanted, VnErr *err) {
  for (size_t f = 0; f < wanted->n_forbidden; f++) {
    VnForbidden pair = wanted->forbidden[f];
    if (!forbid(island, b, pair.a, pair.b, err)) return false;
    if (!forbid(island, b, pair.b, pair.a, err)) return false;
  }
  return true;
}


// ---- the island ----

static bool make(VnIsland *island, const VnBalance *b,
                 const VnConsistent *wanted, const size_t *all, VnErr *err) {
  island->member = vn_alloc(island->n, sizeof *island->member);
  if (!island->member) return vn_fail_memory(err, DOING);
  if (!order_members(island, b, all, err)) return false;
  number_rows(island, b, wanted->domain);
  return describe_rows(island, wanted->threshold, err) &&
         fill_gains(island, b, err) && bound(island, err) &&
         add_rules(island, b, wanted, err);
}

bool vn_island(VnIsland *island, const VnBalance *b, const VnConsistent *wanted,
               const size_t *numbers, size_t number, VnErr *err) {
  *island = (VnIsland){0};
  size_t *all = vn_alloc(b->n, sizeof *all);
  if (!all) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < b->n; i++) {
    if (numbers[i] == number) all[island->n++] = i;
  }
  bool done = make(island, b, wanted, all, err);
  vn_free(all);
  if (!done) vn_island_free(island);
  return done;
}

void vn_island_free(VnIsland *island) {
  for (size_t m = 0; island->member && m < island->n; m++) {
    VnMember *member = &island->member[m];
    for (size_t r = 0; r < member->n_rules; r++)
      vn_free(member->rules[r].allowed);
    vn_free(member->rules);
    vn_free(member->spans);
  }
  vn_free(island->member);
  vn_free(island->row_member);
  vn_free(island->row_variant);
  vn_free(island->row_counts);
  vn_free(island->slack);
  vn_free(island->gain_at);
  vn_free(island->gain);
  *island = (VnIsland){0};
}
