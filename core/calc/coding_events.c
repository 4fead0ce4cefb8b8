#include "calc/coding_events.h"

#include "data/labels.h"
#include "data/memory.h"

#define DOING "events"

// Puts each unit's codes, each once, into its group; gives the next place.
static uint64_t put_units(const VnCoding *c, VnEvents *e) {
  uint64_t n = 0;
  for (size_t u = 0; u < c->n_units; u++) {
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      bool again = k > c->start[u] && c->code[k] == c->code[k - 1];
      if (c->code[k] != VN_NOTHING && !again) e->member[n++] = c->code[k];
    }
    e->start[u + 1] = n;
  }
  return n;
}

// Codes by source: marks in a table of sources x codes.
static bool put_sources(const VnCoding *c, VnEvents *e, VnErr *err) {
  bool *has = vn_alloc(c->n_sources * c->n_codes, sizeof *has);
  if (!has) return vn_fail_memory(err, DOING);
  for (size_t u = 0; u < c->n_units; u++) {
    for (uint64_t k = c->start[u]; k < c->start[u + 1]; k++) {
      if (c->code[k] == VN_NOTHING || c->source[u] == VN_NO_LABEL) continue;
      has[c->source[u] * c->n_codes + c->code[k]] = true;
    }
  }
  uint64_t n = 0;
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

VnEvents *vn_coding_events(const VnCoding *c, bool whole, const char *cluster,
                           VnErr *err) {
  if (whole && !c->source) {
    vn_fail(err, "the coding does not say from which sources its units come");
    return NULL;
  }
  size_t n_groups = whole ? c->n_sources : c->n_units;
  VnEvents *e =
      vn_events_new(c->code_names, n_groups, c->n_entries, c->origin, err);
  if (!e) return NULL;
  if (!whole) e->n_entries = put_units(c, e);
  bool done =
      whole ? put_sources(c, e, err) && set_clusters(e, NULL, n_groups, err)
            : cluster_units(c, cluster, e, err);
  if (done) return e;
  vn_events_free(e);
  return NULL;
}
