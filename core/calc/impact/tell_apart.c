#include "calc/impact/tell_apart.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "telling scenarios apart"
#define MOST_WORK 500000000u  // words looked at before the search is given up

// Pairs of scenarios are bits, those that the fewest descriptors tell apart
// first; each descriptor covers the pairs that it tells apart, and the fewest
// descriptors that cover all pairs are looked for.
typedef struct {
  size_t n_descriptors, n_pairs, n_words;
  uint64_t *covers;   // of each descriptor
  uint64_t *covered;  // by the choice so far, at each depth
  size_t most;        // pairs that one descriptor covers
  bool *chosen;
  uint64_t work;
} Search;

typedef struct {
  size_t a, b, n_apart;  // scenarios, and descriptors in which they differ
} Pair;


// ---- pairs ----

static size_t count_apart(const size_t *a, const size_t *b, size_t n) {
  size_t n_apart = 0;
  for (size_t d = 0; d < n; d++) n_apart += a[d] != b[d];
  return n_apart;
}

static int by_rarity(const void *x, const void *y) {
  const Pair *p = x, *q = y;
  if (p->n_apart != q->n_apart) return p->n_apart < q->n_apart ? -1 : 1;
  if (p->a != q->a) return p->a < q->a ? -1 : 1;
  return p->b < q->b ? -1 : p->b > q->b;
}

// All pairs that differ; how many do not is counted.
static bool list_pairs(const size_t *variants, size_t n, size_t width,
                       Pair *pairs, size_t *n_pairs, size_t *n_alike,
                       VnErr *err) {
  *n_pairs = *n_alike = 0;
  for (size_t a = 0; a < n; a++) {
    if (vn_stopped(err)) return false;
    for (size_t b = a + 1; b < n; b++) {
      size_t n_apart =
          count_apart(&variants[a * width], &variants[b * width], width);
      if (n_apart) pairs[(*n_pairs)++] = (Pair){a, b, n_apart};
      else ++*n_alike;
    }
  }
  qsort(pairs, *n_pairs, sizeof *pairs, by_rarity);
  return true;
}

static void cover(Search *s, const Pair *pairs, const size_t *variants) {
  size_t width = s->n_descriptors;
  for (size_t d = 0; d < width; d++) {
    size_t n = 0;
    for (size_t p = 0; p < s->n_pairs; p++) {
      bool differs =
          variants[pairs[p].a * width + d] != variants[pairs[p].b * width + d];
      s->covers[d * s->n_words + p / 64] |= (uint64_t)differs << p % 64;
      n += differs;
    }
    if (n > s->most) s->most = n;
  }
}


// ---- searching ----

static size_t count_bits(const uint64_t *words, size_t n) {
  size_t sum = 0;
  for (size_t w = 0; w < n; w++) sum += (size_t)__builtin_popcountll(words[w]);
  return sum;
}

// The first pair not covered, or n_pairs.
static size_t first_open(const Search *s, const uint64_t *covered) {
  for (size_t w = 0; w < s->n_words; w++) {
    if (~covered[w]) {
      size_t p = 64 * w + (size_t)__builtin_ctzll(~covered[w]);
      return p < s->n_pairs ? p : s->n_pairs;
    }
  }
  return s->n_pairs;
}

static void unite(Search *s, size_t depth, size_t d) {
  const uint64_t *from = &s->covered[depth * s->n_words];
  uint64_t *to = &s->covered[(depth + 1) * s->n_words];
  for (size_t w = 0; w < s->n_words; w++)
    to[w] = from[w] | s->covers[d * s->n_words + w];
  s->work += 3 * s->n_words;  // united, and looked through twice later
}

// Whether `left` more descriptors can cover what is open: one of those that
// cover the rarest open pair must be among them.
static bool search(Search *s, size_t depth, size_t left, VnErr *err) {
  const uint64_t *covered = &s->covered[depth * s->n_words];
  size_t p = first_open(s, covered);
  if (p == s->n_pairs) return true;
  if (s->n_pairs - count_bits(covered, s->n_words) > left * s->most)
    return false;
  for (size_t d = 0; left && d < s->n_descriptors; d++) {
    if (!(s->covers[d * s->n_words + p / 64] >> p % 64 & 1)) continue;
    if (s->work > MOST_WORK || vn_stopped(err)) return false;
    unite(s, depth, d);
    s->chosen[d] = true;
    if (search(s, depth + 1, left - 1, err)) return true;
    s->chosen[d] = false;
  }
  return false;
}

// The descriptor that covers the most open pairs, again and again.
static size_t choose_greedily(Search *s) {
  size_t depth = 0;
  memset(s->covered, 0, s->n_words * sizeof *s->covered);
  while (first_open(s, &s->covered[depth * s->n_words]) < s->n_pairs) {
    size_t best = 0, most = 0;
    for (size_t d = 0; d < s->n_descriptors; d++) {
      unite(s, depth, d);
      size_t n = count_bits(&s->covered[(depth + 1) * s->n_words], s->n_words);
      if (n > most) most = n, best = d;
    }
    unite(s, depth, best);
    s->chosen[best] = true;
    depth++;
  }
  return depth;
}

// Sets of one descriptor, of two, ... as long as they are smaller than what is
// found greedily.
static bool choose(Search *s, VnTellApart *found, VnErr *err) {
  found->n_chosen = choose_greedily(s);
  found->exact = true;
  bool *greedy = vn_alloc(s->n_descriptors + 1, sizeof *greedy);
  if (!greedy) return vn_fail_memory(err, DOING);
  memcpy(greedy, s->chosen, s->n_descriptors * sizeof *greedy);
  bool better = false;
  s->work = 0;
  *err = (VnErr){0};
  for (size_t k = 1; !better && k < found->n_chosen; k++) {
    memset(s->chosen, 0, s->n_descriptors * sizeof *greedy);
    memset(s->covered, 0, s->n_words * sizeof *s->covered);
    better = search(s, 0, k, err);
    if (better) found->n_chosen = k;
    if (s->work > MOST_WORK || err->kind == VN_STOPPED) break;
  }
  if (!better) memcpy(s->chosen, greedy, s->n_descriptors * sizeof *greedy);
  found->exact = better || s->work <= MOST_WORK;
  vn_free(greedy);
  return err->kind != VN_STOPPED;
}


// ---- the whole ----

static bool with_pairs(const size_t *variants, Search *s, const Pair *pairs,
                       VnTellApart *found, VnErr *err) {
  s->n_words = s->n_pairs / 64 + 1;
  s->covers = vn_alloc(s->n_descriptors * s->n_words + 1, sizeof(uint64_t));
  s->covered = vn_alloc((s->n_descriptors + 2) * s->n_words, sizeof(uint64_t));
  s->chosen = found->chosen;
  bool done = s->covers && s->covered;
  if (done) {
    cover(s, pairs, variants);
    done = choose(s, found, err);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(s->covers);
  vn_free(s->covered);
  return done;
}

bool vn_tell_apart(const size_t *variants, size_t n_scenarios,
                   size_t n_descriptors, VnTellApart *found, VnErr *err) {
  Search s = {.n_descriptors = n_descriptors};
  size_t room = n_scenarios * (n_scenarios - (n_scenarios > 0)) / 2 + 1;
  Pair *pairs = vn_alloc(room, sizeof *pairs);
  *found = (VnTellApart){.chosen = vn_alloc(n_descriptors + 1, sizeof(bool))};
  bool done = pairs && found->chosen;
  if (!done) vn_fail_memory(err, DOING);
  done = done &&
         list_pairs(variants, n_scenarios, n_descriptors, pairs, &s.n_pairs,
                    &found->n_alike, err) &&
         with_pairs(variants, &s, pairs, found, err);
  vn_free(pairs);
  if (done) return true;
  vn_free(found->chosen);
  found->chosen = NULL;
  return false;
}
