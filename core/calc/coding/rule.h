// Rules that give texts codes by the words that stand in them.
#ifndef VN_CODING_RULE_H
#define VN_CODING_RULE_H

#include "calc/coding/question.h"
#include "calc/coding/word.h"
#include "data/frame.h"

// What a rule asks for in one place: phrases ("green hydro*", where a lone *
// is any word) with `within` words between them at most, or one pattern.
typedef struct {
  const char *const *parts;
  size_t n_parts;
  size_t within;
  bool is_pattern;
} VnRuleLeaf;

typedef struct {
  const char *name;
  VnQuestion question;  // about its own leaves
  const VnRuleLeaf *leaves;
  size_t n_leaves;
} VnRule;

typedef struct {
  const VnRule *rules;
  size_t n;
  VnLikeness likeness;
} VnRuleBook;

// A column of texts, and in which of the languages each is written; without
// languages no word is cut to its stem.
typedef struct {
  const VnColumn *column;
  const char *const *languages;
  size_t n_languages;
  const uint32_t *language;  // of each row; NULL: the first one
} VnRuleTexts;

// Where a rule that holds found what it asks for: bytes of the row's text
// from `from` up to but not including `to`, letters likewise.
typedef struct {
  uint32_t row, rule;
  size_t from, to;
  uint32_t start, finish;
} VnRuleHit;

typedef struct {
  VnRuleHit *at;  // to vn_free
  size_t n, room;
} VnRuleHits;

// All hits, in the order of rows, rules, places. What stands under a "not" is
// none, nor is what did not help the rule to hold. Fails on a rule that holds
// where nothing is found, and on patterns that cannot be read or take too
// long.
bool vn_rules_apply(const VnRuleBook *book, const VnRuleTexts *texts,
                    VnRuleHits *hits, VnErr *err);

// The column's text in that row, "" where it is missing, and its length.
const char *vn_rule_text(const VnColumn *column, size_t row, size_t *n);

#endif
