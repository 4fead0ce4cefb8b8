#include "calc/coding/rule_parts.h"

#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding by rules"

void *vn_rule_put(VnRuleList *list, size_t size, VnErr *err) {
  if (list->n == list->room) {
    size_t room = list->room * 2 + 64;
    void *more = vn_resize(list->at, room, size);
    if (!more) {
      vn_fail_memory(err, DOING);
      return NULL;
    }
    list->at = more;
    list->room = room;
  }
  return (char *)list->at + list->n++ * size;
}

bool vn_rule_put_number(VnRuleList *list, uint32_t number, VnErr *err) {
  uint32_t *place = vn_rule_put(list, sizeof *place, err);
  if (place) *place = number;
  return place != NULL;
}


// ---- what is looked for ----

static bool add_word(VnRuleParts *parts, const char *word, size_t n,
                     VnErr *err) {
  uint32_t number = VN_ANY_WORD;
  bool any = n == 1 && *word == '*';
  for (size_t k = 0; !any && k < parts->n_lexicons; k++) {
    if (!vn_lexicon_add(parts->lexicons[k], word, n, &number, err))
      return false;
  }
  if (!any && number >= parts->n_wanted) parts->n_wanted = number + 1;
  return vn_rule_put_number(&parts->words, number, err);
}

static bool check_phrase(const VnRuleParts *parts, const VnRulePhrase *phrase,
                         const char *text, VnErr *err) {
  const uint32_t *words = (uint32_t *)parts->words.at + phrase->first;
  if (phrase->n == 0)
    return vn_fail(err, "\"%.100s\" holds no word to look for", text);
  if (words[0] != VN_ANY_WORD && words[phrase->n - 1] != VN_ANY_WORD)
    return true;
  return vn_fail(err,
                 "\"%.100s\" begins or ends with a lone *, which stands for "
                 "any word",
                 text);
}

static bool add_phrase(VnRuleParts *parts, uint32_t leaf, const char *text,
                       VnErr *err) {
  VnWordPlace place = {0};
  VnWord word;
  size_t n = strlen(text);
  VnRulePhrase phrase = {.first = (uint32_t)parts->words.n, .leaf = leaf};
  while (vn_word_next(text, n, "*=", &place, &word)) {
    size_t length = word.to - word.from;
    if (length == 1 && text[word.from] == '=') continue;
    if (!add_word(parts, text + word.from, length, err)) return false;
  }
  phrase.n = (uint32_t)parts->words.n - phrase.first;
  phrase.next = phrase.hit = phrase.last_hit = VN_NO_PART;
  if (!check_phrase(parts, &phrase, text, err)) return false;
  VnRulePhrase *own = vn_rule_put(&parts->phrases, sizeof *own, err);
  if (own) *own = phrase;
  return own != NULL;
}

static bool add_leaf(VnRuleParts *parts, const VnRuleLeaf *given,
                     VnLikeness likeness, VnErr *err) {
  uint32_t number = (uint32_t)parts->n_leaves;
  VnRulePlace *leaf = &parts->leaves[parts->n_leaves++];
  *leaf = (VnRulePlace){.first_phrase = (uint32_t)parts->phrases.n,
                        .within = given->within};
  if (given->is_pattern) {
    leaf->pattern = vn_pattern_new(given->parts[0], likeness.with_case, err);
    return leaf->pattern != NULL;
  }
  leaf->n_phrases = (uint32_t)given->n_parts;
  for (size_t k = 0; k < given->n_parts; k++) {
    if (!add_phrase(parts, number, given->parts[k], err)) return false;
  }
  return true;
}

static bool add_rule(VnRuleParts *parts, const VnRule *rule,
                     VnLikeness likeness, VnErr *err) {
  for (size_t k = 0; k < rule->n_leaves; k++) {
    if (!add_leaf(parts, &rule->leaves[k], likeness, err))
      return vn_fail_while(err, "the rule of \"%.100s\"", rule->name);
  }
  return !vn_stopped(err);
}

static bool index_phrases(VnRuleParts *parts, VnErr *err) {
  VnRulePhrase *phrases = parts->phrases.at;
  parts->by_word = vn_alloc(parts->n_wanted, sizeof *parts->by_word);
  if (!parts->by_word) return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < parts->n_wanted; k++) parts->by_word[k] = VN_NO_PART;
  for (size_t k = parts->phrases.n; k-- > 0;) {
    uint32_t word = ((uint32_t *)parts->words.at)[phrases[k].first];
    phrases[k].next = parts->by_word[word];
    parts->by_word[word] = (uint32_t)k;
  }
  return true;
}

static bool open_lexicons(VnRuleParts *parts, const VnRuleTexts *texts,
                          VnLikeness likeness, VnErr *err) {
  size_t n = texts->n_languages > 0 ? texts->n_languages : 1;
  parts->lexicons = vn_alloc(n, sizeof(VnLexicon *));
  if (!parts->lexicons) return vn_fail_memory(err, DOING);
  while (parts->n_lexicons < n) {
    const char *language =
        texts->n_languages > 0 ? texts->languages[parts->n_lexicons] : NULL;
    VnLexicon *lexicon = vn_lexicon_new(likeness, language, err);
    if (!lexicon) return false;
    parts->lexicons[parts->n_lexicons++] = lexicon;
  }
  return true;
}

static bool read_book(VnRuleParts *parts, const VnRuleBook *book, VnErr *err) {
  size_t n_leaves = 0;
  for (size_t r = 0; r < book->n; r++) n_leaves += book->rules[r].n_leaves;
  parts->leaves = vn_alloc(n_leaves, sizeof *parts->leaves);
  if (!parts->leaves) return vn_fail_memory(err, DOING);
  for (size_t r = 0; r < book->n; r++) {
    if (!add_rule(parts, &book->rules[r], book->likeness, err)) return false;
  }
  return index_phrases(parts, err);
}

bool vn_rule_parts_read(const VnRuleBook *book, const VnRuleTexts *texts,
                        VnRuleParts *parts, VnErr *err) {
  return open_lexicons(parts, texts, book->likeness, err) &&
         read_book(parts, book, err);
}

void vn_rule_parts_free(VnRuleParts *parts) {
  for (size_t k = 0; k < parts->n_lexicons; k++)
    vn_lexicon_free(parts->lexicons[k]);
  for (size_t k = 0; k < parts->n_leaves; k++)
    vn_pattern_free(parts->leaves[k].pattern);
  vn_free(parts->lexicons);
  vn_free(parts->words.at);
  vn_free(parts->phrases.at);
  vn_free(parts->by_word);
  vn_free(parts->leaves);
}
