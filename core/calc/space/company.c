#include "calc/space/company.h"

#include "calc/space/overlap.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "company"

typedef struct {
  const VnPartition *p;
  size_t n, k;    // nodes, communities
  int64_t *size;  // of each community
  double *met;    // n x k: members of each community met in all runs
  double *here;   // in how many runs a node is not apart
} Company;

static bool company_room(Company *c) {
  c->size = vn_alloc(c->k, sizeof *c->size);
  c->met = vn_alloc(c->n, c->k * sizeof *c->met);
  c->here = vn_alloc(c->n, sizeof *c->here);
  return c->size && c->met && c->here;
}

static void company_free(Company *c) {
  vn_free(c->size);
  vn_free(c->met);
  vn_free(c->here);
}


// ---- over all runs ----

// `shared` is n_b x k: how many nodes each two communities share.
static void meet(Company *c, const int32_t *run, const double *shared) {
  for (size_t i = 0; i < c->n; i++) {
    if (run[i] == VN_APART) continue;
    const double *row = shared + (size_t)run[i] * c->k;
    double *met = c->met + i * c->k;
    for (size_t a = 0; a < c->k; a++) met[a] += row[a];
    c->here[i]++;
  }
}

static bool add_run(Company *c, const int32_t *run, VnErr *err) {
  VnOverlap o;
  if (vn_stopped(err) || !vn_overlap(c->p->of, run, c->n, &o, err))
    return false;
  double *shared = vn_alloc((size_t)o.n_b, c->k * sizeof *shared);
  for (size_t s = 0; shared && s < o.n_shared; s++) {
    const VnShared *both = &o.shared[s];
    shared[(size_t)both->b * c->k + (size_t)both->a] = (double)both->n;
  }
  if (shared) meet(c, run, shared);
  vn_free(shared);
  vn_overlap_free(&o);
  return shared || vn_fail_memory(err, DOING);
}

static bool add_runs(Company *c, VnErr *err) {
  for (size_t i = 0; i < c->n; i++) {
    if (c->p->of[i] != VN_APART) c->size[c->p->of[i]]++;
  }
  for (size_t r = 0; r < c->p->n_runs; r++) {
    if (!add_run(c, c->p->runs + r * c->n, err)) return false;
  }
  return true;
}


// ---- the frame ----

typedef enum { NODE, COMMUNITY, OWN, NEXT, WITH_NEXT, N } Column;

static double with_own(const Company *c, size_t i, size_t home) {
  if (c->size[home] < 2) return 1;
  double others = c->met[i * c->k + home] - c->here[i];
  return others / (double)(c->size[home] - 1) / (double)c->p->n_runs;
}

static void write_next(const Company *c, size_t i, size_t home,
                       VnColumn **columns) {
  double most = 0;
  columns[NEXT]->integer[i] = VN_NO_INTEGER;
  for (size_t a = 0; a < c->k; a++) {
    double share = c->met[i * c->k + a] / (double)c->size[a];
    if (a == home || share <= most) continue;
    most = share;
    columns[NEXT]->integer[i] = (int64_t)a + 1;
  }
  columns[WITH_NEXT]->number[i] = most / (double)c->p->n_runs;
}

static void write_nodes(const Company *c, VnColumn **columns) {
  for (size_t i = 0; i < c->n; i++) {
    int32_t home = c->p->of[i];
    if (home == VN_APART) {
      columns[COMMUNITY]->integer[i] = VN_NO_INTEGER;
      columns[NEXT]->integer[i] = VN_NO_INTEGER;
      columns[OWN]->number[i] = columns[WITH_NEXT]->number[i] = VN_NO_NUMBER;
      continue;
    }
    columns[COMMUNITY]->integer[i] = home + 1;
    columns[OWN]->number[i] = with_own(c, i, (size_t)home);
    write_next(c, i, (size_t)home, columns);
  }
}

static VnFrame *frame_of(const Company *c, VnErr *err) {
  static const char *const labels[] = {"node", "community", "with_own", "next",
                                       "with_next"};
  VnColumn *columns[] = {
      vn_column_of_names(c->p->nodes), vn_column_new(VN_INTEGER, c->n),
      vn_column_new(VN_NUMBER, c->n), vn_column_new(VN_INTEGER, c->n),
      vn_column_new(VN_NUMBER, c->n)};
  bool whole = true;
  for (int j = 0; j < N; j++) whole = whole && columns[j];
  if (whole) write_nodes(c, columns);
  return vn_frame_of(labels, columns, N, c->n, c->p->source, err);
}

VnFrame *vn_company(const VnPartition *p, VnErr *err) {
  if (p->n_runs == 0) {
    vn_fail(err, DOING ": a partition that was given has no runs");
    return NULL;
  }
  Company c = {
      .p = p, .n = vn_names_count(p->nodes), .k = (size_t)p->n_communities};
  bool done = company_room(&c) ? add_runs(&c, err) : vn_fail_memory(err, DOING);
  VnFrame *frame = done ? frame_of(&c, err) : NULL;
  company_free(&c);
  return frame;
}
