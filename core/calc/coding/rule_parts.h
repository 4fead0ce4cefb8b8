// The rules of a book taken apart: words, phrases of words, leaves of phrases.
#ifndef VN_CODING_RULE_PARTS_H
#define VN_CODING_RULE_PARTS_H

#include "calc/coding/rule.h"
#include "calc/coding/lexicon.h"
#include "calc/coding/pattern.h"

#define VN_ANY_WORD UINT32_MAX  // the number of "*" in a phrase
#define VN_NO_PART UINT32_MAX

// A list that grows.
typedef struct {
  void *at;
  size_t n, room;
} VnRuleList;

// Room for one more at the end; NULL: no memory.
void *vn_rule_put(VnRuleList *list, size_t size, VnErr *err);
bool vn_rule_put_number(VnRuleList *list, uint32_t number, VnErr *err);

// Words that follow each other: word[first] .. word[first + n - 1].
typedef struct {
  uint32_t first, n;
  uint32_t leaf;
  uint32_t next;           // phrase with the same first word, or VN_NO_PART
  uint32_t hit, last_hit;  // its hits in the text at hand, or VN_NO_PART
} VnRulePhrase;

typedef struct {
  uint32_t first_phrase, n_phrases;
  size_t within;
  VnPattern *pattern;          // or NULL
  size_t first_span, n_spans;  // in the text at hand
  bool is_found;
} VnRulePlace;

typedef struct {
  VnLexicon **lexicons;  // of each language; the words wanted are numbered
  size_t n_lexicons;     // alike in all
  VnRuleList words;      // of phrases: uint32_t
  VnRuleList phrases;    // VnRulePhrase
  uint32_t *by_word;     // the first phrase that begins with a word wanted
  size_t n_wanted;
  VnRulePlace *leaves;
  size_t n_leaves;
} VnRuleParts;

// `parts` is all zero before, and to be freed also after a failure.
bool vn_rule_parts_read(const VnRuleBook *book, const VnRuleTexts *texts,
                        VnRuleParts *parts, VnErr *err);
void vn_rule_parts_free(VnRuleParts *parts);

#endif
