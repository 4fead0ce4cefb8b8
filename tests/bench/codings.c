// codings UNITS: a synthetic table of coded paragraphs on standard output:
// source,unit,code; a line for each code of a unit, and one without a code for
// each unit that has none.
//
// 100 codes (Zipf 0.8) in 12 groups, 500 units in a source. A source has two
// groups of its own, from which 7 codes in 10 come; 15 % of the units have no
// code, the others 1 + geometric of them, 2.2 on average, 12 at most. Every run
// gives the same bytes.
#include <stdio.h>
#include <stdlib.h>

#include "draw.h"

enum { CODES = 100, GROUPS = 12, IN_SOURCE = 500, MOST = 12 };

static Urn all, groups[GROUPS];

static int pick_codes(const int own[2], int wanted, int *picked) {
  int n = 0;
  for (int tries = 0; n < wanted && tries < 60; tries++) {
    double u = draw();
    int one = pick(u < 0.7 ? &groups[own[u < 0.35]] : &all), known = 0;
    for (int i = 0; i < n; i++) known |= picked[i] == one;
    if (!known) picked[n++] = one;
  }
  return n;
}

int main(int argc, char **argv) {
  long n_units = argc > 1 ? atol(argv[1]) : 1000000;
  int own[2] = {0, 1}, picked[MOST];
  for (int code = 0; code < CODES; code++) {
    put(&all, code, pow(code + 1, -0.8));
    put(&groups[code % GROUPS], code, pow(code + 1, -0.8));
  }
  puts("source,unit,code");
  for (long unit = 0; unit < n_units; unit++) {
    if (unit % IN_SOURCE == 0) {
      own[0] = (int)(draw() * GROUPS);
      own[1] = (int)(draw() * GROUPS);
    }
    int n = draw() < 0.15 ? 0 : pick_codes(own, size(2.2, MOST), picked);
    for (int k = 0; k < n; k++)
      printf("D%05ld,%ld,C%03d\n", unit / IN_SOURCE, unit, picked[k]);
    if (n == 0) printf("D%05ld,%ld,\n", unit / IN_SOURCE, unit);
  }
  return 0;
}
