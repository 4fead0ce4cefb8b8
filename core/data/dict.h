// The distinct texts of a column, sorted by bytes, so that a text is a small
// number whose order is the order of the texts, whatever order they came in.
#ifndef VN_DICT_H
#define VN_DICT_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

typedef struct VnDict VnDict;  // finished: sorted, shared, never changed

VnDict *vn_dict_share(VnDict *dict);
void vn_dict_free(VnDict *dict);
size_t vn_dict_count(const VnDict *dict);
const char *vn_dict_at(const VnDict *dict, int32_t code);
int32_t vn_dict_find(const VnDict *dict, const char *text);  // or -1

// The code of the first text that is not below this one; the count when all
// are.
int32_t vn_dict_place(const VnDict *dict, const char *text);

// One dictionary with the texts of both; `a_to` and `b_to`, with room for
// each one's count, say which code every old code becomes. NULL: no memory.
VnDict *vn_dict_merge(const VnDict *a, const VnDict *b, int32_t *a_to,
                      int32_t *b_to);

typedef struct VnDictBuilder VnDictBuilder;  // growing: in order of arrival

VnDictBuilder *vn_dict_builder_new(void);  // NULL: no memory
void vn_dict_builder_free(VnDictBuilder *builder);
size_t vn_dict_builder_count(const VnDictBuilder *builder);

// The code of a text, new or known; -1 when there is no memory.
int32_t vn_dict_builder_add(VnDictBuilder *builder, const char *text,
                            size_t length);

// Very many texts take long to sort: this does it beforehand, and ends when it
// is stopped. No text can be added afterwards.
bool vn_dict_builder_sort(VnDictBuilder *builder, VnErr *err);

// Sorts the texts and rewrites `codes` (negative ones stay) to the sorted
// order. The builder is empty afterwards. NULL: no memory.
VnDict *vn_dict_builder_finish(VnDictBuilder *builder, int32_t *codes,
                               size_t n);

#endif
