#include "data/near.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 64  // longer words get no suggestion
#define MOST 12     // known words that are said
#define SHORTEST_CUT 3

static size_t least(size_t a, size_t b, size_t c) {
  size_t low = a < b ? a : b;
  return low < c ? low : c;
}

static bool same(char a, char b) {
  return tolower((unsigned char)a) == tolower((unsigned char)b);
}

// Edit distance with neighbours swapped counting one (optimal string
// alignment), blind to upper and lower case.
static size_t distance(const char *a, size_t n, const char *b, size_t m) {
  size_t rows[3][LONGEST + 1];
  size_t *before = rows[0], *above = rows[1], *row = rows[2];
  for (size_t j = 0; j <= m; j++) above[j] = before[j] = j;
  for (size_t i = 1; i <= n; i++) {
    row[0] = i;
    for (size_t j = 1; j <= m; j++) {
      size_t change = above[j - 1] + !same(a[i - 1], b[j - 1]);
      row[j] = least(change, above[j] + 1, row[j - 1] + 1);
      bool swapped = i > 1 && j > 1 && same(a[i - 1], b[j - 2]) &&
                     same(a[i - 2], b[j - 1]);
      if (swapped && before[j - 2] + 1 < row[j]) row[j] = before[j - 2] + 1;
    }
    size_t *spare = before;
    before = above, above = row, row = spare;
  }
  return above[m];
}

VnNear vn_near(const char *word) {
  size_t n = strlen(word);
  size_t allowed = n <= 4 ? 1 : n <= 7 ? 2 : 3;
  return (VnNear){word, NULL, allowed + 1, {0}};
}

// Whether the candidate goes on where the word of n letters ends, as "growth"
// where "grow" does.
static bool is_cut_short(const char *word, size_t n, const char *candidate) {
  for (size_t i = 0; i < n; i++) {
    if (!same(word[i], candidate[i])) return false;
  }
  return n >= SHORTEST_CUT;
}

// How far the candidate is from the word; too far when all they share is chance.
static size_t apart(const char *word, size_t n, const char *candidate,
                    size_t m) {
  if (n != m && is_cut_short(word, n, candidate)) return 1;
  size_t d = distance(word, n, candidate, m);
  bool shares_nothing = d > 0 && (d >= n || d >= m);
  bool begins_otherwise = d > 1 && !same(*word, *candidate);
  return shares_nothing || begins_otherwise ? LONGEST : d;
}

void vn_near_try(VnNear *near, const char *candidate) {
  size_t n = strlen(near->word), m = strlen(candidate);
  if (near->known.n <= MOST) {
    vn_list_add(&near->known, near->known.n < MOST ? candidate : NULL);
  }
  if (n == 0 || n > LONGEST || m > LONGEST || m == 0) return;
  size_t d = apart(near->word, n, candidate, m);
  if (d < near->distance) near->distance = d, near->best = candidate;
}

const char *vn_near_hint(const VnNear *near) {
  static char hint[sizeof near->known.text + 32];
  if (near->best) {
    snprintf(hint, sizeof hint, " (did you mean \"%s\"?)", near->best);
  } else if (near->known.n > 0) {
    snprintf(hint, sizeof hint, " (but %s)", near->known.text);
  } else {
    hint[0] = '\0';
  }
  return hint;
}
