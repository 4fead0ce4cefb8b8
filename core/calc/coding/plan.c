#include "calc/coding/plan.h"

#include <math.h>
#include <stdlib.h>

#include "calc/chance/random.h"
#include "calc/frame/take.h"
#include "data/labels.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "planning"

typedef struct {
  uint32_t unit, type, lot;  // lots are drawn, and put units of a type in order
} Drawn;

typedef struct {
  const VnCoding *coding;
  const VnCodingPlan *plan;
  size_t n_coders, n_types;
  Drawn *order;
  uint32_t *coders;  // n_sharing of each unit, all VN_NOTHING but the first
                     // for one that is not shared
  size_t *load;      // of each coder: units,
  size_t *of_type;   // those of each type, types x coders,
  size_t *shared;    // those that are shared,
  size_t *together;  // and those with each other coder
  VnRandom random;
} Work;

static void work_free(Work *w) {
  vn_free(w->order);
  vn_free(w->coders);
  vn_free(w->load);
  vn_free(w->of_type);
  vn_free(w->together);
}

static bool work_room(Work *w, VnErr *err) {
  size_t n = w->coding->n_units, k = w->n_coders;
  w->order = vn_alloc(n, sizeof *w->order);
  w->coders = vn_alloc(n * w->plan->n_sharing, sizeof *w->coders);
  w->load = vn_alloc(k, sizeof *w->load);
  w->of_type = vn_alloc(w->n_types * k, sizeof *w->of_type);
  w->together = vn_alloc(k * k, sizeof *w->together);
  return (w->order && w->coders && w->load && w->of_type && w->together) ||
         vn_fail_memory(err, DOING);
}


// ---- the order of units ----

static int by_lot(const void *a, const void *b) {
  const Drawn *x = a, *y = b;
  if (x->type != y->type) return x->type < y->type ? -1 : 1;
  if (x->lot != y->lot) return x->lot < y->lot ? -1 : 1;
  return (x->unit > y->unit) - (x->unit < y->unit);
}

// Units without a type come last, as a type of their own.
static void draw_order(Work *w, const VnLabels *types) {
  for (size_t u = 0; u < w->coding->n_units; u++) {
    uint32_t type = types->of ? types->of[u] : 0;
    if (type == VN_NO_LABEL) type = types->n;
    w->order[u] = (Drawn){(uint32_t)u, type, vn_random_bits(&w->random)};
  }
  if (w->coding->n_units > 0)
    qsort(w->order, w->coding->n_units, sizeof *w->order, by_lot);
}


// ---- who comes next ----

// What speaks against a coder, the first being weightiest.
typedef struct {
  size_t together, load, of_type;
  uint32_t lot;
} Burden;

static bool is_lighter(Burden a, Burden b) {
  if (a.together != b.together) return a.together < b.together;
  if (a.load != b.load) return a.load < b.load;
  if (a.of_type != b.of_type) return a.of_type < b.of_type;
  return a.lot < b.lot;
}

static bool is_among(const uint32_t *chosen, size_t n, uint32_t coder) {
  for (size_t i = 0; i < n; i++) {
    if (chosen[i] == coder) return true;
  }
  return false;
}

static Burden burden_of(Work *w, uint32_t type, const uint32_t *chosen,
                        size_t n, uint32_t coder) {
  Burden b = {.load = w->load[coder],
              .of_type = w->of_type[type * w->n_coders + coder],
              .lot = vn_random_bits(&w->random)};
  for (size_t i = 0; i < n; i++)
    b.together += w->together[chosen[i] * w->n_coders + coder];
  return b;
}

static uint32_t next_coder(Work *w, uint32_t type, const uint32_t *chosen,
                           size_t n) {
  uint32_t best = VN_NOTHING;
  Burden least = {0};
  for (uint32_t j = 0; j < w->n_coders; j++) {
    if (is_among(chosen, n, j)) continue;
    Burden burden = burden_of(w, type, chosen, n, j);
    if (best != VN_NOTHING && !is_lighter(burden, least)) continue;
    best = j, least = burden;
  }
  return best;
}

static void count_coder(Work *w, uint32_t type, const uint32_t *chosen,
                        size_t n) {
  uint32_t coder = chosen[n];
  w->load[coder]++;
  w->of_type[type * w->n_coders + coder]++;
  for (size_t i = 0; i < n; i++) {
    w->together[chosen[i] * w->n_coders + coder]++;
    w->together[coder * w->n_coders + chosen[i]]++;
  }
}

// Every so many units in their order is shared.
static bool is_shared(const Work *w, size_t at) {
  double overlap = w->plan->overlap;
  return floor((double)(at + 1) * overlap + 1e-9) >
         floor((double)at * overlap + 1e-9);
}

static void give_out(Work *w, size_t at) {
  Drawn drawn = w->order[at];
  size_t n = is_shared(w, at) ? w->plan->n_sharing : 1;
  uint32_t *chosen = w->coders + drawn.unit * w->plan->n_sharing;
  for (size_t i = 0; i < w->plan->n_sharing; i++) {
    chosen[i] = i < n ? next_coder(w, drawn.type, chosen, i) : VN_NOTHING;
    if (i < n) count_coder(w, drawn.type, chosen, i);
  }
}

// Shared units first: those for one coder then even out the loads.
static bool give_all_out(Work *w, VnErr *err) {
  for (int shared = 1; shared >= 0; shared--) {
    for (size_t at = 0; at < w->coding->n_units; at++) {
      if (is_shared(w, at) == shared) give_out(w, at);
      if ((at & 1023) == 0 && vn_stopped(err)) return false;
    }
  }
  return true;
}


// ---- the frame ----

static size_t count_rows(const Work *w) {
  size_t n = 0;
  for (size_t k = 0; k < w->coding->n_units * w->plan->n_sharing; k++)
    n += w->coders[k] != VN_NOTHING;
  return n;
}

static void list_rows(const Work *w, VnRow *units, VnRow *coders,
                      VnColumn *shared) {
  size_t n = 0, each = w->plan->n_sharing;
  for (size_t k = 0; k < w->coding->n_units * each; k++) {
    if (w->coders[k] == VN_NOTHING) continue;
    size_t unit = k / each;
    units[n] = (VnRow)unit, coders[n] = w->coders[k];
    shared->logical[n++] = w->coders[unit * each + 1] != VN_NOTHING ? 1 : 0;
  }
}

static VnFrame *frame_of(const Work *w, VnErr *err) {
  static const char *const labels[] = {"unit", "coder", "shared"};
  size_t n = count_rows(w);
  VnColumn *columns[] = {NULL, NULL, vn_column_new(VN_LOGICAL, n)};
  VnColumn *names = vn_column_of_names(w->plan->coders);
  VnRow *units = vn_alloc(n, sizeof *units),
        *coders = vn_alloc(n, sizeof *coders);
  bool done = columns[2] && names && units && coders;
  if (done) {
    list_rows(w, units, coders, columns[2]);
    columns[0] = vn_take_column(w->coding->units->columns[0], units, n);
    columns[1] = vn_take_column(names, coders, n);
  }
  vn_column_free(names);
  vn_free(units);
  vn_free(coders);
  return vn_frame_of(labels, columns, 3, n, w->coding->origin, err);
}

VnFrame *vn_coding_plan(const VnCoding *coding, const VnCodingPlan *plan,
                        VnErr *err) {
  VnLabels types = {0};
  Work w = {.coding = coding,
            .plan = plan,
            .n_coders = vn_names_count(plan->coders),
            .random = vn_random(plan->seed, 0)};
  bool done =
      !plan->type || (vn_labels_new(coding->units, plan->type, &types, err) &&
                      vn_labels_close_up(&types, err));
  w.n_types = (size_t)types.n + 1;
  done = done && work_room(&w, err);
  if (done) draw_order(&w, &types);
  done = done && give_all_out(&w, err);
  VnFrame *frame = done ? frame_of(&w, err) : NULL;
  vn_labels_free(&types);
  work_free(&w);
  return frame;
}
