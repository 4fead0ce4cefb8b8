// Regular expressions (PCRE2), which give up on a text rather than try for
// hours.
#ifndef VN_PATTERN_H
#define VN_PATTERN_H

#include <stddef.h>

#include "data/err.h"

typedef struct VnPattern VnPattern;

// The sentence of one that cannot be read names the letter.
VnPattern *vn_pattern_new(const char *text, bool with_case, VnErr *err);
void vn_pattern_free(VnPattern *pattern);

// The next piece of the text from byte *to on that it fits; *found is false
// when there is none. Empty pieces are none.
bool vn_pattern_next(VnPattern *pattern, const char *text, size_t n,
                     size_t *from, size_t *to, bool *found, VnErr *err);

#endif
