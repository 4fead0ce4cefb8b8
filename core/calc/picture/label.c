#include "calc/picture/label.h"

#include <string.h>

#include "data/lettering.h"
#include "data/memory.h"

// Where the line that begins at `from` ends: before the last blank that keeps
// it within the width, or after its first word.
static size_t line_end(const char *text, size_t from, double size,
                       double widest, double *width) {
  size_t end = from;
  *width = 0;
  do {
    size_t next = end + strspn(text + end, " ");
    next += strcspn(text + next, " ");
    double longer = *width + vn_letters_width(text + end, next - end) * size;
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
