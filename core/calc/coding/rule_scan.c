#include "calc/coding/rule_scan.h"

#include <string.h>

#include "calc/coding/rule_parts.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding by rules"

// A phrase in the text at hand, by the numbers of its words.
typedef struct {
  uint32_t from, to;  // half-open
  uint32_t next;      // hit of the same phrase, or VN_NO_PART
} Hit;

struct VnRuleScan {
  const VnRuleTexts *texts;
  VnRuleParts parts;
  VnRuleList own;     // words of the text at hand: VnWord
  VnRuleList number;  // and their numbers: uint32_t
  VnRuleList hits;    // Hit
  VnRuleList spans;   // VnRuleSpan
  VnRuleList found;   // leaves that stand in it: uint32_t
  VnRuleList near;    // of each phrase of a leaf the hit at hand: uint32_t
};

VnRuleScan *vn_rule_scan_new(const VnRuleBook *book, const VnRuleTexts *texts,
                             VnErr *err) {
  VnRuleScan *s = vn_alloc(1, sizeof *s);
  if (!s) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  s->texts = texts;
  if (vn_rule_parts_read(book, texts, &s->parts, err)) return s;
  vn_rule_scan_free(s);
  return NULL;
}

void vn_rule_scan_free(VnRuleScan *s) {
  if (!s) return;
  vn_rule_parts_free(&s->parts);
  vn_free(s->own.at);
  vn_free(s->number.at);
  vn_free(s->hits.at);
  vn_free(s->spans.at);
  vn_free(s->found.at);
  vn_free(s->near.at);
  vn_free(s);
}


// ---- phrases in a text ----

static bool fits(VnFits own, uint32_t wanted) {
  size_t k = 0;
  while (k < own.n && own.at[k] < wanted) k++;
  return wanted == VN_ANY_WORD || (k < own.n && own.at[k] == wanted);
}

static bool stands_at(const VnRuleScan *s, const VnLexicon *lexicon,
                      const VnRulePhrase *phrase, size_t at) {
  const uint32_t *words = (uint32_t *)s->parts.words.at + phrase->first;
  const uint32_t *number = s->number.at;
  if (at + phrase->n > s->number.n) return false;
  for (uint32_t k = 1; k < phrase->n; k++) {
    if (!fits(vn_lexicon_fits(lexicon, number[at + k]), words[k])) return false;
  }
  return true;
}

// Notes that the leaf stands in the text.
static bool note(VnRuleScan *s, uint32_t leaf, VnErr *err) {
  if (s->parts.leaves[leaf].is_found) return true;
  s->parts.leaves[leaf].is_found = true;
  return vn_rule_put_number(&s->found, leaf, err);
}

static bool add_hit(VnRuleScan *s, VnRulePhrase *phrase, size_t at,
                    VnErr *err) {
  Hit *hit = vn_rule_put(&s->hits, sizeof *hit, err);
  uint32_t number = (uint32_t)s->hits.n - 1;
  if (!hit) return false;
  *hit = (Hit){(uint32_t)at, (uint32_t)at + phrase->n, VN_NO_PART};
  if (phrase->hit == VN_NO_PART) phrase->hit = number;
  else ((Hit *)s->hits.at)[phrase->last_hit].next = number;
  phrase->last_hit = number;
  return note(s, phrase->leaf, err);
}

static bool find_phrases(VnRuleScan *s, const VnLexicon *lexicon, VnErr *err) {
  const uint32_t *number = s->number.at;
  VnRulePhrase *phrases = s->parts.phrases.at;
  for (size_t i = 0; i < s->number.n; i++) {
    VnFits own = vn_lexicon_fits(lexicon, number[i]);
    for (size_t k = 0; k < own.n; k++) {
      for (uint32_t p = s->parts.by_word[own.at[k]]; p != VN_NO_PART;
           p = phrases[p].next) {
        if (!stands_at(s, lexicon, &phrases[p], i)) continue;
        if (!add_hit(s, &phrases[p], i, err)) return false;
      }
    }
  }
  return true;
}

static bool read_words(VnRuleScan *s, VnLexicon *lexicon, const char *text,
                       size_t n, VnErr *err) {
  VnWordPlace place = {0};
  VnWord word;
  uint32_t number;
  s->own.n = s->number.n = 0;
  while (vn_word_next(text, n, "", &place, &word)) {
    VnWord *own = vn_rule_put(&s->own, sizeof *own, err);
    if (!own) return false;
    *own = word;
    if (!vn_lexicon_word(lexicon, text + word.from, word.to - word.from,
                         &number, err) ||
        !vn_rule_put_number(&s->number, number, err))
      return false;
    if ((s->own.n & 0xffff) == 0 && vn_stopped(err)) return false;
  }
  return true;
}


// ---- spans ----

// From word `from` up to but not including word `to`; of two that end alike
// the shorter one stays.
static bool add_words(VnRuleScan *s, VnRulePlace *leaf, uint32_t from,
                      uint32_t to, VnErr *err) {
  const VnWord *own = s->own.at;
  VnRuleSpan *spans = s->spans.at;
  bool again = leaf->n_spans > 0 && spans[s->spans.n - 1].to == own[to - 1].to;
  VnRuleSpan *span = again ? &spans[s->spans.n - 1]
                           : vn_rule_put(&s->spans, sizeof *span, err);
  if (!span) return false;
  leaf->n_spans += !again;
  *span = (VnRuleSpan){own[from].from, own[to - 1].to, own[from].start,
                       own[to - 1].finish};
  return true;
}

// Of the hits at hand, one of each phrase: the ones that begin first and
// last, and where the last one ends.
static void look_around(const VnRuleScan *s, size_t n, size_t *first,
                        size_t *last, uint32_t *end) {
  const uint32_t *at = s->near.at;
  const Hit *hits = s->hits.at;
  *first = *last = 0;
  *end = 0;
  for (size_t k = 0; k < n; k++) {
    if (hits[at[k]].from < hits[at[*first]].from) *first = k;
    if (hits[at[k]].from > hits[at[*last]].from) *last = k;
    if (hits[at[k]].to > *end) *end = hits[at[k]].to;
  }
}

// Goes along the hits of all phrases, always on from the one that begins
// first, so that every narrowest stretch with one of each is seen.
static bool find_near(VnRuleScan *s, VnRulePlace *leaf, VnErr *err) {
  const Hit *hits = s->hits.at;
  const VnRulePhrase *phrases =
      (VnRulePhrase *)s->parts.phrases.at + leaf->first_phrase;
  s->near.n = 0;
  for (size_t k = 0; k < leaf->n_phrases; k++) {
    if (phrases[k].hit == VN_NO_PART) return true;
    if (!vn_rule_put_number(&s->near, phrases[k].hit, err)) return false;
  }
  uint32_t *at = s->near.at;
  for (;;) {
    size_t first, last;
    uint32_t end;
    look_around(s, leaf->n_phrases, &first, &last, &end);
    Hit front = hits[at[first]], back = hits[at[last]];
    bool is_near = back.from <= front.to + leaf->within;
    if (is_near && !add_words(s, leaf, front.from, end, err)) return false;
    if (front.next == VN_NO_PART) return true;
    at[first] = front.next;
  }
}

static bool find_pattern(VnRuleScan *s, VnRulePlace *leaf, const char *text,
                         size_t n, VnErr *err) {
  size_t from = 0, to = 0, counted = 0;
  uint32_t letters = 0;
  bool found = true;
  while (vn_pattern_next(leaf->pattern, text, n, &from, &to, &found, err)) {
    if (!found) return true;
    VnRuleSpan *span = vn_rule_put(&s->spans, sizeof *span, err);
    if (!span || vn_stopped(err)) return false;
    *span = (VnRuleSpan){.from = from, .to = to};
    for (; counted < to; counted++) {
      if (counted == from) span->start = letters;
      letters += ((unsigned char)text[counted] & 0xc0) != 0x80;
    }
    span->finish = letters;
    leaf->n_spans++;
  }
  return false;
}

static bool find_leaf(VnRuleScan *s, VnRulePlace *leaf, VnErr *err) {
  leaf->first_span = s->spans.n;
  leaf->n_spans = 0;
  return find_near(s, leaf, err);
}

static bool find_patterns(VnRuleScan *s, const char *text, size_t n,
                          VnErr *err) {
  for (size_t l = 0; l < s->parts.n_leaves; l++) {
    VnRulePlace *leaf = &s->parts.leaves[l];
    if (!leaf->pattern) continue;
    leaf->first_span = s->spans.n;
    leaf->n_spans = 0;
    if (!find_pattern(s, leaf, text, n, err)) return false;
    if (leaf->n_spans > 0 && !note(s, (uint32_t)l, err)) return false;
  }
  return true;
}


// ---- one text after the other ----

static void forget(VnRuleScan *s) {
  const uint32_t *found = s->found.at;
  VnRulePhrase *phrases = s->parts.phrases.at;
  for (size_t i = 0; i < s->found.n; i++) {
    VnRulePlace *leaf = &s->parts.leaves[found[i]];
    leaf->is_found = false;
    for (uint32_t k = 0; k < leaf->n_phrases; k++)
      phrases[leaf->first_phrase + k].hit = VN_NO_PART;
  }
  s->found.n = s->hits.n = s->spans.n = 0;
}

bool vn_rule_scan_row(VnRuleScan *s, size_t row, const uint32_t **found,
                      size_t *n_found, VnErr *err) {
  size_t n;
  const char *text = vn_rule_text(s->texts->column, row, &n);
  uint32_t language = s->texts->language ? s->texts->language[row] : 0;
  VnLexicon *lexicon = s->parts.lexicons[language];
  forget(s);
  if (!read_words(s, lexicon, text, n, err) || !find_phrases(s, lexicon, err))
    return false;
  const uint32_t *leaves = s->found.at;
  for (size_t i = 0; i < s->found.n; i++) {
    if (!find_leaf(s, &s->parts.leaves[leaves[i]], err)) return false;
  }
  if (!find_patterns(s, text, n, err)) return false;
  *found = s->found.at;
  *n_found = s->found.n;
  return true;
}

const VnRuleSpan *vn_rule_scan_spans(const VnRuleScan *s, uint32_t leaf,
                                     size_t *n) {
  *n = s->parts.leaves[leaf].n_spans;
  return (VnRuleSpan *)s->spans.at + s->parts.leaves[leaf].first_span;
}
