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

// The first n of them, or all.
VnNames *vn_names_head(const VnNames *names, size_t n, VnErr *err);
VnNames *vn_names_share(VnNames *names);
void vn_names_free(VnNames *names);

size_t vn_names_count(const VnNames *names);
const char *vn_names_at(const VnNames *names, size_t i);
ptrdiff_t vn_names_find(const VnNames *names, const char *label);  // or -1
bool vn_names_equal(const VnNames *a, const VnNames *b);

// Where each of `wanted` stands in `names`: a list to vn_free. NULL: one is
// not there, or no memory.
size_t *vn_names_places(const VnNames *names, const VnNames *wanted,
                        const char *what, VnErr *err);

// The same for two lists that should hold the same labels in any order: where
// each of `left` stands in `right`. The failure lists what only one of them
// has.
size_t *vn_names_align(const VnNames *left, const VnNames *right,
                       const char *what, VnErr *err);

// " (did you mean ...?)" for a label that is not there, or "".
const char *vn_names_hint(const VnNames *names, const char *label);

#endif
