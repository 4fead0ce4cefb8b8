#include "host/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "data/progress.h"

#define SILENT 1.0  // seconds in which nobody wonders
#define APART 0.2   // between two lines

static struct timespec begun;
static double shown;  // after so many seconds; 0: not yet

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - begun.tv_sec) +
         1e-9 * (double)(now.tv_nsec - begun.tv_nsec);
}

static void say(size_t done, size_t n, double spent) {
  double left = spent * (double)(n - done) / (double)done;
  fprintf(stderr, "\r\x1b[K%zu of %zu done, about %.0f s left (Ctrl-C stops)",
          done, n, left);
  fflush(stderr);
  shown = spent;
}

static void wipe(void) {
  if (shown > 0) fputs("\r\x1b[K", stderr);
  fflush(stderr);
  shown = 0;
}

static void show(size_t done, size_t n) {
  if (done == 0) {
    clock_gettime(CLOCK_MONOTONIC, &begun);
    shown = 0;
  } else if (done == n) {
    wipe();
  } else {
    double spent = seconds();
    if (spent >= SILENT && spent - shown >= APART) say(done, n, spent);
  }
}

// A terminal that does not know how to wipe a line gets none.
void vn_progress_open(void) {
  const char *term = getenv("TERM");
  bool wipes = term && *term && strcmp(term, "dumb") != 0;
  if (wipes && isatty(STDERR_FILENO)) vn_progress = show;
}
