#include "data/impact/matrix.h"

#include <string.h>

#include "data/memory.h"

#define DOING "making a cross-impact matrix"


// ---- labels ----

// Labels taken apart: the descriptor's part, cut off, and the variant's.
typedef struct {
  size_t n, n_descriptors;
  char **part;  // to free: the label, ended after the descriptor's part
  const char **variant, **descriptor;
  size_t *count;  // variants of each descriptor
} Labels;

static void free_labels(Labels *labels) {
  for (size_t k = 0; labels->part && k < labels->n; k++)
    vn_free(labels->part[k]);
  vn_free(labels->part);
  vn_free((void *)labels->variant);
  vn_free((void *)labels->descriptor);
  vn_free(labels->count);
}

static bool take_apart(Labels *labels, size_t k, const char *label,
                       const char *separator, VnErr *err) {
  char *copy = labels->part[k] = vn_copy_text(label);
  if (!copy) return vn_fail_memory(err, DOING);
  char *cut = strstr(copy, separator);
  if (!cut || cut == copy || !cut[strlen(separator)]) {
    return vn_fail(err,
                   "impact: \"%s\" should be called "
                   "\"Descriptor%sVariant\"",
                   label, separator);
  }
  *cut = '\0';
  labels->variant[k] = cut + strlen(separator);
  size_t d = labels->n_descriptors;
  if (d == 0 || strcmp(labels->descriptor[d - 1], copy) != 0)
    labels->descriptor[labels->n_descriptors++] = copy;
  labels->count[labels->n_descriptors - 1]++;
  return true;
}

static bool read_labels(Labels *labels, const VnNames *names,
                        const char *separator, VnErr *err) {
  size_t n = labels->n = vn_names_count(names);
  labels->part = vn_alloc(n, sizeof *labels->part);
  labels->variant = vn_alloc(n, sizeof *labels->variant);
  labels->descriptor = vn_alloc(n, sizeof *labels->descriptor);
  labels->count = vn_alloc(n, sizeof *labels->count);
  if (!labels->part || !labels->variant || !labels->descriptor ||
      !labels->count)
    return vn_fail_memory(err, DOING);
  for (size_t k = 0; k < n; k++) {
    if (!take_apart(labels, k, vn_names_at(names, k), separator, err))
      return false;
  }
  return true;
}


// ---- matrices ----

static VnImpact *of_labels(const Labels *labels, VnErr *err) {
  if (labels->n_descriptors < 2) {
    vn_fail(err, "impact: at least 2 descriptors are needed, found %zu",
            labels->n_descriptors);
    return NULL;
  }
  VnNames *names = vn_names_new(labels->descriptor, labels->n_descriptors,
                                "impact: descriptor", err);
  if (!names) return NULL;
  VnImpact *x = vn_impact_new(names, labels->count, labels->variant, err);
  vn_names_free(names);
  return x;
}

static VnImpact *of_square(const VnMatrix *m, const char *separator,
                           VnErr *err) {
  Labels labels = {0};
  VnImpact *x = NULL;
  if (read_labels(&labels, m->rows, separator, err))
    x = of_labels(&labels, err);
  free_labels(&labels);
  if (!x) return NULL;
  bool done = vn_impact_judge(x, m->cells, err) &&
              (!m->source || vn_matrix_say(&x->source, m->source, err));
  if (done) return x;
  vn_impact_free(x);
  return NULL;
}

VnImpact *vn_impact_from_matrix(const VnMatrix *matrix, const char *separator,
                                VnErr *err) {
  VnMatrix *square = vn_matrix_squared_names(matrix, err);
  if (!square) {
    vn_fail_while(err, "impact: rows and columns should be the same variants");
    return NULL;
  }
  VnImpact *x = of_square(square, separator, err);
  vn_matrix_free(square);
  return x;
}

VnMatrix *vn_impact_matrix(const VnImpact *x, VnErr *err) {
  VnMatrix *m = vn_matrix_new(x->labels, x->labels, err);
  if (!m) return NULL;
  memcpy(m->cells, x->cells, x->n_variants * x->n_variants * sizeof *m->cells);
  if (!x->source || vn_matrix_say(&m->source, x->source, err)) return m;
  vn_matrix_free(m);
  return NULL;
}
