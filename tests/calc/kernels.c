// What kernels with a form for each width of the machine find, and others
// that stand on them: a line with a number for each. It is the same on every
// machine and for every VANE_LANES; tests/calc/test_kernels.lua compares.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calc/space/anneal.h"
#include "calc/radix.h"
#include "calc/chance/random.h"
#include "calc/chance/times_drawn.h"
#include "calc/chance/weighted_counts.h"
#include "data/dict.h"
#include "data/digest.h"
#include "data/csv/digits.h"
#include "data/lanes.h"
#include "data/natural.h"
#include "data/number.h"
#include "data/csv/scan.h"

static VnRandom chance;
static VnDigest digest;

static void say(const char *what) {
  printf("%s %016" PRIx64 "\n", what, vn_digest_end(&digest));
  vn_digest_start(&digest);
}

static void note(const void *bytes, size_t n) {
  vn_digest_add(&digest, bytes, n);
}

static uint32_t below(uint32_t n) {
  return vn_random_below(&chance, n);
}


// ---- texts ----

// Tables and what looks nearly like one, of up to 300 bytes.
static void scan(void) {
  static const char letters[] = "12345678ab,,,,\n\n\"\" \r\n,\t\xc3\xbc";
  char bytes[300];
  uint32_t ends[sizeof bytes + VN_SCAN_SPARE];
  for (int round = 0; round < 20000; round++) {
    VnScan found = {.ends = ends};
    size_t n = below(sizeof bytes), most = round % 3 ? 17 : sizeof letters;
    for (size_t i = 0; i < n; i++) bytes[i] = letters[below((uint32_t)most)];
    if (round % 3 == 1 && n > 1)
      bytes[0] = '"', bytes[below((uint32_t)n)] = '"';
    bool plain = vn_scan(bytes, n, ',', vn_lanes(), &found);
    note(&plain, sizeof plain);
    if (!plain) continue;
    note(&found.bare, sizeof found.bare);
    note(&found.n_feeds, sizeof found.n_feeds);
    note(ends, found.n_ends * sizeof *ends);
  }
  say("scan");
}

static void numbers(void) {
  for (int round = 0; round < 20000; round++) {
    char text[VN_NUMBER_TEXT + 24];
    int64_t whole = -1;
    double value = 0;
    uint32_t a = below(90000), b = below(90000), c = below(80);
    int n = snprintf(text, sizeof text, "%.*s%u", (int)(c % 19),
                     "987654321012345678", a);
    if (vn_digits(text, (size_t)n, &whole)) note(&whole, sizeof whole);
    snprintf(text, sizeof text, "%u.%ue%d", a, b, (int)c - 40);
    vn_number_from_text(text, strlen(text), &value);
    note(&value, sizeof value);
    note(text, vn_number_to_text(value, text));
  }
  say("numbers");
}

static void texts(void) {
  VnErr err;
  VnDictBuilder *known = vn_dict_builder_new();
  static int32_t codes[30000];
  char before[32] = "";
  for (size_t i = 0; i < 30000; i++) {
    char text[32];
    int length = (int)below(16);
    int n = snprintf(text, sizeof text, "%.*s%u", length, "abcdefghijklmnop",
                     below(900));
    codes[i] = vn_dict_builder_add(known, text, (size_t)n);
    VnOrders orders =
        vn_orders(VN_ALL_ORDERS, before, strlen(before), text, (size_t)n);
    note(&orders, sizeof orders);
    memcpy(before, text, sizeof before);
  }
  if (!vn_dict_builder_sort(known, &err)) exit(1);
  VnDict *dict = vn_dict_builder_finish(known, codes, 30000);
  note(codes, sizeof codes);
  vn_dict_free(dict);
  vn_dict_builder_free(known);
  say("texts");
}


// ---- numbers ----

static void draws(void) {
  uint32_t words[999];
  for (size_t n = 1; n < 999; n += 31) {
    vn_random_fill(&chance, words, n);
    note(words, n * sizeof *words);
  }
  say("draws");
}

static void sorting(void) {
  static uint64_t keys[50000], spare[50000];
  VnErr err;
  for (size_t i = 0; i < 50000; i++) keys[i] = (uint64_t)below(1 << 30) << 9;
  note(vn_radix_sort(keys, 50000, spare, 0, 40, &err), sizeof keys);
  say("sorting");
}

// As drawing one by one has it.
static void times_drawn(void) {
  static uint8_t times[5000], one_by_one[5000];
  for (uint32_t n = 1; n <= 5000; n = n * 3 + 1) {
    VnRandom random = vn_random(n, 3);
    vn_times_drawn(random, n, times);
    memset(one_by_one, 0, sizeof one_by_one);
    for (uint32_t i = 0; i < n; i++) one_by_one[vn_random_below(&random, n)]++;
    if (memcmp(times, one_by_one, n) != 0) exit(1);
    note(times, n);
  }
  say("times_drawn");
}

// As adding one by one has it; the clusters are odd in number, and more than
// go through at once.
static void weighted_counts(void) {
  enum { SETS = 24, CLUSTERS = 701, WIDTH = 48 };
  static int16_t weights[SETS][CLUSTERS + 1];
  static int16_t counts[(CLUSTERS + 1) * WIDTH];
  static int32_t sums[SETS][WIDTH];
  for (size_t r = 0; r < SETS; r++) {
    for (size_t s = 0; s <= CLUSTERS; s++) weights[r][s] = (int16_t)below(256);
  }
  for (size_t s = 0; s < CLUSTERS; s++) {
    for (size_t k = 0; k < WIDTH; k++)
      counts[vn_count_of(WIDTH, s, k)] = (int16_t)(below(200) * k);
  }
  vn_weighted_counts_add(&(VnClusterWeights){weights[0], SETS, CLUSTERS + 1},
                         &(VnClusterCounts){counts, CLUSTERS, WIDTH}, sums[0]);
  for (size_t r = 0; r < SETS; r++) {
    for (size_t k = 0; k < WIDTH; k++) {
      int32_t sum = 0;
      for (size_t s = 0; s < CLUSTERS; s++)
        sum += weights[r][s] * counts[vn_count_of(WIDTH, s, k)];
      if (sum != sums[r][k]) exit(1);
    }
  }
  note(sums, sizeof sums);
  say("weighted_counts");
}

// A ring of 300 nodes with chords.
static void annealing(void) {
  enum { NODES = 300 };
  static int64_t offsets[NODES + 1];
  static int32_t neighbours[4 * NODES], of[NODES];
  static double weights[4 * NODES], loops[NODES], strengths[NODES];
  VnErr err;
  VnNetwork net = {.n = NODES,
                   .offsets = offsets,
                   .neighbours = neighbours,
                   .weights = weights,
                   .loops = loops,
                   .strengths = strengths};
  for (int32_t i = 0; i < NODES; i++) {
    static const int32_t steps[] = {1, NODES - 1, 7, NODES - 7};
    offsets[i + 1] = 4 * (i + 1);
    for (int32_t k = 0; k < 4; k++) {
      neighbours[4 * i + k] = (i + steps[k]) % NODES;
      weights[4 * i + k] = k < 2 ? 3 : 1;
      strengths[i] += weights[4 * i + k];
    }
    net.total += strengths[i];
  }
  VnAnnealing how = {11, 1, 0.9, 5};
  if (!vn_anneal(&net, &how, &chance, of, &err)) exit(1);
  note(of, sizeof of);
  say("annealing");
}

int main(void) {
  chance = vn_random(2014, 1);
  vn_digest_start(&digest);
  scan();
  numbers();
  texts();
  draws();
  sorting();
  times_drawn();
  weighted_counts();
  annealing();
  return 0;
}
