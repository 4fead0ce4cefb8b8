#include "data/lettering.h"

#include <string.h>
#include <utf8proc.h>

#define OTHER 0.65  // a letter of another alphabet, an arrow, a sign

// Thousandths of an em, from the blank on.
static const short widths[] = {
    318, 401, 460, 838, 636,  950, 780, 275, 390, 390, 500, 838, 318, 361,
    318, 337, 636, 636, 636,  636, 636, 636, 636, 636, 636, 636, 337, 337,
    838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748,  787, 603, 787, 695, 635, 611, 732, 684, 989,
    685, 611, 685, 390, 337,  390, 838, 500, 500, 613, 635, 550, 635, 615,
    352, 635, 634, 278, 278,  579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592,  592, 525, 636, 337, 636, 838};

static double width_of(utf8proc_int32_t letter) {
  if (letter >= ' ' && letter <= '~') return widths[letter - ' '] / 1000.0;
  int columns = utf8proc_charwidth(letter);
  return columns == 0 ? 0 : columns == 2 ? 1 : OTHER;
}

double vn_letters_width(const char *text, size_t n) {
  const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
  utf8proc_ssize_t left = (utf8proc_ssize_t)n;
  double width = 0;
  while (left > 0) {
    utf8proc_int32_t letter;
    utf8proc_ssize_t bytes = utf8proc_iterate(at, left, &letter);
    width += bytes > 0 ? width_of(letter) : OTHER;
    if (bytes <= 0) bytes = 1;
    at += bytes;
    left -= bytes;
  }
  return width;
}

double vn_text_width(const char *text) {
  return vn_letters_width(text, strlen(text));
}
