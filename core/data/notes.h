// Sentences that are no errors but should be said: what was left out, what
// was decided. A list of a few; the rest is only counted.
#ifndef VN_NOTES_H
#define VN_NOTES_H

#include <stddef.h>

#include "data/err.h"

#define VN_MOST_NOTES 8

typedef struct {
  size_t n;  // also counts those that were not kept
  char texts[VN_MOST_NOTES][VN_ERR_SIZE];
} VnNotes;

void vn_note(VnNotes *notes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
