#include "calc/coding/word.h"

#include <string.h>
#include <utf8proc.h>

#include "data/memory.h"

#define SOFT_HYPHEN 0xad

// The categories of letters, marks, and figures come first in utf8proc's
// list; joiners and soft hyphens stand inside words and are no part of them.
static bool is_of_word(utf8proc_int32_t letter) {
  utf8proc_category_t kind = utf8proc_category(letter);
  return (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO) ||
         letter == SOFT_HYPHEN || letter == 0x200c || letter == 0x200d;
}

static bool is_plain_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

// How many bytes of a word's letter stand there, 0 when it is none; *width is
// the sign's own, whatever it is.
static size_t letter_at(const char *text, size_t n, size_t at, const char *also,
                        size_t *width) {
  unsigned char c = (unsigned char)text[at];
  *width = 1;
  if (c < 0x80)
    return is_plain_letter(c) || (c && strchr(also, (char)c) != NULL);
  utf8proc_int32_t letter;
  utf8proc_ssize_t bytes = utf8proc_iterate(
      (const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(n - at), &letter);
  if (bytes < 1) return 0;
  *width = (size_t)bytes;
  return is_of_word(letter) ? *width : 0;
}

bool vn_word_next(const char *text, size_t n, const char *also,
                  VnWordPlace *place, VnWord *word) {
  size_t width;
  for (; place->at < n; place->at += width, place->letters++) {
    if (letter_at(text, n, place->at, also, &width) > 0) break;
  }
  if (place->at >= n) return false;
  *word = (VnWord){.from = place->at, .start = place->letters};
  for (; place->at < n; place->at += width, place->letters++) {
    if (letter_at(text, n, place->at, also, &width) == 0) break;
  }
  word->to = place->at;
  word->finish = place->letters;
  return true;
}


// ---- likeness ----

static bool is_plain(const char *word, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (word[i] & 0x80) return false;
  }
  return true;
}

static bool fold_plain(const char *word, size_t n, VnLikeness likeness,
                       VnBytes *to) {
  if (!vn_bytes_put(to, word, n)) return false;
  for (size_t i = 0; i < n && !likeness.with_case; i++) {
    if (to->at[i] >= 'A' && to->at[i] <= 'Z') to->at[i] += 'a' - 'A';
  }
  return true;
}

// What is no text stays as it is.
static bool fold_letters(const char *word, size_t n, utf8proc_option_t how,
                         VnBytes *to) {
  const utf8proc_uint8_t *from = (const utf8proc_uint8_t *)word;
  utf8proc_ssize_t length = (utf8proc_ssize_t)n;
  utf8proc_ssize_t room = utf8proc_decompose(from, length, NULL, 0, how);
  if (room < 0) return vn_bytes_put(to, word, n);
  utf8proc_int32_t *letters = vn_alloc((size_t)room + 1, sizeof *letters);
  if (!letters) return false;
  utf8proc_decompose(from, length, letters, room, how);
  utf8proc_ssize_t bytes = utf8proc_reencode(letters, room, how);
  bool put = bytes < 0 || vn_bytes_put(to, letters, (size_t)bytes);
  vn_free(letters);
  return put;
}

bool vn_word_fold(const char *word, size_t n, VnLikeness likeness,
                  VnBytes *to) {
  utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;
  if (!likeness.with_case) how |= UTF8PROC_CASEFOLD;
  if (!likeness.with_accents) how |= UTF8PROC_STRIPMARK;
  to->n = 0;
  bool put = is_plain(word, n) ? fold_plain(word, n, likeness, to)
                               : fold_letters(word, n, how, to);
  return put && vn_bytes_put(to, "", 1);
}
