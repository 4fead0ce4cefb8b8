#include "calc/impact/leverage.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "calc/pool.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "drawing members"
#define NORMAL 1.959963984540054  // 97.5 % of the normal distribution lie below


// ---- the members ----

typedef struct {
  const VnEnsembleOptions *options;
  const uint8_t *variant;
  VnMembers *members;
} Drawing;

static bool holds(const VnImpact *x, const Drawing *d, bool *yes, VnErr *err) {
  VnBalance b;
  if (!vn_balance(&b, x, err)) return false;
  int64_t threshold = vn_balance_whole(&b, d->options->threshold);
  int64_t *scores = vn_alloc(b.n_variants, sizeof *scores);
  *yes = true;
  if (scores) vn_balance_scores(&b, d->variant, scores);
  for (size_t i = 0; scores && *yes && i < b.n; i++)
    *yes = vn_balance_lack(&b, d->variant, scores, i) <= threshold;
  bool done = scores || vn_fail_memory(err, DOING);
  vn_free(scores);
  vn_balance_free(&b);
  return done;
}

static bool draw_member(void *given, size_t m, VnErr *err) {
  Drawing *d = given;
  VnMembers *members = d->members;
  if (vn_stopped(err)) return false;
  VnImpact *x = vn_ensemble_member(members->impact, d->options, m, err);
  if (!x) return false;
  double *value = members->value + m * members->n_cells;
  for (size_t c = 0; c < members->n_cells; c++)
    value[c] = x->cells[members->cell[c]];
  bool done = holds(x, d, &members->holds[m], err);
  vn_impact_free(x);
  return done;
}

// Those that may move: said, and about another descriptor. With a panel also
// those that are 0.
static void list_cells(VnMembers *members, bool zeros) {
  const VnImpact *x = members->impact;
  size_t n = x->n_variants;
  for (size_t c = 0; c < n * n; c++) {
    bool moves = x->of[c / n] != x->of[c % n] && !isnan(x->cells[c]);
    if (moves && (zeros || x->cells[c] != 0))
      members->cell[members->n_cells++] = c;
  }
}

static bool differs(const VnMembers *members, size_t c) {
  for (size_t m = 1; m < members->n_members; m++) {
    if (members->value[m * members->n_cells + c] != members->value[c])
      return true;
  }
  return false;
}

// Leaves out the judgements that are the same in all members.
static bool keep_moving(VnMembers *members, VnErr *err) {
  size_t n = members->n_cells, *kept = vn_alloc(n, sizeof *kept), n_kept = 0;
  if (!kept) return vn_fail_memory(err, DOING);
  for (size_t c = 0; c < n; c++) {
    if (differs(members, c)) kept[n_kept++] = c;
  }
  for (size_t m = 0; m < members->n_members; m++) {
    for (size_t k = 0; k < n_kept; k++)
      members->value[m * n_kept + k] = members->value[m * n + kept[k]];
  }
  for (size_t k = 0; k < n_kept; k++) members->cell[k] = members->cell[kept[k]];
  members->n_cells = n_kept;
  vn_free(kept);
  return true;
}

static bool make_room(VnMembers *members, size_t memory, VnErr *err) {
  double wanted = (double)members->n_members *
                  ((double)members->n_cells * sizeof(double) + sizeof(bool));
  if (wanted > (double)memory) {
    return vn_fail(err,
                   "%zu members with %zu judgements need %.0f MiB, %zu are "
                   "allowed; ask for fewer members or more memory",
                   members->n_members, members->n_cells,
                   ceil(wanted / (1 << 20)), memory >> 20);
  }
  members->value = vn_alloc(members->n_members * members->n_cells + 1,
                            sizeof *members->value);
  members->holds = vn_alloc(members->n_members, sizeof *members->holds);
  return (members->value && members->holds) || vn_fail_memory(err, DOING);
}

bool vn_members(const VnImpact *impact, const VnEnsembleOptions *options,
                const uint8_t *variant, size_t memory, VnMembers *members,
                VnErr *err) {
  size_t n = impact->n_variants;
  *members = (VnMembers){.impact = impact,
                         .n_members = options->members,
                         .cell = vn_alloc(n * n, sizeof(size_t))};
  Drawing d = {.options = options, .variant = variant, .members = members};
  bool done = false;
  if (members->cell) {
    list_cells(members, options->panel != NULL);
    done = make_room(members, memory, err) &&
           vn_pool(members->n_members, options->wanted.workers, draw_member, &d,
                   err) &&
           keep_moving(members, err);
  } else {
    vn_fail_memory(err, DOING);
  }
  if (!done) vn_members_free(members);
  return done;
}

void vn_members_free(VnMembers *members) {
  vn_free(members->cell);
  vn_free(members->value);
  vn_free(members->holds);
  *members = (VnMembers){0};
}


// ---- leverage ----

enum { JUDGEMENT, UP, DOWN, EFFECT, LOW, HIGH, N_NUMBERS };

typedef struct {
  double n, held, sum, squares, products;
} Sums;

static void add(Sums *s, double moved, bool held) {
  s->n++;
  s->held += held;
  s->sum += moved;
  s->squares += moved * moved;
  s->products += held ? moved : 0;
}

// The slope of holding on the judgement, and its interval.
static void fit(const Sums *s, double *row) {
  double spread = s->squares - s->sum * s->sum / s->n;
  double share = s->held / s->n;
  double slope = (s->products - s->sum * share) / spread;
  double rest = s->n * share * (1 - share) - slope * slope * spread;
  double error = sqrt(fmax(rest, 0) / (s->n - 2) / spread);
  row[EFFECT] = slope;
  row[LOW] = s->n > 2 ? slope - NORMAL * error : VN_NO_NUMBER;
  row[HIGH] = s->n > 2 ? slope + NORMAL * error : VN_NO_NUMBER;
}

static void measure(const VnMembers *members, size_t c, double *row) {
  Sums all = {0}, up = {0}, down = {0};
  double now = members->impact->cells[members->cell[c]];
  for (size_t m = 0; m < members->n_members; m++) {
    double moved = members->value[m * members->n_cells + c] - now;
    add(&all, moved, members->holds[m]);
    if (moved > 0) add(&up, moved, members->holds[m]);
    if (moved < 0) add(&down, moved, members->holds[m]);
  }
  row[JUDGEMENT] = now;
  row[UP] = up.n > 0 ? up.held / up.n : VN_NO_NUMBER;
  row[DOWN] = down.n > 0 ? down.held / down.n : VN_NO_NUMBER;
  fit(&all, row);
}

// The label of the variant that each judgement comes from, or is about.
static VnColumn *labels(const VnMembers *members, bool about) {
  size_t n = members->impact->n_variants;
  const char **label = vn_alloc(members->n_cells, sizeof(char *));
  if (!label) return NULL;
  for (size_t c = 0; c < members->n_cells; c++) {
    size_t k = about ? members->cell[c] % n : members->cell[c] / n;
    label[c] = vn_names_at(members->impact->labels, k);
  }
  VnColumn *column = vn_column_of_texts(label, members->n_cells);
  vn_free((void *)label);
  return column;
}

static void fill(const VnMembers *members, VnColumn *const *numbers) {
  for (size_t c = 0; c < members->n_cells; c++) {
    double row[N_NUMBERS];
    measure(members, c, row);
    for (size_t k = 0; k < N_NUMBERS; k++) numbers[k]->number[c] = row[k];
  }
}

VnFrame *vn_leverage_frame(const VnMembers *members, VnErr *err) {
  static const char *const names[] = {"from", "to",     "judgement", "up",
                                      "down", "effect", "low",       "high"};
  VnColumn *columns[2 + N_NUMBERS] = {labels(members, false),
                                      labels(members, true)};
  bool room = true;
  for (size_t k = 0; k < N_NUMBERS; k++) {
    columns[2 + k] = vn_column_new(VN_NUMBER, members->n_cells);
    room = room && columns[2 + k];
  }
  if (room) fill(members, columns + 2);
  return vn_frame_of(names, columns, 2 + N_NUMBERS, members->n_cells,
                     members->impact->source, err);
}


// ---- as a frame ----

static char *column_name(const VnMembers *members, size_t c) {
  size_t n = members->impact->n_variants;
  const char *from = vn_names_at(members->impact->labels, members->cell[c] / n);
  const char *to = vn_names_at(members->impact->labels, members->cell[c] % n);
  size_t room = strlen(from) + strlen(to) + sizeof " > ";
  char *name = vn_alloc(room, 1);
  if (name) snprintf(name, room, "%s > %s", from, to);
  return name;
}

static VnColumn *values_of(const VnMembers *members, size_t c) {
  VnColumn *column = vn_column_new(VN_NUMBER, members->n_members);
  for (size_t m = 0; column && m < members->n_members; m++)
    column->number[m] = members->value[m * members->n_cells + c];
  return column;
}

static VnColumn *holds_of(const VnMembers *members) {
  VnColumn *column = vn_column_new(VN_LOGICAL, members->n_members);
  for (size_t m = 0; column && m < members->n_members; m++)
    column->logical[m] = members->holds[m] ? 1 : 0;
  return column;
}

static VnNames *column_names(const VnMembers *members, VnErr *err) {
  size_t n = members->n_cells;
  char **names = vn_alloc(n + 1, sizeof(char *));
  bool room = names != NULL;
  for (size_t c = 0; room && c < n; c++)
    room = (names[c] = column_name(members, c)) != NULL;
  if (room) room = (names[n] = vn_copy_text("holds")) != NULL;
  VnNames *made = NULL;
  if (room) {
    made = vn_names_new((const char *const *)names, n + 1, "column", err);
  } else {
    vn_fail_memory(err, DOING);
  }
  for (size_t c = 0; names && c <= n; c++) vn_free(names[c]);
  vn_free((void *)names);
  return made;
}

VnFrame *vn_members_frame(const VnMembers *members, VnErr *err) {
  VnNames *names = column_names(members, err);
  VnFrame *frame = names ? vn_frame_blank(names, members->n_members,
                                          members->impact->source, err)
                         : NULL;
  bool room = frame != NULL;
  for (size_t c = 0; room && c <= members->n_cells; c++) {
    frame->columns[c] =
        c < members->n_cells ? values_of(members, c) : holds_of(members);
    room = frame->columns[c] != NULL;
  }
  if (room || !frame) return frame;
  vn_frame_free(frame);
  vn_fail_memory(err, DOING);
  return NULL;
}
