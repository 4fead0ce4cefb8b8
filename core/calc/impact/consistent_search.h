// The search itself, for sums held in CELL; included once for each width.
// NAME(x) is the name of x for that width.

typedef CELL NAME(Vector) __attribute__((vector_size(16)));

#define LANES (16 / sizeof(CELL))

// What is still open: sums for each row, which rows count (all bits set), and
// the variants each descriptor may still take.
typedef struct {
  CELL *sum, *counts;
  uint64_t *domain;
} NAME(Open);

typedef struct {
  const VnIsland *island;
  const CELL *table;  // for each member and set of its variants: the most it
                      // says for each row of its spans
  const size_t *table_at;
  size_t most_tabled;
  VnFound *found;
  NAME(Open) * level;  // one for each depth
  char *levels;        // where they stand
  uint64_t *applied;   // the domain whose table is in the sums
  size_t *changed;     // members whose domain is smaller than that
  size_t n_changed;
  CELL *spare;  // two lists of the widest, for sets without a table
  size_t widest;
  size_t stop_depth;  // hands over what is open there; 0: goes to the end
  VnErr *err;
} NAME(Search);

static size_t NAME(level_size)(const VnIsland *island) {
  return 2 * island->n_rows * sizeof(CELL) + island->n * sizeof(uint64_t);
}

static NAME(Open) NAME(open_at)(const VnIsland *island, char *room) {
  CELL *sum = (CELL *)room;
  return (NAME(Open)){.sum = sum,
                      .counts = sum + island->n_rows,
                      .domain = (uint64_t *)(sum + 2 * island->n_rows)};
}


// ---- tables ----

static size_t NAME(table_size)(const VnIsland *island, size_t most_tabled,
                               size_t *at) {
  size_t size = 0;
  for (size_t m = 0; m < island->n; m++) {
    const VnMember *member = &island->member[m];
    at[m] = size;
    if (member->n <= most_tabled) size += member->width << member->n;
  }
  return size;
}

// Each set's list from that without its lowest variant; that of none is 0.
static void NAME(fill_table)(const VnIsland *island, size_t m, CELL *table) {
  const VnMember *member = &island->member[m];
  size_t width = member->width;
  for (uint64_t set = 1; set < (uint64_t)1 << member->n; set++) {
    CELL *to = table + set * width;
    const CELL *rest = table + (set & (set - 1)) * width;
    bool alone = (set & (set - 1)) == 0;
    const int32_t *gain =
        vn_island_gain(island, m, (size_t)__builtin_ctzll(set));
    for (size_t r = 0; r < width; r++) {
      CELL value = (CELL)gain[r];
      to[r] = rest[r];
      if (alone || value > rest[r]) to[r] = value;
    }
  }
}

static void NAME(fill_tables)(const Job *job, CELL *table) {
  const VnIsland *island = job->island;
  const size_t *at = job->table_at;
  for (size_t m = 0; m < island->n; m++) {
    if (island->member[m].n <= job->most_tabled)
      NAME(fill_table)(island, m, table + at[m]);
  }
}

// The most that any variant of the set says for each row; `spare` holds it
// where there is no table.
static const CELL *NAME(most_of)(const NAME(Search) * s, size_t m, uint64_t set,
                                 CELL *spare) {
  const VnMember *member = &s->island->member[m];
  size_t width = member->width;
  if (member->n <= s->most_tabled)
    return s->table + s->table_at[m] + set * width;
  for (size_t r = 0; r < width; r++) spare[r] = 0;
  for (uint64_t left = set; left; left &= left - 1) {
    const int32_t *gain =
        vn_island_gain(s->island, m, (size_t)__builtin_ctzll(left));
    for (size_t r = 0; r < width; r++) {
      CELL value = (CELL)gain[r];
      if (left == set || value > spare[r]) spare[r] = value;
    }
  }
  return spare;
}


// ---- propagation ----

// Strikes the variant of a row that fell below 0. False: none is left.
static bool NAME(strike)(NAME(Search) * s, NAME(Open) * open, size_t m,
                         size_t k) {
  const VnMember *member = &s->island->member[m];
  uint64_t bit = (uint64_t)1 << k;
  if (!(open->domain[m] & bit)) return true;
  if (open->domain[m] == s->applied[m]) s->changed[s->n_changed++] = m;
  open->domain[m] &= ~bit;
  CELL *counts = open->counts + member->base + k * member->n;
  for (size_t l = 0; l < member->n; l++) counts[l] = 0;
  return open->domain[m] != 0;
}

static bool NAME(strike_rows)(NAME(Search) * s, NAME(Open) * open, size_t row) {
  for (size_t r = row; r < row + LANES; r++) {
    if ((open->sum[r] & open->counts[r]) >= 0) continue;
    if (!NAME(strike)(s, open, s->island->row_member[r],
                      s->island->row_variant[r]))
      return false;
  }
  return true;
}

static inline bool NAME(any_below)(NAME(Vector) sum, NAME(Vector) counts) {
  NAME(Vector) below = (sum & counts) < 0;
  uint64_t half[2];
  memcpy(half, &below, sizeof half);
  return (half[0] | half[1]) != 0;
}

// Brings the sums from one set of m's variants to a smaller one.
static bool NAME(narrow)(NAME(Search) * s, NAME(Open) * open, size_t m,
                         uint64_t to) {
  const VnMember *member = &s->island->member[m];
  const CELL *before = NAME(most_of)(s, m, s->applied[m], s->spare);
  const CELL *after = NAME(most_of)(s, m, to, s->spare + s->widest);
  s->applied[m] = to;
  for (size_t p = 0; p < member->n_spans; p++) {
    const VnSpan *span = &member->spans[p];
    const CELL *a = after + span->at, *b = before + span->at;
    for (size_t row = span->from; row < span->to;
         row += LANES, a += LANES, b += LANES) {
      NAME(Vector) sum, counts, gain, loss;
      memcpy(&sum, open->sum + row, sizeof sum);
      memcpy(&gain, a, sizeof gain);
      memcpy(&loss, b, sizeof loss);
      memcpy(&counts, open->counts + row, sizeof counts);
      sum += gain - loss;
      memcpy(open->sum + row, &sum, sizeof sum);
      if (NAME(any_below)(sum, counts) && !NAME(strike_rows)(s, open, row))
        return false;
    }
  }
  return true;
}

static bool NAME(obey)(NAME(Search) * s, NAME(Open) * open, size_t m) {
  const VnMember *member = &s->island->member[m];
  for (size_t r = 0; r < member->n_rules; r++) {
    const VnRule *rule = &member->rules[r];
    uint64_t allowed = 0;
    for (uint64_t left = open->domain[m]; left; left &= left - 1)
      allowed |= rule->allowed[__builtin_ctzll(left)];
    uint64_t gone = open->domain[rule->other] & ~allowed;
    for (; gone; gone &= gone - 1) {
      if (!NAME(strike)(s, open, rule->other, (size_t)__builtin_ctzll(gone)))
        return false;
    }
  }
  return true;
}

// Until nothing changes any more. False: no scenario is left.
static bool NAME(settle)(NAME(Search) * s, NAME(Open) * open) {
  bool left = true;
  while (left && s->n_changed > 0) {
    size_t m = s->changed[--s->n_changed];
    left = NAME(narrow)(s, open, m, open->domain[m]) && NAME(obey)(s, open, m);
  }
  s->n_changed = 0;
  return left;
}


// ---- descent ----

static void NAME(copy_open)(NAME(Search) * s, const NAME(Open) * from,
                            NAME(Open) * to) {
  memcpy(to->sum, from->sum, NAME(level_size)(s->island));
}

// Decides m in favour of variant k in a copy of what is open.
static bool NAME(choose)(NAME(Search) * s, const NAME(Open) * from,
                         NAME(Open) * to, size_t m, size_t k) {
  NAME(copy_open)(s, from, to);
  memcpy(s->applied, to->domain, s->island->n * sizeof *s->applied);
  for (uint64_t others = to->domain[m] & ~((uint64_t)1 << k); others;
       others &= others - 1)
    NAME(strike)(s, to, m, (size_t)__builtin_ctzll(others));
  return NAME(settle)(s, to);
}

static bool NAME(report)(NAME(Search) * s, const NAME(Open) * open) {
  uint8_t *variant;
  if (!vn_found_one(s->found, &variant, s->err)) return false;
  if (!variant) return true;
  for (size_t m = 0; m < s->island->n; m++)
    variant[m] = (uint8_t)__builtin_ctzll(open->domain[m]);
  vn_found_keep(s->found);
  return true;
}

// False: the search ends here, by a limit or a failure.
static bool NAME(descend)(NAME(Search) * s, size_t depth, size_t m) {
  const NAME(Open) *open = &s->level[depth];
  if (!vn_found_go_on(s->found, s->err)) return false;
  while (m < s->island->n && (open->domain[m] & (open->domain[m] - 1)) == 0)
    m++;
  bool decided = m == s->island->n;
  if (s->stop_depth > 0 && (decided || depth == s->stop_depth)) {
    return vn_found_hand_over(s->found, open->sum, NAME(level_size)(s->island),
                              m, s->err);
  }
  if (decided) return NAME(report)(s, open);
  for (uint64_t left = open->domain[m]; left; left &= left - 1) {
    size_t k = (size_t)__builtin_ctzll(left);
    if (NAME(choose)(s, open, &s->level[depth + 1], m, k) &&
        !NAME(descend)(s, depth + 1, m + 1))
      return false;
  }
  return true;
}


// ---- beginning ----

static void NAME(free_search)(NAME(Search) * s) {
  vn_free(s->level);
  vn_free(s->levels);
  vn_free(s->applied);
  vn_free(s->changed);
  vn_free(s->spare);
}

static bool NAME(make_search)(NAME(Search) * s) {
  const VnIsland *island = s->island;
  size_t size = (NAME(level_size)(island) + 15) / 16 * 16;
  for (size_t m = 0; m < island->n; m++) {
    if (island->member[m].width > s->widest)
      s->widest = island->member[m].width;
  }
  s->level = vn_alloc(island->n + 1, sizeof *s->level);
  s->levels = vn_alloc(island->n + 1, size);
  s->applied = vn_alloc(island->n, sizeof *s->applied);
  s->changed = vn_alloc(island->n, sizeof *s->changed);
  s->spare = vn_alloc(2 * s->widest + 1, sizeof *s->spare);
  if (!s->level || !s->levels || !s->applied || !s->changed || !s->spare)
    return vn_fail_memory(s->err, DOING);
  for (size_t d = 0; d <= island->n; d++)
    s->level[d] = NAME(open_at)(island, s->levels + d * size);
  return true;
}

// Lets a variant's rows count from now on.
static void NAME(count_rows)(const VnIsland *island, NAME(Open) * open,
                             size_t m, size_t k) {
  const VnMember *member = &island->member[m];
  size_t row = member->base + k * member->n;
  for (size_t l = 0; l < member->n; l++)
    open->counts[row + l] = island->row_counts[row + l] ? (CELL)-1 : 0;
}

// What all variants that may be taken say together, and what follows.
static bool NAME(begin)(NAME(Search) * s) {
  const VnIsland *island = s->island;
  NAME(Open) *open = &s->level[0];
  bool left = true;
  for (size_t row = 0; row < island->n_rows; row++)
    open->sum[row] = (CELL)island->slack[row];
  for (size_t m = 0; m < island->n; m++) {
    s->applied[m] = 0;
    open->domain[m] = island->member[m].domain;
    NAME(narrow)(s, open, m, open->domain[m]);  // no row counts as yet
  }
  for (size_t m = 0; m < island->n; m++) {
    for (uint64_t k = open->domain[m]; k; k &= k - 1)
      NAME(count_rows)(island, open, m, (size_t)__builtin_ctzll(k));
  }
  for (size_t row = 0; left && row < island->n_rows; row += LANES)
    left = NAME(strike_rows)(s, open, row);
  for (size_t m = 0; left && m < island->n; m++) left = NAME(obey)(s, open, m);
  if (!left) s->n_changed = 0;
  return left && NAME(settle)(s, open);
}

// Everything from what is open in `task`, or from the beginning.
static bool NAME(search)(const Job *job, const VnTask *task, VnFound *found,
                         size_t stop_depth, VnErr *err) {
  NAME(Search)
  s = {.island = job->island,
       .table = job->table,
       .table_at = job->table_at,
       .most_tabled = job->most_tabled,
       .found = found,
       .stop_depth = stop_depth,
       .err = err};
  bool done = NAME(make_search)(&s);
  if (done && task)
    memcpy(s.level[0].sum, task->open, NAME(level_size)(s.island));
  if (done && (task || NAME(begin)(&s)))
    NAME(descend)(&s, 0, task ? task->member : 0);
  NAME(free_search)(&s);
  return done && !found->failed;
}

// Tables of the largest sets are given up where they take too much room.
static bool NAME(prepare)(Job *job, VnErr *err) {
  size_t size;
  do {
    size = NAME(table_size)(job->island, job->most_tabled, job->table_at);
  } while (size * sizeof(CELL) > job->bounds->tables && job->most_tabled-- > 1);
  CELL *table = vn_alloc(size + 1, sizeof *table);
  if (!table) return vn_fail_memory(err, DOING);
  NAME(fill_tables)(job, table);
  job->table = table;
  return true;
}

#undef LANES
