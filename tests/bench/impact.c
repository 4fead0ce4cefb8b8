// impact FILE brute|pair SECONDS: consistent scenarios of a cross-impact matrix
// in two plain ways, beside which the program's search is measured. Prints how
// many there are and the seconds of CPU that took; when it is given up after
// SECONDS, "-" and what all configurations would take at that pace (brute), or
// that time (pair).
//
// The file holds the number of descriptors, their numbers of variants, and the
// cells in whole numbers, all between spaces.
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 64   // descriptors
#define WIDE 512  // variants of all of them
#define LOOK 0xffff

typedef struct {
  int n, width, first[MOST + 1];
  int cell[WIDE][WIDE];
  int z[MOST];
  double limit;
  unsigned long long looks, found, done;
  bool late;
} Model;

static double seconds(void) {
  return (double)clock() / CLOCKS_PER_SEC;
}

static bool late(Model *x) {
  if ((++x->looks & LOOK) == 0 && seconds() > x->limit) x->late = true;
  return x->late;
}

static int number(FILE *file) {
  int value;
  if (fscanf(file, "%d", &value) == 1) return value;
  fprintf(stderr, "impact: the file ends too early\n");
  exit(2);
}

static void read_model(Model *x, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) exit(2);
  x->n = number(file);
  for (int i = 0; i < x->n; i++) x->first[i + 1] = x->first[i] + number(file);
  x->width = x->first[x->n];
  for (int k = 0; k < x->width; k++) {
    for (int l = 0; l < x->width; l++) x->cell[k][l] = number(file);
  }
  fclose(file);
}


// ---- every configuration, its scores brought up to date ----

static bool holds(const Model *x, const int *score) {
  for (int j = 0; j < x->n; j++) {
    int own = score[x->first[j] + x->z[j]];
    for (int l = x->first[j]; l < x->first[j + 1]; l++) {
      if (score[l] > own) return false;
    }
  }
  return true;
}

static void change(const Model *x, int *score, int gone, int come) {
  for (int l = 0; l < x->width; l++)
    score[l] += x->cell[come][l] - x->cell[gone][l];
}

static void brute(Model *x) {
  static int score[WIDE];
  for (int i = 0; i < x->n; i++) {
    for (int l = 0; l < x->width; l++) score[l] += x->cell[x->first[i]][l];
  }
  for (int i = x->n; i >= 0 && !late(x);) {
    x->done++;
    x->found += holds(x, score);
    for (i = x->n - 1; i >= 0; i--) {
      int at = x->first[i] + x->z[i];
      int next = at + 1 < x->first[i + 1] ? at + 1 : x->first[i];
      change(x, score, at, next);
      x->z[i] = next - x->first[i];
      if (x->z[i] > 0) break;
    }
  }
}


// ---- bounds on the decided descriptors, in their order ----

// The most that the undecided ones from i on can still say for c against l.
static int rest[MOST + 1][WIDE][MOST];

static int best_gap(const Model *x, int i, int c, int l) {
  int most = -1000000;
  for (int k = x->first[i]; k < x->first[i + 1]; k++) {
    int gap = x->cell[k][c] - x->cell[k][l];
    if (gap > most) most = gap;
  }
  return most;
}

static void fill_rest(const Model *x) {
  for (int i = x->n - 1; i >= 0; i--) {
    for (int j = 0; j < x->n; j++) {
      for (int c = x->first[j]; c < x->first[j + 1]; c++) {
        for (int l = x->first[j]; l < x->first[j + 1]; l++) {
          int r = l - x->first[j];
          rest[i][c][r] = rest[i + 1][c][r] + best_gap(x, i, c, l);
        }
      }
    }
  }
}

// Whether all of the first n descriptors can still keep up with their rivals.
static bool may_hold(const Model *x, int n, const int *score) {
  for (int j = 0; j < n; j++) {
    int own = x->first[j] + x->z[j];
    for (int l = x->first[j]; l < x->first[j + 1]; l++) {
      int gap = score[own] - score[l] + rest[n][own][l - x->first[j]];
      if (gap < 0) return false;
    }
  }
  return true;
}

static void pair(Model *x, int n, const int *score) {
  int next[WIDE];
  if (n == x->n) {
    x->found++;
    return;
  }
  for (int k = x->first[n]; k < x->first[n + 1] && !late(x); k++) {
    x->z[n] = k - x->first[n];
    for (int l = 0; l < x->width; l++) next[l] = score[l] + x->cell[k][l];
    if (may_hold(x, n + 1, next)) pair(x, n + 1, next);
  }
}


int main(int n, char **words) {
  static Model x;
  static int score[WIDE];
  if (n != 4) return 2;
  read_model(&x, words[1]);
  bool all = strcmp(words[2], "brute") == 0;
  double before = seconds(), configurations = 1;
  x.limit = before + strtod(words[3], NULL);
  if (all) {
    brute(&x);
  } else {
    fill_rest(&x);
    pair(&x, 0, score);
  }
  double taken = seconds() - before;
  for (int i = 0; i < x.n; i++) configurations *= x.first[i + 1] - x.first[i];
  if (!x.late) printf("%llu %.6f\n", x.found, taken);
  else if (all) printf("- %.6g\n", taken * configurations / (double)x.done);
  else printf("- %.6f\n", taken);
  return 0;
}
