#include "calc/coding_events.h"

#include "data/labels.h"
#include "data/memory.h"

#define DOING "events"

static bool counts(const VnCoding *c, const VnCodingView *view, uint64_t k) {
  return c->code[k] != VN_NOTHING &&
         (view->coder == VN_NOTHING || view->coder == c->coder[k]);
}

// Puts each unit's codes, each once, into its group.
static void put_units(const VnCoding *c, const VnCodingView *view,
                      VnEvents *e) {
  uint64_t n = 0;
  for (size_t u = 0; u < c->n_units; u++) {
    uint64_t first = n;
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      bool again = n > first && c->code[k] == e->member[n - 1];
      if (counts(c, view, k) && !again) e->member[n++] = c->code[k];
    }
    e->start[u + 1] = n;
  }
  e->n_entries = n;
}

static void mark_codes(const VnCoding *c, const VnCodingView *view, bool *has) {
  for (size_t u = 0; u < c->n_units; u++) {
    if (c->source[u] == VN_NO_LABEL) continue;
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      if (counts(c, view, k))
        has[(size_t)c->source[u] * c->n_codes + c->code[k]] = true;
    }
  }
}

// Codes by source: marks in a table of sources x codes.
static bool put_sources(const VnCoding *c, const VnCodingView *view,
                        VnEvents *e, VnErr *err) {
  uint64_t n = 0;
  bool *has = vn_alloc(c->n_sources * c->n_codes, sizeof *has);
  if (!has) return vn_fail_memory(err, DOING);
  mark_codes(c, view, has);
  for (size_t s = 0; s < c->n_sources; s++) {
    for (size_t k = 0; k < c->n_codes; k++) {
      if (has[s * c->n_codes + k]) e->member[n++] = (uint32_t)k;
    }
    e->start[s + 1] = n;
  }
  e->n_entries = n;
  vn_free(has);
  return true;
}

// Clusters of groups are copied, or each group is one.
static bool set_clusters(VnEvents *e, const uint32_t *of, size_t n,
                         VnErr *err) {
  e->n_clusters = (uint32_t)n;
  e->cluster = vn_alloc(e->n_groups, sizeof *e->cluster);
  if (!e->cluster) return vn_fail_memory(err, DOING);
  for (size_t g = 0; g < e->n_groups; g++)
    e->cluster[g] = of ? of[g] : (uint32_t)g;
  return true;
}

static bool cluster_units(const VnCoding *c, const char *cluster, VnEvents *e,
                          VnErr *err) {
  VnLabels labels = {0};
  if (!cluster) {
    return !c->source || set_clusters(e, c->source, c->n_sources, err);
  }
  bool done = vn_labels_new(c->units, cluster, &labels, err) &&
              vn_labels_close_up(&labels, err) &&
              set_clusters(e, labels.of, labels.n, err);
  vn_labels_free(&labels);
  return done;
}

VnEvents *vn_coding_events(const VnCoding *c, const VnCodingView *view,
                           VnErr *err) {
  if (view->whole && !c->source) {
    vn_fail(err, "the coding does not say from which sources its units come");
    return NULL;
  }
  size_t n_groups = view->whole ? c->n_sources : c->n_units;
  VnEvents *e =
      vn_events_new(c->code_names, n_groups, c->n_entries, c->origin, err);
  if (!e) return NULL;
  if (!view->whole) put_units(c, view, e);
  bool done = view->whole ? put_sources(c, view, e, err) &&
                                set_clusters(e, NULL, n_groups, err)
                          : cluster_units(c, view->cluster, e, err);
  if (done) return e;
  vn_events_free(e);
  return NULL;
}
