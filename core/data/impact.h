// The cross-impact matrix: descriptors, each with its variants, and how far
// each variant of one promotes or restricts each variant of the others.
#ifndef VN_IMPACT_H
#define VN_IMPACT_H

#include <stddef.h>
#include <stdint.h>

#include "data/names.h"

#define VN_MOST_VARIANTS 64

typedef struct {
  VnNames *descriptors;  // by name
  VnNames *labels;       // "Descriptor|Variant" of every variant, in order
  size_t n_descriptors, n_variants;
  size_t *first;  // where each descriptor's variants begin, and n_variants
  size_t *of;     // each variant's descriptor
  double *cells;  // n_variants x n_variants, row acts on column; a judgement
                  // not yet made is NaN. What a descriptor's variants say
                  // about each other, mostly nothing, counts like the rest
  size_t n_missing;
  char *source;  // where the judgements came from, or NULL
} VnImpact;

// Shares the descriptors; variants[i] says how many variants the i-th has,
// `names` holds their names one after the other. The cells are 0.
VnImpact *vn_impact_new(VnNames *descriptors, const size_t *variants,
                        const char *const *names, VnErr *err);
void vn_impact_free(VnImpact *x);

// The same descriptors and variants, the cells and the source copied.
VnImpact *vn_impact_copy(const VnImpact *from, VnErr *err);

// The n descriptors whose places `of` lists, with what they say about each
// other.
VnImpact *vn_impact_part(const VnImpact *from, const size_t *of, size_t n,
                         VnErr *err);
bool vn_impact_equal(const VnImpact *a, const VnImpact *b);

// Takes the n_variants squared judgements over; fails unless all are finite or
// missing. Nothing is missing in a descriptor's own block.
bool vn_impact_judge(VnImpact *x, const double *cells, VnErr *err);

// How many scenarios can be put together, in decimal digits, to vn_free.
char *vn_impact_configurations(const VnImpact *x, VnErr *err);

// The variant's own name, without its descriptor's.
const char *vn_impact_variant(const VnImpact *x, size_t variant);

static inline size_t vn_impact_count(const VnImpact *x, size_t i) {
  return x->first[i + 1] - x->first[i];
}

// The place of a descriptor, or of a variant of the i-th among all; -1: the
// sentence says which name is nearest.
ptrdiff_t vn_impact_descriptor(const VnImpact *x, const char *name, VnErr *err);
ptrdiff_t vn_impact_place(const VnImpact *x, size_t i, const char *variant,
                          VnErr *err);

#endif
