#include "data/impact.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/decimal.h"
#include "data/memory.h"
#include "data/near.h"

#define DOING "making a cross-impact matrix"
#define BETWEEN "|"


// ---- making ----

static char *join(const char *descriptor, const char *variant) {
  size_t room = strlen(descriptor) + strlen(BETWEEN) + strlen(variant) + 1;
  char *label = vn_alloc(room, 1);
  if (label) snprintf(label, room, "%s%s%s", descriptor, BETWEEN, variant);
  return label;
}

// Raises on the first name that one descriptor has twice.
static bool check_twice(const VnImpact *x, size_t i, const char *const *names,
                        VnErr *err) {
  for (size_t k = x->first[i]; k < x->first[i + 1]; k++) {
    for (size_t l = x->first[i]; l < k; l++) {
      if (strcmp(names[k], names[l]) != 0) continue;
      return vn_fail(err,
                     "impact: the descriptor \"%s\" has the variant "
                     "\"%s\" twice",
                     vn_names_at(x->descriptors, i), names[k]);
    }
  }
  return true;
}

static bool check_counts(const VnImpact *x, VnErr *err) {
  for (size_t i = 0; i < x->n_descriptors; i++) {
    size_t n = vn_impact_count(x, i);
    if (n >= 1 && n <= VN_MOST_VARIANTS) continue;
    return vn_fail(err,
                   "impact: the descriptor \"%s\" has %zu variants; 1 to "
                   "%d are possible",
                   vn_names_at(x->descriptors, i), n, VN_MOST_VARIANTS);
  }
  return true;
}

static bool name_variants(VnImpact *x, const char *const *names, VnErr *err) {
  char **labels = vn_alloc(x->n_variants, sizeof *labels);
  bool done = labels != NULL;
  for (size_t i = 0; done && i < x->n_descriptors; i++) {
    const char *descriptor = vn_names_at(x->descriptors, i);
    for (size_t k = x->first[i]; done && k < x->first[i + 1]; k++)
      done = (labels[k] = join(descriptor, names[k])) != NULL;
  }
  if (done) {
    x->labels = vn_names_new((const char *const *)labels, x->n_variants,
                             "variant", err);
  } else {
    vn_fail_memory(err, DOING);
  }
  for (size_t k = 0; labels && k < x->n_variants; k++) vn_free(labels[k]);
  vn_free(labels);
  return x->labels != NULL;
}

static bool fill(VnImpact *x, const size_t *variants, const char *const *names,
                 VnErr *err) {
  x->first = vn_alloc(x->n_descriptors + 1, sizeof *x->first);
  if (!x->first) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < x->n_descriptors; i++)
    x->first[i + 1] = x->first[i] + variants[i];
  x->n_variants = x->first[x->n_descriptors];
  if (!check_counts(x, err)) return false;
  for (size_t i = 0; i < x->n_descriptors; i++) {
    if (!check_twice(x, i, names, err)) return false;
  }
  x->cells = vn_alloc(x->n_variants * x->n_variants, sizeof *x->cells);
  x->of = vn_alloc(x->n_variants, sizeof *x->of);
  if (!x->cells || !x->of) return vn_fail_memory(err, DOING);
  for (size_t i = 0; i < x->n_descriptors; i++) {
    for (size_t k = x->first[i]; k < x->first[i + 1]; k++) x->of[k] = i;
  }
  return name_variants(x, names, err);
}

VnImpact *vn_impact_new(VnNames *descriptors, const size_t *variants,
                        const char *const *names, VnErr *err) {
  VnImpact *x = vn_alloc(1, sizeof *x);
  if (!x) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  x->descriptors = vn_names_share(descriptors);
  x->n_descriptors = vn_names_count(descriptors);
  if (fill(x, variants, names, err)) return x;
  vn_impact_free(x);
  return NULL;
}

void vn_impact_free(VnImpact *x) {
  if (!x) return;
  vn_names_free(x->descriptors);
  vn_names_free(x->labels);
  vn_free(x->first);
  vn_free(x->of);
  vn_free(x->cells);
  vn_free(x->source);
  vn_free(x);
}

VnImpact *vn_impact_copy(const VnImpact *from, VnErr *err) {
  size_t n = from->n_variants;
  VnImpact *x = vn_alloc(1, sizeof *x);
  if (x) {
    *x = (VnImpact){.descriptors = vn_names_share(from->descriptors),
                    .labels = vn_names_share(from->labels),
                    .n_descriptors = from->n_descriptors,
                    .n_variants = n,
                    .first = vn_alloc(from->n_descriptors + 1, sizeof(size_t)),
                    .of = vn_alloc(n, sizeof(size_t)),
                    .cells = vn_alloc(n * n, sizeof(double)),
                    .n_missing = from->n_missing};
    if (from->source) x->source = vn_copy_text(from->source);
  }
  if (!x || !x->first || !x->of || !x->cells || (from->source && !x->source)) {
    vn_impact_free(x);
    vn_fail_memory(err, DOING);
    return NULL;
  }
  memcpy(x->first, from->first, (x->n_descriptors + 1) * sizeof *x->first);
  memcpy(x->of, from->of, n * sizeof *x->of);
  memcpy(x->cells, from->cells, n * n * sizeof *x->cells);
  return x;
}

// ---- a part ----

// The variants of those descriptors, for as long as `from` lives, and how many
// each has.
static void list_variants(const VnImpact *from, const size_t *of, size_t n,
                          const char **descriptors, const char **names,
                          size_t *variants, size_t *place) {
  size_t n_places = 0;
  for (size_t i = 0; i < n; i++) {
    descriptors[i] = vn_names_at(from->descriptors, of[i]);
    variants[i] = vn_impact_count(from, of[i]);
    for (size_t k = from->first[of[i]]; k < from->first[of[i] + 1]; k++) {
      names[n_places] = vn_impact_variant(from, k);
      place[n_places++] = k;
    }
  }
}

static void copy_cells(const VnImpact *from, const size_t *place,
                       VnImpact *to) {
  for (size_t k = 0; k < to->n_variants; k++) {
    for (size_t l = 0; l < to->n_variants; l++)
      to->cells[k * to->n_variants + l] =
          from->cells[place[k] * from->n_variants + place[l]];
  }
}

VnImpact *vn_impact_part(const VnImpact *from, const size_t *of, size_t n,
                         VnErr *err) {
  const char **descriptors = vn_alloc(n, sizeof(char *));
  const char **names = vn_alloc(from->n_variants, sizeof(char *));
  size_t *variants = vn_alloc(n, sizeof *variants);
  size_t *place = vn_alloc(from->n_variants, sizeof *place);
  VnImpact *part = NULL;
  if (descriptors && names && variants && place) {
    list_variants(from, of, n, descriptors, names, variants, place);
    VnNames *called = vn_names_new(descriptors, n, "descriptor", err);
    part = called ? vn_impact_new(called, variants, names, err) : NULL;
    vn_names_free(called);
    if (part) copy_cells(from, place, part);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free((void *)descriptors);
  vn_free((void *)names);
  vn_free(variants);
  vn_free(place);
  return part;
}

static bool same(double a, double b) {
  return a == b || (isnan(a) && isnan(b));
}

bool vn_impact_equal(const VnImpact *a, const VnImpact *b) {
  if (!vn_names_equal(a->labels, b->labels)) return false;
  if (!vn_names_equal(a->descriptors, b->descriptors)) return false;
  for (size_t c = 0; c < a->n_variants * a->n_variants; c++) {
    if (!same(a->cells[c], b->cells[c])) return false;
  }
  return true;
}


// ---- judgements ----

static bool check_cell(const VnImpact *x, size_t k, size_t l, double value,
                       VnErr *err) {
  if (!isinf(value)) return true;
  return vn_fail(err,
                 "impact: the judgement of \"%s\" on \"%s\" is infinite; "
                 "a finite number is wanted",
                 vn_names_at(x->labels, k), vn_names_at(x->labels, l));
}

bool vn_impact_judge(VnImpact *x, const double *cells, VnErr *err) {
  size_t n = x->n_variants;
  x->n_missing = 0;
  for (size_t k = 0; k < n; k++) {
    for (size_t l = 0; l < n; l++) {
      double value = cells[k * n + l];
      if (!check_cell(x, k, l, value, err)) return false;
      bool inside = x->of[k] == x->of[l];
      x->cells[k * n + l] = inside && isnan(value) ? 0 : value;
      x->n_missing += !inside && isnan(value);
    }
  }
  return true;
}


// ---- names ----

const char *vn_impact_variant(const VnImpact *x, size_t variant) {
  const char *descriptor = vn_names_at(x->descriptors, x->of[variant]);
  const char *label = vn_names_at(x->labels, variant);
  return label + strlen(descriptor) + strlen(BETWEEN);
}

ptrdiff_t vn_impact_descriptor(const VnImpact *x, const char *name,
                               VnErr *err) {
  ptrdiff_t at = vn_names_find(x->descriptors, name);
  if (at < 0) {
    vn_fail(err, "no descriptor \"%s\"%s", name,
            vn_names_hint(x->descriptors, name));
  }
  return at;
}

ptrdiff_t vn_impact_place(const VnImpact *x, size_t i, const char *variant,
                          VnErr *err) {
  VnNear near = vn_near(variant);
  for (size_t k = x->first[i]; k < x->first[i + 1]; k++) {
    const char *name = vn_impact_variant(x, k);
    if (strcmp(name, variant) == 0) return (ptrdiff_t)k;
    vn_near_try(&near, name);
  }
  const char *descriptor = vn_names_at(x->descriptors, i);
  if (near.best) {
    vn_fail(err, "\"%s\" has no variant \"%s\" (did you mean \"%s\"?)",
            descriptor, variant, near.best);
  } else {
    vn_fail(err, "\"%s\" has no variant \"%s\"; its first is \"%s\"",
            descriptor, variant, vn_impact_variant(x, x->first[i]));
  }
  return -1;
}

char *vn_impact_configurations(const VnImpact *x, VnErr *err) {
  uint64_t *counts = vn_alloc(x->n_descriptors, sizeof *counts);
  char *digits = NULL;
  for (size_t i = 0; counts && i < x->n_descriptors; i++)
    counts[i] = vn_impact_count(x, i);
  if (counts) digits = vn_decimal_product(counts, x->n_descriptors);
  if (!digits) vn_fail_memory(err, "counting scenarios");
  vn_free(counts);
  return digits;
}
