#include "calc/chance/times_drawn.h"

#include <string.h>

#define WORDS 2048  // random numbers made at a time

// A word that vn_random_below would draw again adds nothing; never more words
// are taken than are still to be drawn.
static uint32_t draw(const uint32_t *words, size_t n_words, uint32_t n,
                     uint32_t surplus, uint8_t *times) {
  uint32_t drawn = 0;
  for (size_t i = 0; i < n_words; i++) {
    uint64_t product = (uint64_t)words[i] * n;
    uint8_t taken = (uint32_t)product >= surplus;
    times[product >> 32] += taken;
    drawn += taken;
  }
  return drawn;
}

void vn_times_drawn(VnRandom random, uint32_t n, uint8_t *times) {
  uint32_t words[WORDS], surplus = n ? -n % n : 0;
  memset(times, 0, n);
  for (uint32_t left = n; left > 0;) {
    size_t n_words = left < WORDS ? left : WORDS;
    vn_random_fill(&random, words, n_words);
    left -= draw(words, n_words, n, surplus, times);
  }
}
