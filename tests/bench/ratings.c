// ratings UNITS: a synthetic table of what coders said, on standard output:
// unit,coder,value.
//
// 10 coders and 20 values. A unit has a true value (Zipf 0.7); a coder says it
// with an accuracy of 0.62 to 0.86, else one next to it or, as often, any; 8 %
// are missing. Every run gives the same bytes.
#include <stdio.h>
#include <stdlib.h>

#include "draw.h"

enum { CODERS = 10, VALUES = 20 };

static int wrong(int right) {
  double u = draw();
  if (u < 0.5) return (int)(draw() * VALUES);
  return (right + (u < 0.75 ? 1 : VALUES - 1)) % VALUES;
}

int main(int argc, char **argv) {
  long n_units = argc > 1 ? atol(argv[1]) : 100000;
  Urn values = {0};
  for (int k = 0; k < VALUES; k++) put(&values, k, pow(k + 1, -0.7));
  puts("unit,coder,value");
  for (long unit = 0; unit < n_units; unit++) {
    int right = pick(&values);
    for (int coder = 0; coder < CODERS; coder++) {
      double accuracy = 0.62 + 0.24 * coder / (CODERS - 1);
      if (draw() < 0.08) continue;
      int said = draw() < accuracy ? right : wrong(right);
      printf("%ld,%d,%d\n", unit, coder, said);
    }
  }
  return 0;
}
