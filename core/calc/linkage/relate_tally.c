#include "calc/linkage/relate_tally.h"

#include "calc/frame/select.h"
#include "data/memory.h"
#include "data/stop.h"
#include "data/tally/frame.h"

// How often each pair meets: weights, where they were asked for.
static const double *meetings(const VnTallyPeriod *p) {
  return p->weight ? p->weight : p->count;
}

// Each member's total into `totals`; that of all.
static double add_totals(const VnTallyPeriod *p, size_t n_members,
                         VnTotals from, double *totals) {
  if (from == VN_TOTAL_DIAGONAL) {
    for (size_t i = 0; i < n_members; i++) totals[i] = (double)p->totals[i];
    return (double)p->n_groups;
  }
  double all = 0;
  for (size_t i = 0; i < n_members; i++) totals[i] = 0;
  for (size_t k = 0; k < p->n_pairs; k++) {
    double count = meetings(p)[k];
    totals[p->a[k]] += count, totals[p->b[k]] += count;
    all += 2 * count;
  }
  return all;
}

static bool relate_all(const VnTally *t, VnRelation relation, VnTotals from,
                       double *measure, VnErr *err) {
  double *totals = vn_alloc(t->n_members, sizeof *totals);
  if (!totals) return vn_fail_memory(err, "relating pairs");
  bool going = true;
  for (size_t k = 0; going && k < t->n_shown; k++) {
    const VnTallyPeriod *p = &t->periods[k];
    double all = add_totals(p, t->n_members, from, totals);
    going = vn_relate_pairs(relation, p->a, p->b, meetings(p), p->n_pairs,
                            totals, all, measure, err);
    measure += p->n_pairs;
  }
  vn_free(totals);
  return going && !vn_stopped(err);
}

// A frame of that one column, which it takes over.
static VnFrame *alone(VnColumn *column, VnErr *err) {
  static const char *const label[] = {"relatedness"};
  return vn_frame_of(label, &column, 1, column->n, NULL, err);
}

VnFrame *vn_tally_relate(const VnTally *tally, VnRelation relation,
                         VnTotals totals, VnErr *err) {
  VnFrame *pairs = vn_tally_pairs(tally, err);
  if (!pairs) return NULL;
  VnColumn *column = vn_column_new(VN_NUMBER, pairs->n_rows);
  VnFrame *added = NULL, *both = NULL;
  if (!column) {
    vn_fail_memory(err, "relating pairs");
  } else if (relate_all(tally, relation, totals, column->number, err)) {
    added = alone(column, err);
  } else {
    vn_column_free(column);
  }
  if (added) both = vn_extend(pairs, added, err);
  vn_frame_free(added);
  vn_frame_free(pairs);
  return both;
}
