#include "calc/impact/attractors.h"

#include <string.h>

#include "calc/chance/random.h"
#include "data/hash.h"
#include "data/memory.h"
#include "data/stop.h"

#define MOST_STEPS 20000  // that a start gets to settle
#define LOOK_EVERY 0x3ff

typedef struct {
  const VnBalance *balance;
  VnSuccession succession;
  uint8_t *slow, *fast, *spare;
  VnAttractors attractors;
  uint32_t *slots;  // number + 1, 0 when free
  size_t n_slots;   // a power of two, more than twice the starts
  bool stopped;
} Sampling;

static void step(Sampling *s, uint8_t *variant) {
  vn_succeed(&s->succession, variant, s->spare);
  memcpy(variant, s->spare, s->balance->n);
}

// Brent 1980: lets `fast` run ahead until it meets `slow`; both are then on
// the attractor. Gives how many scenarios it goes round; 0: it was given up.
static uint64_t run_round(Sampling *s, VnErr *err) {
  uint64_t power = 1, length = 1;
  memcpy(s->fast, s->slow, s->balance->n);
  step(s, s->fast);
  for (uint64_t n = 1; memcmp(s->slow, s->fast, s->balance->n) != 0; n++) {
    s->stopped = (n & LOOK_EVERY) == 0 && vn_stopped(err);
    if (n == MOST_STEPS || s->stopped) return 0;
    if (power == length) {
      memcpy(s->slow, s->fast, s->balance->n);
      power *= 2, length = 0;
    }
    step(s, s->fast);
    length++;
  }
  return length;
}

// Leaves the first of the attractor's scenarios in `slow`.
static void to_first(Sampling *s, uint64_t length) {
  for (uint64_t k = 1; k < length; k++) {
    step(s, s->fast);
    if (memcmp(s->fast, s->slow, s->balance->n) < 0)
      memcpy(s->slow, s->fast, s->balance->n);
  }
}

// Where the attractor in `slow` stands in the slots, or would.
static size_t slot_of(const Sampling *s) {
  size_t width = s->balance->n;
  uint64_t hash = vn_hash_bytes(VN_HASH_START, s->slow, width);
  size_t slot = (size_t)(hash ^ (hash >> 32)) & (s->n_slots - 1);
  while (s->slots[slot] > 0 &&
         memcmp(s->attractors.basins->variant + (s->slots[slot] - 1) * width,
                s->slow, width) != 0)
    slot = (slot + 1) & (s->n_slots - 1);
  return slot;
}

static bool count_attractor(Sampling *s, uint64_t length, VnErr *err) {
  size_t slot = slot_of(s);
  if (s->slots[slot] == 0) {
    uint8_t *variant;
    int64_t number = vn_attractor_add(&s->attractors, length, &variant, err);
    if (number < 0) return false;
    memcpy(variant, s->slow, s->balance->n);
    s->slots[slot] = (uint32_t)number + 1;
  }
  s->attractors.basins->weight[s->slots[slot] - 1]++;
  return true;
}

static bool follow_start(Sampling *s, const VnBasinOptions *options,
                         uint64_t start, VnErr *err) {
  VnRandom random = vn_random(options->seed, start);
  const VnBalance *b = s->balance;
  for (size_t i = 0; i < b->n; i++) {
    uint32_t n = (uint32_t)(b->first[i + 1] - b->first[i]);
    s->slow[i] = (uint8_t)vn_random_below(&random, n);
  }
  uint64_t length = run_round(s, err);
  if (s->stopped) return false;
  s->attractors.basins->n_unsettled += length == 0;
  if (length == 0) return true;
  to_first(s, length);
  return count_attractor(s, length, err);
}

static bool make_room(Sampling *s, uint64_t starts, VnErr *err) {
  size_t n = s->balance->n;
  s->n_slots = 4;
  while (s->n_slots < 2 * starts) s->n_slots *= 2;
  s->slots = vn_alloc(s->n_slots, sizeof *s->slots);
  s->succession.scores =
      vn_alloc(s->balance->n_variants, sizeof *s->succession.scores);
  s->slow = vn_alloc(n, 1);
  s->fast = vn_alloc(n, 1);
  s->spare = vn_alloc(n, 1);
  bool room =
      s->slots && s->succession.scores && s->slow && s->fast && s->spare;
  return room || vn_fail_memory(err, "following scenarios");
}

static void free_room(Sampling *s) {
  vn_free(s->slots);
  vn_free(s->succession.scores);
  vn_free(s->slow);
  vn_free(s->fast);
  vn_free(s->spare);
}

bool vn_basins_sample(const VnBalance *b, const VnBasinOptions *options,
                      VnBasins *basins, VnErr *err) {
  Sampling s = {
      .balance = b,
      .succession = {.balance = b,
                     .rule = options->rule,
                     .speed = options->speed},
      .attractors = {.basins = basins,            .width = b->n   }
  };
  bool done = make_room(&s, options->starts, err);
  for (uint64_t k = 0; done && k < options->starts; k++)
    done = !vn_stopped(err) && follow_start(&s, options, k, err);
  free_room(&s);
  basins->total = options->starts;
  return done;
}
