#include "calc/coding/rule.h"

#include <stdlib.h>
#include <string.h>

#include "calc/coding/rule_scan.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding by rules"

typedef struct {
  const VnRuleBook *book;
  VnRuleScan *scan;
  uint32_t *rule_of;        // of each leaf
  uint32_t *first_leaf;     // of each rule
  bool *stands;             // each leaf, in the text at hand
  bool *holds, *is_reason;  // of the steps of the rule at hand
  uint32_t *touched;        // rules that have a leaf in the text at hand
  size_t n_touched;
  size_t *last_row;  // of each rule: one more than the last that touched it
  VnRuleHits *hits;
} Applier;

static void applier_free(Applier *a) {
  vn_rule_scan_free(a->scan);
  vn_free(a->rule_of);
  vn_free(a->first_leaf);
  vn_free(a->stands);
  vn_free(a->holds);
  vn_free(a->is_reason);
  vn_free(a->touched);
  vn_free(a->last_row);
}

const char *vn_rule_text(const VnColumn *column, size_t row, size_t *n) {
  const char *text = vn_column_missing(column, row)
                         ? ""
                         : vn_dict_at(column->dict, column->text[row]);
  *n = strlen(text);
  return text;
}


// ---- preparing ----

static bool make_room(Applier *a, VnErr *err) {
  size_t n_leaves = 0, n_steps = 0;
  for (size_t r = 0; r < a->book->n; r++) {
    const VnRule *rule = &a->book->rules[r];
    n_leaves += rule->n_leaves;
    if (rule->question.n > n_steps) n_steps = rule->question.n;
  }
  a->rule_of = vn_alloc(n_leaves, sizeof *a->rule_of);
  a->stands = vn_alloc(n_leaves, sizeof *a->stands);
  a->first_leaf = vn_alloc(a->book->n, sizeof *a->first_leaf);
  a->holds = vn_alloc(n_steps, sizeof *a->holds);
  a->is_reason = vn_alloc(n_steps, sizeof *a->is_reason);
  a->touched = vn_alloc(a->book->n, sizeof *a->touched);
  a->last_row = vn_alloc(a->book->n, sizeof *a->last_row);
  return (a->rule_of && a->stands && a->first_leaf && a->holds &&
          a->is_reason && a->touched && a->last_row) ||
         vn_fail_memory(err, DOING);
}

// A rule is only looked at where one of its leaves stands, so that it must
// want one.
static bool prepare(Applier *a, VnErr *err) {
  uint32_t n = 0;
  for (size_t r = 0; r < a->book->n; r++) {
    const VnRule *rule = &a->book->rules[r];
    a->first_leaf[r] = n;
    for (size_t k = 0; k < rule->n_leaves; k++) a->rule_of[n++] = (uint32_t)r;
    if (vn_question_ask(&rule->question, a->stands, a->holds)) {
      return vn_fail(err,
                     "the rule of \"%.100s\" holds where nothing is found; it "
                     "should want one word at least",
                     rule->name);
    }
  }
  return true;
}


// ---- one text ----

static bool add_hit(Applier *a, size_t row, uint32_t rule, VnRuleSpan span,
                    VnErr *err) {
  VnRuleHits *hits = a->hits;
  if (hits->n == hits->room) {
    size_t room = hits->room * 2 + 256;
    VnRuleHit *at = vn_resize(hits->at, room, sizeof *at);
    if (!at) return vn_fail_memory(err, DOING);
    hits->at = at;
    hits->room = room;
  }
  hits->at[hits->n++] = (VnRuleHit){(uint32_t)row, rule,       span.from,
                                    span.to,       span.start, span.finish};
  return true;
}

static bool add_reasons(Applier *a, size_t row, uint32_t r, VnErr *err) {
  const VnQuestion *question = &a->book->rules[r].question;
  vn_question_reasons(question, a->holds, a->is_reason);
  for (size_t i = 0; i < question->n; i++) {
    if (!a->is_reason[i] || question->steps[i] < 0) continue;
    uint32_t leaf = a->first_leaf[r] + (uint32_t)question->steps[i];
    size_t n;
    const VnRuleSpan *spans = vn_rule_scan_spans(a->scan, leaf, &n);
    for (size_t k = 0; k < n; k++) {
      if (!add_hit(a, row, r, spans[k], err)) return false;
    }
  }
  return true;
}

static int by_place(const void *a, const void *b) {
  const VnRuleHit *x = a, *y = b;
  if (x->rule != y->rule) return x->rule < y->rule ? -1 : 1;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return (x->to > y->to) - (x->to < y->to);
}

// Sorts the hits from `first` on, and keeps one of those that are alike.
static void tidy(VnRuleHits *hits, size_t first) {
  size_t n = first;
  if (hits->n < first + 2) return;
  qsort(hits->at + first, hits->n - first, sizeof *hits->at, by_place);
  for (size_t i = first; i < hits->n; i++) {
    if (n > first && by_place(&hits->at[n - 1], &hits->at[i]) == 0) continue;
    hits->at[n++] = hits->at[i];
  }
  hits->n = n;
}

static void mark(Applier *a, size_t row, const uint32_t *found, size_t n) {
  a->n_touched = 0;
  for (size_t i = 0; i < n; i++) {
    size_t n_spans;
    uint32_t rule = a->rule_of[found[i]];
    vn_rule_scan_spans(a->scan, found[i], &n_spans);
    a->stands[found[i]] = n_spans > 0;
    if (a->last_row[rule] == row + 1) continue;
    a->last_row[rule] = row + 1;
    a->touched[a->n_touched++] = rule;
  }
}

static bool apply_to(Applier *a, size_t row, VnErr *err) {
  const uint32_t *found;
  size_t n, first = a->hits->n;
  bool done = vn_rule_scan_row(a->scan, row, &found, &n, err);
  if (!done) return vn_fail_while(err, "the text of unit number %zu", row + 1);
  mark(a, row, found, n);
  for (size_t i = 0; done && i < a->n_touched; i++) {
    uint32_t r = a->touched[i];
    if (vn_question_ask(&a->book->rules[r].question,
                        a->stands + a->first_leaf[r], a->holds))
      done = add_reasons(a, row, r, err);
  }
  for (size_t i = 0; i < n; i++) a->stands[found[i]] = false;
  tidy(a->hits, first);
  return done;
}

bool vn_rules_apply(const VnRuleBook *book, const VnRuleTexts *texts,
                    VnRuleHits *hits, VnErr *err) {
  Applier a = {.book = book, .hits = hits};
  *hits = (VnRuleHits){0};
  a.scan = vn_rule_scan_new(book, texts, err);
  bool done = a.scan && make_room(&a, err) && prepare(&a, err);
  for (size_t row = 0; done && row < texts->column->n; row++)
    done = ((row & 0xff) != 0 || !vn_stopped(err)) && apply_to(&a, row, err);
  applier_free(&a);
  if (done) return true;
  vn_free(hits->at);
  *hits = (VnRuleHits){0};
  return false;
}
