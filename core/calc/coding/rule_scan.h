// One text after the other: where each leaf of the rules stands in it.
#ifndef VN_CODING_RULE_SCAN_H
#define VN_CODING_RULE_SCAN_H

#include "calc/coding/rule.h"

typedef struct VnRuleScan VnRuleScan;

// The leaves of all rules are numbered one after the other.
VnRuleScan *vn_rule_scan_new(const VnRuleBook *book, const VnRuleTexts *texts,
                             VnErr *err);
void vn_rule_scan_free(VnRuleScan *scan);

typedef struct {
  size_t from, to;
  uint32_t start, finish;
} VnRuleSpan;

// Looks at a row's text; `found` lists the leaves that stand in it, each once,
// until the next call.
bool vn_rule_scan_row(VnRuleScan *scan, size_t row, const uint32_t **found,
                      size_t *n_found, VnErr *err);

// Where a leaf stands in that text.
const VnRuleSpan *vn_rule_scan_spans(const VnRuleScan *scan, uint32_t leaf,
                                     size_t *n);

#endif
