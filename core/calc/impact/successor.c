#include "calc/impact/successor.h"

#include <string.h>

#include "calc/pool.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "following scenarios"
#define BLOCK 65536  // scenarios in a piece

// Under the rule that all move at once, a variant's score and its place make
// one number, the largest of which is where its descriptor goes: the score
// times KEYS, more by KEYS / 2 for the present variant, less by its place.
// These stand in columns of descriptors, a row for each place.
#define KEYS 128
#define HERE 64
#define MOST_SCORE 255
#define NOWHERE INT16_MIN

typedef int16_t Vector __attribute__((vector_size(16)));

#define LANES (sizeof(Vector) / sizeof(int16_t))

typedef struct {
  const VnSuccessors *wanted;
  const VnBalance *balance;
  uint32_t *stride;   // of each descriptor in a scenario's number
  bool keyed;         // else scores stand as in the balance
  size_t across;      // descriptors, in whole vectors
  size_t most;        // variants of any descriptor
  size_t width;       // numbers of one scenario
  int32_t *step;      // what scores change by from each variant to the next of
                      // its descriptor, and from the last to the first
  int16_t *key_step;  // the same of keys
} Work;

// A scenario that moves on through the numbers, with its scores.
typedef struct {
  uint8_t *variant, *next;
  int16_t *key;
  int32_t *scores;
  int64_t *spare;
} Walker;

void vn_scenario_decode(const VnBalance *b, uint64_t number, uint8_t *variant) {
  for (size_t i = b->n; i-- > 0;) {
    size_t n = b->first[i + 1] - b->first[i];
    variant[i] = (uint8_t)(number % n);
    number /= n;
  }
}


// ---- the walker ----

static void free_walker(Walker *w) {
  vn_free(w->variant);
  vn_free(w->next);
  vn_free(w->key);
  vn_free(w->scores);
  vn_free(w->spare);
}

static bool make_walker(const Work *work, Walker *w, VnErr *err) {
  const VnBalance *b = work->balance;
  *w = (Walker){.variant = vn_alloc(b->n, 1),
                .next = vn_alloc(b->n, 1),
                .key = vn_alloc(work->width, sizeof(int16_t)),
                .scores = vn_alloc(b->n_variants, sizeof(int32_t)),
                .spare = vn_alloc(b->n_variants, sizeof(int64_t))};
  if (w->variant && w->next && w->key && w->scores && w->spare) return true;
  free_walker(w);
  return vn_fail_memory(err, DOING);
}

// Where the key of variant k of descriptor i stands.
static size_t key_at(const Work *work, size_t i, size_t k) {
  return k * work->across + i;
}

static void start_keys(const Work *work, Walker *w) {
  const VnBalance *b = work->balance;
  for (size_t l = 0; l < work->width; l++) w->key[l] = NOWHERE;
  for (size_t i = 0; i < b->n; i++) {
    for (size_t k = 0; k < b->first[i + 1] - b->first[i]; k++) {
      int64_t key = w->spare[b->first[i] + k] * KEYS + (HERE - 1) - (int64_t)k;
      if (k == w->variant[i]) key += HERE;
      w->key[key_at(work, i, k)] = (int16_t)key;
    }
  }
}

static void start_at(const Work *work, Walker *w, uint64_t number) {
  const VnBalance *b = work->balance;
  vn_scenario_decode(b, number, w->variant);
  vn_balance_scores(b, w->variant, w->spare);
  for (size_t l = 0; l < b->n_variants; l++)
    w->scores[l] = (int32_t)w->spare[l];
  if (work->keyed) start_keys(work, w);
}

static void change(const Work *work, Walker *w, size_t from) {
  if (!work->keyed) {
    const int32_t *step = work->step + from * work->balance->n_variants;
    for (size_t l = 0; l < work->balance->n_variants; l++)
      w->scores[l] += step[l];
    return;
  }
  const int16_t *step = work->key_step + from * work->width;
  for (size_t l = 0; l < work->width; l += LANES) {
    Vector sum, add;
    memcpy(&sum, w->key + l, sizeof sum);
    memcpy(&add, step + l, sizeof add);
    sum += add;
    memcpy(w->key + l, &sum, sizeof sum);
  }
}

// To the scenario with the next number.
static void move_on(const Work *work, Walker *w) {
  const VnBalance *b = work->balance;
  for (size_t i = b->n; i-- > 0;) {
    size_t at = b->first[i] + w->variant[i];
    change(work, w, at);
    if (at + 1 < b->first[i + 1]) {
      w->variant[i]++;
      return;
    }
    w->variant[i] = 0;
  }
}


// ---- where it goes ----

static uint32_t after_all_at_once(const Work *work, const Walker *w) {
  uint32_t number = 0;
  for (size_t i = 0; i < work->balance->n; i += LANES) {
    Vector most, key;
    memcpy(&most, w->key + i, sizeof most);
    for (size_t k = 1; k < work->most; k++) {
      memcpy(&key, w->key + key_at(work, i, k), sizeof key);
      Vector more = key > most;
      most = (key & more) | (most & ~more);
    }
    most = ~most & (HERE - 1);
    for (size_t l = 0; l < LANES; l++)
      number += (uint32_t)most[l] * work->stride[i + l];
  }
  return number;
}

static uint32_t after_by_rule(const Work *work, const Walker *w) {
  const VnBalance *b = work->balance;
  VnSuccession s = {.balance = b,
                    .rule = work->wanted->rule,
                    .speed = work->wanted->speed,
                    .scores = w->spare};
  uint32_t number = 0;
  for (size_t l = 0; l < b->n_variants; l++) w->spare[l] = w->scores[l];
  vn_succeed_scored(&s, w->variant, w->next);
  for (size_t i = 0; i < b->n; i++) number += w->next[i] * work->stride[i];
  return number;
}

static bool fill_block(void *given, size_t block, VnErr *err) {
  Work *work = given;
  Walker w;
  uint64_t from = (uint64_t)block * BLOCK, to = from + BLOCK;
  if (to > work->wanted->n) to = work->wanted->n;
  if (vn_stopped(err) || !make_walker(work, &w, err)) return false;
  start_at(work, &w, from);
  for (uint64_t z = from; z < to; z++) {
    work->wanted->after[z] =
        work->keyed ? after_all_at_once(work, &w) : after_by_rule(work, &w);
    if (z + 1 < to) move_on(work, &w);
  }
  free_walker(&w);
  return true;
}


// ---- making ready ----

// Whether no variant's score can leave what a key holds.
static bool fits_keys(const VnBalance *b) {
  for (size_t l = 0; l < b->n_variants; l++) {
    int64_t most = 0;
    for (size_t i = 0; i < b->n; i++) {
      int64_t largest = 0;
      for (size_t k = b->first[i]; k < b->first[i + 1]; k++) {
        int64_t size = b->cells[k * b->n_variants + l];
        if (size < 0) size = -size;
        if (size > largest) largest = size;
      }
      most += largest;
    }
    if (most > MOST_SCORE) return false;
  }
  return true;
}

static void fill_step(Work *work, size_t from) {
  const VnBalance *b = work->balance;
  size_t i = b->impact->of[from];
  size_t next = from + 1 < b->first[i + 1] ? from + 1 : b->first[i];
  const int32_t *gone = b->cells + from * b->n_variants;
  const int32_t *come = b->cells + next * b->n_variants;
  int16_t *keys = work->key_step + from * work->width;
  for (size_t l = 0; l < b->n_variants; l++) {
    size_t j = b->impact->of[l];
    size_t at = key_at(work, j, l - b->first[j]);
    work->step[from * b->n_variants + l] = come[l] - gone[l];
    if (work->keyed) keys[at] = (int16_t)((come[l] - gone[l]) * KEYS);
  }
  if (!work->keyed) return;
  keys[key_at(work, i, from - b->first[i])] -= HERE;
  keys[key_at(work, i, next - b->first[i])] += HERE;
}

static bool make_ready(Work *work, VnErr *err) {
  const VnBalance *b = work->balance;
  uint32_t stride = 1;
  work->keyed = work->wanted->rule == VN_GLOBAL && fits_keys(b);
  work->across = (b->n + LANES - 1) / LANES * LANES;
  for (size_t i = 0; i < b->n; i++) {
    size_t n = b->first[i + 1] - b->first[i];
    if (n > work->most) work->most = n;
  }
  work->width = work->most * work->across;
  work->stride = vn_alloc(work->across, sizeof *work->stride);
  work->step = vn_alloc(b->n_variants * b->n_variants, sizeof *work->step);
  work->key_step = vn_alloc(b->n_variants * work->width, sizeof(int16_t));
  if (!work->stride || !work->step || !work->key_step)
    return vn_fail_memory(err, DOING);
  for (size_t i = b->n; i-- > 0;) {
    work->stride[i] = stride;
    stride *= (uint32_t)(b->first[i + 1] - b->first[i]);
  }
  for (size_t k = 0; k < b->n_variants; k++) fill_step(work, k);
  return true;
}

bool vn_successors(const VnSuccessors *wanted, VnErr *err) {
  Work work = {.wanted = wanted, .balance = wanted->balance};
  size_t blocks = ((size_t)wanted->n + BLOCK - 1) / BLOCK;
  bool done = make_ready(&work, err) &&
              vn_pool(blocks, wanted->workers, fill_block, &work, err);
  vn_free(work.stride);
  vn_free(work.step);
  vn_free(work.key_step);
  return done;
}
