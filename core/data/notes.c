#include "data/notes.h"

#include <stdarg.h>
#include <stdio.h>

void vn_note(VnNotes *notes, const char *format, ...) {
  if (notes->n < VN_MOST_NOTES) {
    va_list args;
    va_start(args, format);
    vsnprintf(notes->texts[notes->n], VN_ERR_SIZE, format, args);
    va_end(args);
  }
  notes->n++;
}
