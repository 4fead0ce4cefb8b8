// inventors ROWS: a synthetic table of inventors by application, on standard
// output: appln_id,person_id; about so many lines, two in five of them begin
// an application.
//
// There are as many persons as applications, in planted teams of 2 to 12. An
// application draws its first inventor with a skew (a few stars), the others
// mostly from the same team (0.8), else from anywhere; 1 + geometric of them,
// 2.5 on average, 20 at most. Every run gives the same bytes.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "draw.h"

enum { MOST = 20 };

static long anyone(long n) {
  return (long)(pow(draw(), 1.5) * (double)n);
}

// The first of each person's team.
static long *make_teams(long n) {
  long *first = malloc(((size_t)n + 1) * sizeof *first);
  for (long i = 0; first && i < n;) {
    long end = i + 2 + (long)(draw() * 11);
    for (long start = i; i < end && i < n; i++) first[i] = start;
  }
  return first;
}

static long one_of_team(const long *first, long person, long n) {
  long end = person;
  while (end < n && first[end] == first[person]) end++;
  return first[person] + (long)(draw() * (double)(end - first[person]));
}

static int pick_team(const long *first, long n, long *picked) {
  int wanted = size(2.5, INT_MAX), found = 1;
  picked[0] = anyone(n);
  for (int tries = 0; found < wanted && found < MOST && tries < 60; tries++) {
    long one = draw() < 0.8 ? one_of_team(first, picked[0], n) : anyone(n);
    int known = 0;
    for (int i = 0; i < found; i++) known |= picked[i] == one;
    if (!known) picked[found++] = one;
  }
  return found;
}

int main(int argc, char **argv) {
  long rows = argc > 1 ? atol(argv[1]) : 1000000;
  long n = rows * 2 / 5 > 0 ? rows * 2 / 5 : 1, id = 1 << 24;
  long *first = make_teams(n), picked[MOST];
  if (!first) return 1;
  puts("appln_id,person_id");
  for (long k = 0; k < n; k++) {
    id += 1 + (long)(draw() * 4);
    int found = pick_team(first, n, picked);
    for (int i = 0; i < found; i++) printf("%ld,%ld\n", id, picked[i]);
  }
  free(first);
  return 0;
}
