#include "calc/linkage/tally_test.h"

#include <stdlib.h>
#include <string.h>

#include "calc/linkage/growth_frame.h"
#include "data/memory.h"
#include "data/tally/frame.h"

#define DOING "testing pairs"
#define MOST_COLUMNS 16

static VnPairMargins margins_of(const VnTally *t, size_t period) {
  const VnTallyPeriod *p = &t->periods[period];
  return (VnPairMargins){t->n_members, p->totals, p->sizes};
}

double vn_tally_family(const VnTally *t, size_t period, double least) {
  VnPairMargins margins = margins_of(t, period);
  return vn_pair_family(&margins, least);
}


// ---- a frame with more columns ----

// A frame with those of another and a few more, which are taken over.
static VnFrame *with_columns(const VnFrame *f, const char *const *labels,
                             VnColumn **more, size_t n, VnErr *err) {
  const char *names[MOST_COLUMNS];
  VnColumn *columns[MOST_COLUMNS];
  for (size_t j = 0; j < f->n_cols; j++) {
    names[j] = vn_names_at(f->names, j);
    columns[j] = vn_column_share(f->columns[j]);
  }
  for (size_t j = 0; j < n; j++)
    names[f->n_cols + j] = labels[j], columns[f->n_cols + j] = more[j];
  return vn_frame_of(names, columns, f->n_cols + n, f->n_rows, f->source, err);
}


// ---- pairs beside chance ----

enum { EXPECTED, Z, P, Q, TESTED };

// Fills the rows of each period, which follow one another.
static bool test_periods(const VnTally *t, const VnPairTest *test,
                         VnColumn **columns, VnErr *err) {
  size_t row = 0;
  for (size_t k = 0; k < t->n_shown; k++) {
    const VnTallyPeriod *p = &t->periods[k];
    VnPairMargins margins = margins_of(t, k);
    VnPairs pairs = {.n = p->n_pairs,
                     .a = p->a,
                     .b = p->b,
                     .count = p->count,
                     .expected = columns[EXPECTED]->number + row,
                     .z = columns[Z]->number + row,
                     .p = columns[P]->number + row};
    if (!vn_pairtest(&margins, test, &pairs, columns[Q]->number + row, err))
      return false;
    row += p->n_pairs;
  }
  return true;
}

static VnFrame *test_pairs(const VnTally *t, const VnPairTest *test,
                           const VnFrame *pairs, VnErr *err) {
  static const char *const labels[] = {"expected", "z", "p", "q"};
  VnColumn *columns[TESTED];
  bool room = true;
  for (int j = 0; j < TESTED; j++) {
    columns[j] = vn_column_new(VN_NUMBER, pairs->n_rows);
    room = room && columns[j];
  }
  if (!room) vn_fail_memory(err, DOING);
  if (room && test_periods(t, test, columns, err))
    return with_columns(pairs, labels, columns, TESTED, err);
  for (int j = 0; j < TESTED; j++) vn_column_free(columns[j]);
  return NULL;
}

VnFrame *vn_tally_tested_pairs(const VnTally *t, const VnPairTest *test,
                               VnErr *err) {
  VnFrame *pairs = vn_tally_pairs(t, err);
  VnFrame *tested = pairs ? test_pairs(t, test, pairs, err) : NULL;
  vn_frame_free(pairs);
  return tested;
}


// ---- growth ----

static VnGrowthSide side_of(const VnTallyPeriod *p) {
  return (VnGrowthSide){.n = p->n_pairs,
                        .a = p->a,
                        .b = p->b,
                        .count = p->count,
                        .totals = p->totals,
                        .n_groups = (double)p->n_groups};
}

// The members, each its own code.
static VnColumn *member_column(const VnTally *t) {
  VnColumn *column = vn_column_new(VN_TEXT, t->n_members);
  if (!column) return NULL;
  column->dict = vn_dict_share(t->members);
  for (size_t i = 0; i < t->n_members; i++) column->text[i] = (int32_t)i;
  return column;
}

// The same text in all rows.
static VnColumn *period_column(const char *name, size_t n) {
  VnColumn *column = vn_column_new(VN_TEXT, n);
  VnDictBuilder *builder = vn_dict_builder_new();
  bool added = column && builder &&
               vn_dict_builder_add(builder, name, strlen(name)) >= 0;
  if (added) column->dict = vn_dict_builder_finish(builder, column->text, n);
  vn_dict_builder_free(builder);
  if (added && column->dict) return column;
  vn_column_free(column);
  return NULL;
}

// Takes the frame over, which may be NULL.
static VnFrame *with_period(VnFrame *f, const char *named, VnErr *err) {
  static const char *const labels[] = {"period"};
  VnColumn *period = f ? period_column(named, f->n_rows) : NULL;
  VnFrame *whole = f ? with_columns(f, labels, &period, 1, err) : NULL;
  vn_frame_free(f);
  return whole;
}

static VnFrame *growth_frame(const VnTally *t, const VnGrowth *growth,
                             const char *named, VnErr *err) {
  VnColumn *members = member_column(t);
  if (!members) vn_fail_memory(err, DOING);
  VnFrame *f =
      members ? vn_growth_frame(growth, members, t->source, err) : NULL;
  vn_column_free(members);
  return with_period(f, named, err);
}

static bool are_there(const VnTally *t, size_t before, size_t after,
                      VnErr *err) {
  const VnTallyPeriod *x = &t->periods[before], *y = &t->periods[after];
  return (x->n_groups > 0 && y->n_groups > 0) ||
         vn_fail(err,
                 "growth: there are %llu groups in %s and %llu in %s; both "
                 "are needed",
                 (unsigned long long)x->n_groups, x->name,
                 (unsigned long long)y->n_groups, y->name);
}

static bool draw(const VnTally *t, const VnTallyGrowth *how,
                 const VnGrowthTest *test, VnGrowth *growth, VnErr *err) {
  VnSides sides = *how->sides;
  size_t periods[] = {how->before, how->after};
  for (int side = 0; side < 2; side++) {
    const VnTallyPeriod *p = &t->periods[periods[side]];
    sides.sides[side] = (VnYears){p->from, p->to};
  }
  return vn_growth_rows(t, &sides, how->rows, test, growth, err);
}

VnFrame *vn_tally_growth(const VnTally *t, const VnTallyGrowth *how,
                         VnErr *err) {
  VnGrowthTest test = {.n_members = t->n_members,
                       .before = side_of(&t->periods[how->before]),
                       .after = side_of(&t->periods[how->after]),
                       .error = 0.05,
                       .least = how->least,
                       .fdr = how->fdr};
  VnGrowth growth = {0};
  if (!are_there(t, how->before, how->after, err)) return NULL;
  bool done = vn_growth(&test, &growth, err) &&
              (!how->rows || draw(t, how, &test, &growth, err));
  VnFrame *f = done ? growth_frame(t, &growth, how->named, err) : NULL;
  vn_growth_free(&growth);
  return f;
}
