// The words of a text: runs of letters, figures and the marks on them, so that
// a hyphen or an apostrophe parts two words.
#ifndef VN_WORD_H
#define VN_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/bytes.h"

typedef struct {
  size_t from, to;         // bytes
  uint32_t start, finish;  // letters
} VnWord;

// Where in a text the next word is looked for; all zero: at its beginning.
typedef struct {
  size_t at;
  uint32_t letters;
} VnWordPlace;

// False: there is no more. `also` lists signs that are letters, too.
bool vn_word_next(const char *text, size_t n, const char *also,
                  VnWordPlace *place, VnWord *word);

// How words are alike: in capitals or not, with accents or without.
typedef struct {
  bool with_case, with_accents;
} VnLikeness;

// Puts what all alike words have in common, and a closing zero, into `to`,
// which is emptied first. False: no memory.
bool vn_word_fold(const char *word, size_t n, VnLikeness likeness, VnBytes *to);

#endif
