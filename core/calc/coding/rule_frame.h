// What rules found, as frames.
#ifndef VN_CODING_RULE_FRAME_H
#define VN_CODING_RULE_FRAME_H

#include "calc/coding/rule.h"

// A row for each text and rule that holds there, and one without a code for
// each text in which none does; texts that are missing have none. Columns
// unit (the frame's first), code.
VnFrame *vn_rule_codings(const VnFrame *units, const VnRuleBook *book,
                         const VnRuleTexts *texts, const VnRuleHits *hits,
                         VnErr *err);

// A row for each hit: unit, code, start, finish (letters of the unit's text),
// found; with `around` letters also before and after, what stands there.
VnFrame *vn_rule_hits(const VnFrame *units, const VnRuleBook *book,
                      const VnRuleTexts *texts, const VnRuleHits *hits,
                      size_t around, VnErr *err);

#endif
