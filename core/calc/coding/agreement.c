#include "calc/coding/agreement.h"

#include <math.h>

#include "calc/coding/decisions_item.h"
#include "calc/pool.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"
#define TOGETHER 16  // codes that share their room

// ---- each code ----

typedef struct {
  VnDecisions decisions;
  VnColumn *value, *low, *high, *percent, *n_units;
  size_t row;  // of the first code
} Sheet;

// The share of pairs of coders, in the mean of units, who decide alike.
static double percent_of(const VnDecisions *d, const double *count) {
  double n = 0, alike = 0;
  for (size_t k = 0; k < d->patterns->n_units; k++) {
    double m = d->task.n_of[k], same = 0;
    if (m < 2 || count[k] == 0) continue;
    const VnRatings *r = d->patterns;
    for (uint64_t i = r->start[k]; i < r->start[k + 1]; i++)
      same += r->times[i] * (r->times[i] - 1.0);
    n += count[k];
    alike += count[k] * same / (m * (m - 1));
  }
  return n > 0 ? alike / n : NAN;
}

static void fill_row(const Sheet *s, size_t code, VnDecisionRoom *room) {
  VnAgreement found;
  size_t row = s->row + code;
  vn_decisions_agreement(&s->decisions, code, room, &found);
  s->value->number[row] = found.value;
  if (s->n_units) s->n_units->integer[row] = (int64_t)found.n_units;
  if (!s->percent) return;
  s->low->number[row] = found.low, s->high->number[row] = found.high;
  s->percent->number[row] = percent_of(&s->decisions, room->count);
}

static bool some_codes(void *given, size_t piece, VnErr *err) {
  const Sheet *s = given;
  size_t from = piece * TOGETHER;
  VnDecisionRoom room;
  bool done = vn_decision_room(&room, &s->decisions, err);
  for (size_t k = from; done && k < s->decisions.n_items && k < from + TOGETHER;
       k++) {
    fill_row(s, k, &room);
    done = !vn_stopped(err);
  }
  vn_decision_room_free(&room);
  return done;
}

static bool fill_rows(Sheet *s, const VnDecisionPlan *plan, VnErr *err) {
  size_t n_pieces = (plan->coding->n_codes + TOGETHER - 1) / TOGETHER;
  bool done = vn_decisions_new(&s->decisions, plan, err) &&
              vn_pool(n_pieces, 0, some_codes, s, err);
  vn_decisions_free(&s->decisions);
  return done;
}

static VnFrame *frame_or_nothing(bool done, const VnCoding *c,
                                 const char *const *labels, VnColumn **columns,
                                 size_t n_columns, size_t n, VnErr *err) {
  if (done) return vn_frame_of(labels, columns, n_columns, n, c->origin, err);
  for (size_t j = 0; j < n_columns; j++) vn_column_free(columns[j]);
  return NULL;
}

VnFrame *vn_coding_agreement(const VnDecisionPlan *plan, VnErr *err) {
  static const char *const labels[] = {"code", "n_units", "value",
                                       "low",  "high",    "percent"};
  size_t n = plan->coding->n_codes;
  VnColumn *columns[] = {vn_column_of_names(plan->coding->code_names),
                         vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_NUMBER, n),
                         vn_column_new(VN_NUMBER, n),
                         vn_column_new(VN_NUMBER, n),
                         vn_column_new(VN_NUMBER, n)};
  Sheet s = {.n_units = columns[1],
             .value = columns[2],
             .low = columns[3],
             .high = columns[4],
             .percent = columns[5]};
  bool done = columns[0] && columns[1] && columns[2] && columns[3] &&
              columns[4] && columns[5];
  if (!done) vn_fail_memory(err, DOING);
  done = done && fill_rows(&s, plan, err);
  return frame_or_nothing(done, plan->coding, labels, columns, 6, n, err);
}


// ---- each code and two coders ----

typedef struct {
  VnColumn *code, *a, *b;
} PairNames;

static void name_rows(const VnCoding *c, const uint32_t *pair, size_t row,
                      const VnColumn *codes, const VnColumn *coders,
                      const PairNames *to) {
  for (size_t k = 0; k < c->n_codes; k++) {
    to->code->text[row + k] = codes->text[k];
    to->a->text[row + k] = coders->text[pair[0]];
    to->b->text[row + k] = coders->text[pair[1]];
  }
}

static bool each_pair(const VnDecisionPlan *plan, Sheet *s, PairNames *names,
                      VnErr *err) {
  const VnCoding *c = plan->coding;
  VnColumn *codes = vn_column_of_names(c->code_names);
  VnColumn *coders = vn_column_of_names(c->coder_names);
  VnDecisionPlan of_two = *plan;
  of_two.cluster = NULL;
  bool done = codes && coders;
  if (!done) {
    vn_fail_memory(err, DOING);
  } else {
    names->code->dict = vn_dict_share(codes->dict);
    names->a->dict = vn_dict_share(coders->dict);
    names->b->dict = vn_dict_share(coders->dict);
  }
  for (uint32_t i = 0; done && i < c->n_coders; i++) {
    for (uint32_t j = i + 1; done && j < c->n_coders; j++) {
      const uint32_t pair[] = {i, j};
      of_two.pair = pair;
      name_rows(c, pair, s->row, codes, coders, names);
      done = fill_rows(s, &of_two, err);
      s->row += c->n_codes;
    }
  }
  vn_column_free(codes);
  vn_column_free(coders);
  return done;
}

VnFrame *vn_coding_agreement_of_pairs(const VnDecisionPlan *plan, VnErr *err) {
  static const char *const labels[] = {"code", "a", "b", "n_units",
                                       "agreement"};
  size_t n_coders = plan->coding->n_coders;
  size_t n = n_coders * (n_coders - (n_coders > 0)) / 2 * plan->coding->n_codes;
  VnColumn *columns[] = {vn_column_new(VN_TEXT, n), vn_column_new(VN_TEXT, n),
                         vn_column_new(VN_TEXT, n),
                         vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_NUMBER, n)};
  PairNames names = {columns[0], columns[1], columns[2]};
  Sheet s = {.n_units = columns[3], .value = columns[4]};
  bool done =
      columns[0] && columns[1] && columns[2] && columns[3] && columns[4];
  if (!done) vn_fail_memory(err, DOING);
  done = done && each_pair(plan, &s, &names, err);
  return frame_or_nothing(done, plan->coding, labels, columns, 5, n, err);
}


// ---- all codes as one ----

bool vn_coding_pooled(const VnDecisionPlan *plan, VnAgreement *found,
                      VnErr *err) {
  VnDecisionPlan pooled = *plan;
  VnDecisions d;
  pooled.pooled = true;
  bool done = vn_decisions_new(&d, &pooled, err);
  if (done) {
    VnDecisionRoom room;
    done = vn_decision_room(&room, &d, err);
    if (done) vn_decisions_agreement(&d, 0, &room, found);
    vn_decision_room_free(&room);
  }
  vn_decisions_free(&d);
  return done && !vn_stopped(err);
}
