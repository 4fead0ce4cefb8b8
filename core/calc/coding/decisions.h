// What coders decided on the codes of a coding, unit by unit: each code and
// unit that they looked at is a decision, yes or no by each of them.
#ifndef VN_CODING_DECISIONS_H
#define VN_CODING_DECISIONS_H

#include "calc/agreement/reliability_point.h"
#include "calc/chance/redraw.h"
#include "data/coding.h"

typedef struct {
  const VnCoding *coding;
  const VnAgreementPlan *agreement;
  const uint32_t *cluster;  // of each unit, or VN_NO_LABEL; NULL: not known
  size_t n_clusters;
  const uint32_t *pair;  // two coders that alone count, or NULL: all
  bool pooled;           // all codes are one item; else each is one
} VnDecisionPlan;

// So many decisions of one pattern in a cluster.
typedef struct {
  uint32_t cluster, pattern;
  double times;
} VnDecided;

// Decisions differ only in how many coders said yes and no, or for two coders
// in what each of them said: these are patterns, far fewer than decisions, and
// an item is how often each cluster has which. Most are of nobody saying yes,
// and hang on the unit alone.
typedef struct {
  const VnDecisionPlan *plan;
  size_t n_items, n_clusters;  // with a decision that counts; 0: none known
  VnRatings *patterns;
  uint32_t *quiet;  // of each pattern: that of as many, all of whom say no
  VnAgreementTask task;
  VnRedraw redraw;
  double *base;     // set by set, before them all units once: how many units
                    // have each pattern where nobody says yes
  uint64_t *start;  // item k has the decisions start[k] .. end[k] - 1, by
  uint64_t *end;    // cluster, in which somebody says yes
  VnDecided *decided;
} VnDecisions;

// Needs vn_decisions_free also when it fails.
bool vn_decisions_new(VnDecisions *decisions, const VnDecisionPlan *plan,
                      VnErr *err);
void vn_decisions_free(VnDecisions *decisions);

#endif
