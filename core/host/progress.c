#include "host/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bind/raise.h"
#include "data/progress.h"
#include "data/term.h"
#include "data/utf8.h"

#define SILENT 1.0  // seconds in which nobody wonders
#define APART 0.2   // between two drawings
#define WIDEST 30   // columns of a bar
#define NARROWEST 6
#define SHARE 7  // " 100 % "
#define HINT " (Ctrl-C stops)"
#define PART 80  // bytes of each part of the line

// The stage that is told.
static struct {
  lua_State *L;
  char doing[PART / 2];
  char unit[PART / 4];
  size_t n, done;
  double begun;
  bool is_drawn;
} stage;

// Stages that follow each other at once: each may be short, and all together
// long.
static struct { double begun, ended, drawn; } row;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// The name of the field whose reading a call is; NULL: it is a call like others.
static const char *field_of(const lua_Debug *called) {
  if (strcmp(called->namewhat, "metamethod") != 0) return NULL;
  if (!lua_getlocal(stage.L, called, 2)) return NULL;
  const char *name =
      lua_type(stage.L, -1) == LUA_TSTRING ? lua_tostring(stage.L, -1) : NULL;
  lua_pop(stage.L, 1);  // it stays where it was read from
  return name;
}

// The name of what the analyst's line called, or of the field that it read:
// "cooccurrence", "null".
static const char *verb(void) {
  lua_Debug called, caller;
  for (int level = 0; lua_getstack(stage.L, level + 1, &caller); level++) {
    lua_getinfo(stage.L, "Sl", &caller);
    if (caller.currentline <= 0 || vn_is_ours(stage.L, &caller)) continue;
    lua_getstack(stage.L, level, &called);
    lua_getinfo(stage.L, "n", &called);
    const char *field = field_of(&called);
    return field ? field : called.name ? called.name : "working";
  }
  return "working";
}

static void begin(const char *doing, const char *unit, size_t n) {
  if (!doing) doing = lua_checkstack(stage.L, 4) ? verb() : "working";
  if (!unit) unit = "";
  vn_utf8_excerpt(stage.doing, sizeof stage.doing, doing, strlen(doing));
  snprintf(stage.unit, sizeof stage.unit, "%s", unit);
  stage.n = n, stage.done = 0, stage.is_drawn = false;
  stage.begun = now();
  if (stage.begun - row.ended > APART) row.begun = stage.begun;
}


// ---- words ----

static bool in_bytes(void) {
  return strcmp(stage.unit, VN_BYTES) == 0;
}

static void say_bytes(char text[PART], double n, const char *behind) {
  const char *unit = n < 1e9 ? "MB" : "GB";
  snprintf(text, PART, "%.*f %s%s", n < 1e9 && n >= 1e7 ? 0 : 1,
           n / (n < 1e9 ? 1e6 : 1e9), unit, behind);
}

// ", 340/s"; nothing where nothing is counted.
static void say_rate(char text[PART], double spent) {
  double rate = (double)stage.done / spent;
  text[0] = '\0';
  if (stage.done == 0) return;
  if (in_bytes()) say_bytes(text, rate, "/s");
  else snprintf(text, PART, "%.*f/s", rate < 10 ? 1 : 0, rate);
}

static void say_time(char text[PART], double s) {
  if (s < 90) snprintf(text, PART, "%.0f s", s);
  else if (s < 5400) snprintf(text, PART, "%.0f min", s / 60);
  else snprintf(text, PART, "%.1f h", s / 3600);
}

static void say_count(char text[PART], size_t n) {
  if (in_bytes()) say_bytes(text, (double)n, "");
  else snprintf(text, PART, "%zu%s%s", n, *stage.unit ? " " : "", stage.unit);
}


// ---- a line on a terminal ----

static void draw_bar(double share, int width) {
  bool utf8 = vn_term_utf8();
  int full = (int)(share * width);
  for (int i = 0; i < width; i++) {
    fputs(i < full ? (utf8 ? "━" : "#") : (utf8 ? "╌" : "-"), stderr);
  }
}

// "34000 of 100000 done, 1200/s, about 5 s left".
static void say_rest(char *text, size_t size, double spent) {
  char count[PART], rate[PART], left[PART];
  say_rate(rate, spent);
  say_count(count, stage.n ? stage.n : stage.done);
  const char *comma = *rate ? ", " : "";
  if (stage.n == 0) {
    say_time(left, spent);
    snprintf(text, size, "%s%s%s%s%s so far", stage.done ? count : "",
             stage.done ? ", " : "", rate, comma, left);
    return;
  }
  say_time(left, spent * (double)(stage.n - stage.done) / (double)stage.done);
  if (in_bytes()) {
    snprintf(text, size, "of %s%s%s, about %s left", count, comma, rate, left);
  } else {
    snprintf(text, size, "%zu of %s done%s%s, about %s left", stage.done, count,
             comma, rate, left);
  }
}

static int shorter(int a, int b) {
  return a < b ? a : b;
}

// Leaves away the last parts of a sentence that has no room, comma by comma.
static void fit(char *text, int room) {
  char *comma;
  while ((int)strlen(text) > room && (comma = strrchr(text, ',')))
    *comma = '\0';
}

// The bar takes what the words leave, and the last words, which are always the
// same, stand only where there is room.
static void draw(double spent) {
  char rest[4 * PART];
  int room = vn_term(STDERR_FILENO).n_cols - 1;
  fprintf(stderr, "\r\x1b[K%.*s ", room, stage.doing);
  room -= shorter(room, (int)strlen(stage.doing)) + 1;
  if (stage.n) room -= SHARE;
  say_rest(rest, sizeof rest, spent);
  fit(rest, room);
  int spare = room - (int)strlen(rest);
  bool hints = spare >= (int)strlen(HINT) + (stage.n ? NARROWEST : 0);
  if (hints) spare -= (int)strlen(HINT);
  if (stage.n) {
    double share = (double)stage.done / (double)stage.n;
    if (spare >= NARROWEST) draw_bar(share, shorter(spare, WIDEST));
    fprintf(stderr, " %3.0f %% ", 100 * share);
  }
  fprintf(stderr, "%.*s%s", room > 0 ? room : 0, rest, hints ? HINT : "");
  fflush(stderr);
  stage.is_drawn = true;
}

static void step(size_t done) {
  stage.done = stage.n && done > stage.n ? stage.n : done;
  double t = now();
  if (stage.n && done == 0) return;
  if (t <= stage.begun || t - row.begun < SILENT) return;
  if (t - row.drawn < APART) return;
  draw(t - stage.begun);
  row.drawn = t;
}

static void wipe(bool whole) {
  (void)whole;
  row.ended = now();
  if (stage.is_drawn) fputs("\r\x1b[K", stderr);
  fflush(stderr);
}

static const VnWatcher bar = {begin, step, wipe};


// ---- lines ----

static void note(size_t done) {
  stage.done = done;
}

// "vane: reading big.csv: 240 MB in 2.1 s, 114 MB/s"
static void tell(bool whole) {
  char count[PART], rate[PART];
  double spent = now() - stage.begun;
  if (spent < SILENT) return;
  if (whole && stage.n) stage.done = stage.n;
  say_count(count, stage.done);
  say_rate(rate, spent);
  fprintf(stderr, "vane: %s: %s%s%.1f s%s%s%s\n", stage.doing,
          stage.done ? count : "", stage.done ? " in " : "", spent,
          *rate ? ", " : "", rate, whole ? "" : ", not finished");
  fflush(stderr);
}

static const VnWatcher lines = {begin, note, tell};

// A terminal that does not know how to wipe a line gets none.
static bool has_room_for_bars(void) {
  const char *term = getenv("TERM");
  bool wipes = term && *term && strcmp(term, "dumb") != 0;
  return wipes && isatty(STDERR_FILENO);
}

void vn_progress_open(lua_State *L, VnProgressWhen when) {
  stage.L = L;
  vn_watcher = NULL;
  if (when == VN_PROGRESS_PLAIN) vn_watcher = &lines;
  if (when == VN_PROGRESS_AUTO && has_room_for_bars()) vn_watcher = &bar;
}
