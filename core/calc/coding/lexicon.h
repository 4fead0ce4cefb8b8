// The words that are looked for, and which of them each word of a text fits:
// by what it is ("green"), how it begins or ends ("hydro*", "*tech"), or by
// its stem. Each different word is looked at once.
#ifndef VN_LEXICON_H
#define VN_LEXICON_H

#include "calc/coding/word.h"
#include "data/err.h"

typedef struct VnLexicon VnLexicon;

// `language` of the stems as libstemmer names it ("english", "de"), or NULL:
// words are not cut to stems.
VnLexicon *vn_lexicon_new(VnLikeness likeness, const char *language,
                          VnErr *err);
void vn_lexicon_free(VnLexicon *lexicon);

// What is looked for, by the number that it then has: the same word once more
// has the same number, and numbers go up from 0. "=word" is not cut to its
// stem. Before the first vn_lexicon_word.
bool vn_lexicon_add(VnLexicon *lexicon, const char *wanted, size_t n,
                    uint32_t *number, VnErr *err);

// A word of a text by its own number.
bool vn_lexicon_word(VnLexicon *lexicon, const char *word, size_t n,
                     uint32_t *number, VnErr *err);

// What that word fits, rising.
typedef struct {
  const uint32_t *at;
  size_t n;
} VnFits;

VnFits vn_lexicon_fits(const VnLexicon *lexicon, uint32_t word);

#endif
