#include "calc/label.h"

#include <string.h>

#include <utf8proc.h>

#include "data/memory.h"

#define FIRST 0x20
#define LAST 0x7E
#define OTHER 833    // as wide as "M"
#define SQUARE 1000  // as wide as it is high

// From the blank to the tilde, in thousandths of the size.
static const short widths[LAST - FIRST + 1] = {
    278, 278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584, 278, 333,
    278, 278, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722,  778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278,  278, 469, 556, 333, 556, 556, 500, 556, 556,
    278, 556, 556, 222, 222,  500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500,  500, 500, 334, 260, 334, 584};

static int width_of(utf8proc_int32_t letter) {
  if (letter >= FIRST && letter <= LAST) return widths[letter - FIRST];
  switch (utf8proc_charwidth(letter)) {
    case 0: return 0;
    case 1: return OTHER;
    default: return SQUARE;
  }
}

double vn_label_width(const char *line, size_t n, double size) {
  int64_t sum = 0;
  for (size_t at = 0; at < n;) {
    utf8proc_int32_t letter;
    utf8proc_ssize_t bytes =
        utf8proc_iterate((const utf8proc_uint8_t *)line + at,
                         (utf8proc_ssize_t)(n - at), &letter);
    if (bytes < 1) bytes = 1, letter = -1;
    sum += letter < 0 ? OTHER : width_of(letter);
    at += (size_t)bytes;
  }
  return (double)sum * size / 1000;
}

// Where the line that begins at `from` ends: before the last blank that keeps
// it within the width, or after its first word.
static size_t line_end(const char *text, size_t from, double size,
                       double widest, double *width) {
  size_t end = from;
  *width = 0;
  do {
    size_t next = end + strspn(text + end, " ");
    next += strcspn(text + next, " ");
    double longer = *width + vn_label_width(text + end, next - end, size);
    if (end > from && longer > widest) break;
    end = next;
    *width = longer;
  } while (text[end]);
  return end;
}

static char *on_one_line(const char *text) {
  char *copy = vn_copy_text(text);
  for (char *at = copy; copy && *at; at++) {
    if ((unsigned char)*at < ' ') *at = ' ';
  }
  return copy;
}

bool vn_label_break(const char *text, double size, double widest,
                    VnLabel *label, VnErr *err) {
  *label = (VnLabel){.text = on_one_line(text)};
  if (!label->text) return vn_fail_memory(err, "breaking labels");
  char *copy = label->text;
  size_t at = 0;
  do {
    double width;
    size_t end = line_end(copy, at, size, widest, &width);
    if (width > label->width) label->width = width;
    label->n_lines++;
    at = end;
    if (copy[at]) copy[at++] = '\n';
  } while (copy[at]);
  return true;
}
