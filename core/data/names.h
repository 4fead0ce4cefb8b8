// Ordered unique labels, shared by whatever carries them and never changed.
#ifndef VN_NAMES_H
#define VN_NAMES_H

#include <stddef.h>

#include "data/err.h"

typedef struct VnNames VnNames;

// Copies the labels; fails on one that stands twice. `what` names them in the
// sentence ("row", "column").
VnNames *vn_names_new(const char *const *labels, size_t n, const char *what,
                      VnErr *err);
VnNames *vn_names_share(VnNames *names);
void vn_names_free(VnNames *names);

size_t vn_names_count(const VnNames *names);
const char *vn_names_at(const VnNames *names, size_t i);
ptrdiff_t vn_names_find(const VnNames *names, const char *label);  // or -1
bool vn_names_equal(const VnNames *a, const VnNames *b);

// " (did you mean ...?)" for a label that is not there, or "".
const char *vn_names_hint(const VnNames *names, const char *label);

#endif
