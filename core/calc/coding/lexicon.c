#include "calc/coding/lexicon.h"

#include <libstemmer.h>
#include <stdio.h>
#include <string.h>

#include "calc/sort_numbers.h"
#include "data/dict.h"
#include "data/memory.h"

#define DOING "looking for words"
#define LONGEST_FRONT 64  // letters of "hydro*" that are looked up at once
#define NONE UINT32_MAX

enum { WHOLE = '=', STEM = '~', FRONT = '*' };  // what a key is

typedef struct {
  char *glob;     // "hydro*", or NULL
  uint32_t next;  // with the same key, or NONE
} Wanted;

struct VnLexicon {
  VnLikeness likeness;
  struct sb_stemmer *stemmer;
  VnDictBuilder *keys;  // a letter above, and what stands behind it
  uint32_t *of_key;     // the first one wanted
  size_t n_keys, key_room;
  VnDictBuilder *given;  // what was wanted, as it was written
  Wanted *wanted;
  size_t n_wanted, wanted_room;
  bool has_front[LONGEST_FRONT + 1];
  VnDictBuilder *words;
  uint64_t *start;  // word w fits fits[start[w]] .. fits[start[w + 1] - 1]
  size_t n_words, word_room;
  uint32_t *fits;
  size_t n_fits, fit_room;
  VnBytes folded, key;
};


// ---- making ----

// "arabic, basque, ..."
static void list_languages(char *text, size_t size) {
  size_t n = 0;
  const char **list = sb_stemmer_list();
  *text = '\0';
  for (size_t k = 0; list[k] && n < size; k++)
    n += (size_t)snprintf(text + n, size - n, "%s%s", k > 0 ? ", " : "",
                          list[k]);
}

static bool find_stemmer(VnLexicon *lexicon, const char *language, VnErr *err) {
  if (!language) return true;
  lexicon->stemmer = sb_stemmer_new(language, "UTF_8");
  if (lexicon->stemmer) return true;
  char known[512];
  list_languages(known, sizeof known);
  return vn_fail(err,
                 "there are no stems of the language \"%.60s\"; known ones "
                 "are %s",
                 language, known);
}

VnLexicon *vn_lexicon_new(VnLikeness likeness, const char *language,
                          VnErr *err) {
  VnLexicon *lexicon = vn_alloc(1, sizeof *lexicon);
  if (!lexicon) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  lexicon->likeness = likeness;
  lexicon->keys = vn_dict_builder_new();
  lexicon->given = vn_dict_builder_new();
  lexicon->words = vn_dict_builder_new();
  bool room = lexicon->keys && lexicon->given && lexicon->words;
  if ((room || vn_fail_memory(err, DOING)) &&
      find_stemmer(lexicon, language, err))
    return lexicon;
  vn_lexicon_free(lexicon);
  return NULL;
}

void vn_lexicon_free(VnLexicon *lexicon) {
  if (!lexicon) return;
  if (lexicon->stemmer) sb_stemmer_delete(lexicon->stemmer);
  for (size_t k = 0; k < lexicon->n_wanted; k++)
    vn_free(lexicon->wanted[k].glob);
  vn_dict_builder_free(lexicon->keys);
  vn_dict_builder_free(lexicon->given);
  vn_dict_builder_free(lexicon->words);
  vn_free(lexicon->of_key);
  vn_free(lexicon->wanted);
  vn_free(lexicon->start);
  vn_free(lexicon->fits);
  vn_bytes_free(&lexicon->folded);
  vn_bytes_free(&lexicon->key);
  vn_free(lexicon);
}

// Room for one more; the list may move.
static bool grow(void *list, size_t n, size_t *room, size_t size) {
  void **at = list;
  if (n < *room) return true;
  void *more = vn_resize(*at, *room * 2 + 64, size);
  if (!more) return false;
  *at = more;
  *room = *room * 2 + 64;
  return true;
}


// ---- likeness ----

// The key's number; a new one where nobody wanted it.
static int32_t key_of(VnLexicon *lexicon, char kind, const char *text,
                      size_t n) {
  lexicon->key.n = 0;
  if (!vn_bytes_put(&lexicon->key, &kind, 1) ||
      !vn_bytes_put(&lexicon->key, text, n))
    return -1;
  return vn_dict_builder_add(lexicon->keys, (char *)lexicon->key.at,
                             lexicon->key.n);
}

// Puts the stem, which libstemmer finds of small letters with their accents,
// in place of lexicon->folded.
static bool cut_to_stem(VnLexicon *lexicon, const char *word, size_t n) {
  if (!vn_word_fold(word, n, (VnLikeness){false, true}, &lexicon->folded))
    return false;
  const sb_symbol *stem = sb_stemmer_stem(lexicon->stemmer, lexicon->folded.at,
                                          (int)(lexicon->folded.n - 1));
  if (!stem) return false;
  return vn_word_fold((const char *)stem,
                      (size_t)sb_stemmer_length(lexicon->stemmer),
                      lexicon->likeness, &lexicon->folded);
}


// ---- what is wanted ----

static bool put_wanted(VnLexicon *lexicon, char kind, size_t n, bool is_glob) {
  int32_t key = key_of(lexicon, kind, (char *)lexicon->folded.at, n);
  if (key < 0 || !grow(&lexicon->of_key, (size_t)key, &lexicon->key_room,
                       sizeof(uint32_t)))
    return false;
  if ((size_t)key == lexicon->n_keys) lexicon->of_key[lexicon->n_keys++] = NONE;
  if (!grow(&lexicon->wanted, lexicon->n_wanted, &lexicon->wanted_room,
            sizeof *lexicon->wanted))
    return false;
  Wanted *own = &lexicon->wanted[lexicon->n_wanted];
  *own = (Wanted){NULL, lexicon->of_key[key]};
  if (is_glob && !(own->glob = vn_copy_text((char *)lexicon->folded.at)))
    return false;
  lexicon->of_key[key] = (uint32_t)lexicon->n_wanted++;
  return true;
}

static bool put_glob(VnLexicon *lexicon, const char *wanted, size_t n) {
  if (!vn_word_fold(wanted, n, lexicon->likeness, &lexicon->folded))
    return false;
  size_t front = strcspn((char *)lexicon->folded.at, "*");
  if (front > LONGEST_FRONT) front = LONGEST_FRONT;
  lexicon->has_front[front] = true;
  return put_wanted(lexicon, FRONT, front, true);
}

bool vn_lexicon_add(VnLexicon *lexicon, const char *wanted, size_t n,
                    uint32_t *number, VnErr *err) {
  int32_t known = vn_dict_builder_add(lexicon->given, wanted, n);
  bool put = known >= 0;
  *number = (uint32_t)known;
  if (put && (size_t)known < lexicon->n_wanted) return true;
  bool as_it_is = n > 1 && wanted[0] == '=';
  if (!put) return vn_fail_memory(err, DOING);
  if (memchr(wanted, '*', n)) {
    put = put_glob(lexicon, wanted, n);
  } else if (lexicon->stemmer && !as_it_is) {
    put = cut_to_stem(lexicon, wanted, n) &&
          put_wanted(lexicon, STEM, lexicon->folded.n - 1, false);
  } else {
    put = vn_word_fold(wanted + as_it_is, n - as_it_is, lexicon->likeness,
                       &lexicon->folded) &&
          put_wanted(lexicon, WHOLE, lexicon->folded.n - 1, false);
  }
  return put || vn_fail_memory(err, DOING);
}


// ---- words of texts ----

// Whether a word has the form of "hydro*", where * is any letters or none.
static bool fits_glob(const char *word, const char *glob) {
  const char *star = NULL, *again = NULL;
  while (*word) {
    if (*glob == '*') {
      star = glob++;
      again = word;
    } else if (*glob == *word) {
      glob++, word++;
    } else if (star) {
      glob = star + 1;
      word = ++again;
    } else {
      return false;
    }
  }
  while (*glob == '*') glob++;
  return *glob == '\0';
}

// Those wanted by that key that the folded word fits.
static bool add_fits(VnLexicon *lexicon, char kind, size_t n) {
  int32_t key = key_of(lexicon, kind, (char *)lexicon->folded.at, n);
  if (key < 0) return false;
  if ((size_t)key >= lexicon->n_keys) return true;  // nobody wanted it
  for (uint32_t k = lexicon->of_key[key]; k != NONE;
       k = lexicon->wanted[k].next) {
    const char *glob = lexicon->wanted[k].glob;
    if (glob && !fits_glob((char *)lexicon->folded.at, glob)) continue;
    if (!grow(&lexicon->fits, lexicon->n_fits, &lexicon->fit_room,
              sizeof *lexicon->fits))
      return false;
    lexicon->fits[lexicon->n_fits++] = k;
  }
  return true;
}

static bool find_fits(VnLexicon *lexicon, const char *word, size_t n) {
  uint64_t first = lexicon->n_fits;
  bool put = vn_word_fold(word, n, lexicon->likeness, &lexicon->folded) &&
             add_fits(lexicon, WHOLE, lexicon->folded.n - 1);
  for (size_t front = 0; put && front <= LONGEST_FRONT; front++) {
    if (lexicon->has_front[front] && front < lexicon->folded.n)
      put = add_fits(lexicon, FRONT, front);
  }
  if (put && lexicon->stemmer)
    put = cut_to_stem(lexicon, word, n) &&
          add_fits(lexicon, STEM, lexicon->folded.n - 1);
  if (put) vn_sort_numbers(lexicon->fits + first, lexicon->n_fits - first);
  return put;
}

bool vn_lexicon_word(VnLexicon *lexicon, const char *word, size_t n,
                     uint32_t *number, VnErr *err) {
  int32_t known = vn_dict_builder_add(lexicon->words, word, n);
  *number = (uint32_t)known;
  if (known >= 0 && (size_t)known < lexicon->n_words) return true;
  if (known < 0 || !grow(&lexicon->start, lexicon->n_words + 1,
                         &lexicon->word_room, sizeof *lexicon->start))
    return vn_fail_memory(err, DOING);
  lexicon->start[lexicon->n_words] = lexicon->n_fits;
  if (!find_fits(lexicon, word, n)) return vn_fail_memory(err, DOING);
  lexicon->start[++lexicon->n_words] = lexicon->n_fits;
  return true;
}

VnFits vn_lexicon_fits(const VnLexicon *lexicon, uint32_t word) {
  return (VnFits){lexicon->fits + lexicon->start[word],
                  lexicon->start[word + 1] - lexicon->start[word]};
}
