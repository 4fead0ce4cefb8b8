#include "calc/impact/likeness.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "data/hash.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "comparing names"

// Two letters that stand side by side; a word of one letter is a pair with 0.
typedef uint64_t Pair;

typedef struct {
  Pair *pairs;  // sorted
  size_t n;
  uint64_t numbers;  // the words with digits, whatever their order
} Profile;


// ---- profiles ----

// Small letters without accents, to free; NULL: no memory, or no UTF-8.
static char *plain(const char *text) {
  utf8proc_uint8_t *folded;
  utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded,
                                    UTF8PROC_NULLTERM | UTF8PROC_STABLE |
                                        UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                        UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  return n < 0 ? NULL : (char *)folded;
}

// What is left out within a word: hyphens and apostrophes.
static bool is_joint(utf8proc_int32_t letter) {
  return letter == '-' || letter == '\'' || letter == 0x2010 ||
         letter == 0x2011 || letter == 0x2019;
}

static bool is_letter(utf8proc_int32_t letter) {
  utf8proc_category_t kind = utf8proc_category(letter);
  return (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO) ||
         (kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO);
}

static bool is_digit(utf8proc_int32_t letter) {
  return utf8proc_category(letter) == UTF8PROC_CATEGORY_ND;
}

static int by_value(const void *a, const void *b) {
  Pair x = *(const Pair *)a, y = *(const Pair *)b;
  return (x > y) - (x < y);
}

typedef struct {
  utf8proc_int32_t last;  // letter of the word, 0 before its first
  size_t length;
  uint64_t hash;  // FNV-1a
  bool has_digit;
} Word;

#define NO_WORD ((Word){.hash = VN_HASH_START})

static void end_word(Profile *p, Word *word) {
  if (word->length == 1) p->pairs[p->n++] = (Pair)word->last << 32;
  if (word->has_digit) p->numbers += word->hash;
  *word = NO_WORD;
}

static void add_letter(Profile *p, Word *word, utf8proc_int32_t letter) {
  if (word->length) {
    p->pairs[p->n++] = (Pair)word->last << 32 | (Pair)(uint32_t)letter;
  }
  word->hash = vn_hash_byte(word->hash, (uint64_t)letter);
  word->has_digit = word->has_digit || is_digit(letter);
  word->last = letter;
  word->length++;
}

static void fill(Profile *p, const char *text) {
  Word word = NO_WORD;
  const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
  while (*at) {
    utf8proc_int32_t letter;
    utf8proc_ssize_t bytes = utf8proc_iterate(at, -1, &letter);
    if (bytes < 1) bytes = 1, letter = ' ';
    if (is_letter(letter)) add_letter(p, &word, letter);
    else if (!is_joint(letter)) end_word(p, &word);
    at += bytes;
  }
  end_word(p, &word);
  qsort(p->pairs, p->n, sizeof *p->pairs, by_value);
}

static bool profile(Profile *p, const char *text, VnErr *err) {
  char *letters = plain(text);
  if (!letters) return vn_fail_memory(err, DOING);
  p->pairs = vn_alloc(strlen(letters) + 1, sizeof *p->pairs);
  if (p->pairs) fill(p, letters);
  free(letters);
  return p->pairs || vn_fail_memory(err, DOING);
}


// ---- pairs ----

static double likeness(const Profile *a, const Profile *b) {
  if (a->numbers != b->numbers || a->n + b->n == 0) return 0;
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
    if (a->pairs[i] == b->pairs[j]) common++, i++, j++;
    else if (a->pairs[i] < b->pairs[j]) i++;
    else j++;
  }
  return 2 * (double)common / (double)(a->n + b->n);
}

static bool add(VnAlikes *alikes, VnAlike pair, VnErr *err) {
  if (alikes->n == alikes->room) {
    size_t room = alikes->room ? 2 * alikes->room : 16;
    VnAlike *grown = vn_resize(alikes->pairs, room, sizeof *grown);
    if (!grown) return vn_fail_memory(err, DOING);
    alikes->pairs = grown;
    alikes->room = room;
  }
  alikes->pairs[alikes->n++] = pair;
  return true;
}

static bool compare_all(const Profile *profiles, size_t n, double least,
                        VnAlikes *alikes, VnErr *err) {
  for (size_t i = 0; i < n; i++) {
    if (vn_stopped(err)) return false;
    for (size_t j = i + 1; j < n; j++) {
      double alike = likeness(&profiles[i], &profiles[j]);
      if (alike >= least && !add(alikes, (VnAlike){i, j, alike}, err))
        return false;
    }
  }
  return true;
}

bool vn_alike(const char *const *texts, size_t n, double least,
              VnAlikes *alikes, VnErr *err) {
  *alikes = (VnAlikes){0};
  Profile *profiles = vn_alloc(n + 1, sizeof *profiles);
  if (!profiles) return vn_fail_memory(err, DOING);
  bool done = true;
  for (size_t i = 0; done && i < n; i++)
    done = profile(&profiles[i], texts[i], err);
  done = done && compare_all(profiles, n, least, alikes, err);
  for (size_t i = 0; i < n; i++) vn_free(profiles[i].pairs);
  vn_free(profiles);
  if (!done) vn_alikes_free(alikes);
  return done;
}

void vn_alikes_free(VnAlikes *alikes) {
  vn_free(alikes->pairs);
  *alikes = (VnAlikes){0};
}
