#include "calc/space/change.h"

#include <string.h>

#include "calc/space/assign.h"
#include "calc/space/compare.h"
#include "calc/space/overlap.h"
#include "data/matrix/frame.h"
#include "data/memory.h"

#define DOING "following communities"

// One of the two partitions, seen from the other.
typedef struct {
  const VnPartition *p;
  int32_t *other;    // each node's community in the other partition
  size_t n;          // communities
  int64_t *size;     // all nodes of each
  int64_t *staying;  // those with a community in the other partition
  int32_t *pair;     // its partner, or -1
  int32_t *links;    // how many communities it is linked with
  int32_t *link;     // one of them
  int32_t *next;     // its partner, or without one its strongest link, or -1
  int64_t *shared;   // nodes shared with that
} Side;

typedef struct {
  Side sides[2];
  VnOverlap overlap;
} Sides;

static void free_side(Side *s) {
  vn_free(s->other);
  vn_free(s->size);
  vn_free(s->staying);
  vn_free(s->pair);
  vn_free(s->shared);
  vn_free(s->links);
  vn_free(s->link);
  vn_free(s->next);
}

static bool side_room(Side *s) {
  s->size = vn_alloc(s->n, sizeof *s->size);
  s->staying = vn_alloc(s->n, sizeof *s->staying);
  s->pair = vn_alloc(s->n, sizeof *s->pair);
  s->shared = vn_alloc(s->n, sizeof *s->shared);
  s->links = vn_alloc(s->n, sizeof *s->links);
  s->link = vn_alloc(s->n, sizeof *s->link);
  s->next = vn_alloc(s->n, sizeof *s->next);
  return s->size && s->staying && s->pair && s->shared && s->links && s->link &&
         s->next;
}

static bool look_across(Side *s, const VnPartition *p, const VnPartition *other,
                        VnErr *err) {
  s->p = p;
  s->n = (size_t)p->n_communities;
  s->other = vn_communities_of(other, p->nodes, err);
  if (!s->other) return false;
  if (!side_room(s)) return vn_fail_memory(err, DOING);
  size_t n = vn_names_count(p->nodes);
  for (size_t i = 0; i < n; i++) {
    if (p->of[i] == VN_APART) continue;
    s->size[p->of[i]]++;
    if (s->other[i] != VN_APART) s->staying[p->of[i]]++;
  }
  for (size_t c = 0; c < s->n; c++) s->pair[c] = s->next[c] = -1;
  return true;
}


// ---- partners ----

static void note_pair(Side *s, int32_t own, int32_t other, int64_t shared) {
  s->pair[own] = s->next[own] = other;
  s->shared[own] = shared;
}

static void note_partners(Sides *both, const int32_t *partner) {
  for (size_t k = 0; k < both->overlap.n_shared; k++) {
    const VnShared *s = &both->overlap.shared[k];
    if (partner[s->a] != s->b) continue;
    note_pair(&both->sides[0], s->a, s->b, s->n);
    note_pair(&both->sides[1], s->b, s->a, s->n);
  }
}

static bool pair_up(Sides *both, VnErr *err) {
  size_t n_a = both->sides[0].n, n_b = both->sides[1].n;
  double *gains = vn_alloc(n_a * n_b, sizeof *gains);
  int32_t *partner = vn_alloc(n_a, sizeof *partner);
  bool room = gains && partner, done = false;
  for (size_t k = 0; room && k < both->overlap.n_shared; k++) {
    const VnShared *s = &both->overlap.shared[k];
    gains[(size_t)s->a * n_b + (size_t)s->b] = (double)s->n;
  }
  if (!room) vn_fail_memory(err, DOING);
  else done = vn_assign(gains, n_a, n_b, partner, err);
  if (done) note_partners(both, partner);
  vn_free(gains);
  vn_free(partner);
  return done;
}

static void note_link(Side *s, int32_t own, int32_t other, int64_t shared) {
  s->links[own]++;
  s->link[own] = other;
  if (s->pair[own] >= 0 || shared <= s->shared[own]) return;
  s->next[own] = other;
  s->shared[own] = shared;
}

static void link_up(Sides *both, double share) {
  Side *a = &both->sides[0], *b = &both->sides[1];
  for (size_t k = 0; k < both->overlap.n_shared; k++) {
    const VnShared *s = &both->overlap.shared[k];
    double n = (double)s->n;
    if (n < share * (double)a->size[s->a] && n < share * (double)b->size[s->b])
      continue;
    note_link(a, s->a, s->b, s->n);
    note_link(b, s->b, s->a, s->n);
  }
}

typedef enum { ENDED, ALONE, PARTED, JOINED } Fate;

static const char *const fates[] = {"died", "continued", "split", "merged"};
static const char *const origins[] = {"born", "continued", "merged",
                                      "split off"};

static Fate fate_of(const Side *s, const Side *other, size_t c) {
  if (s->links[c] == 0) return ENDED;
  if (s->links[c] > 1) return PARTED;
  return other->links[s->link[c]] > 1 ? JOINED : ALONE;
}


// ---- frames ----

static int64_t told(int32_t community) {
  return community < 0 ? VN_NO_INTEGER : community + 1;
}

static VnColumn *fate_column(const Side *s, const Side *other,
                             const char *const *words) {
  VnColumn *column = vn_column_new(VN_TEXT, s->n);
  VnDictBuilder *builder = vn_dict_builder_new();
  bool whole = column && builder;
  for (size_t c = 0; whole && c < s->n; c++) {
    const char *word = words[fate_of(s, other, c)];
    column->text[c] = vn_dict_builder_add(builder, word, strlen(word));
    whole = column->text[c] >= 0;
  }
  if (whole) column->dict = vn_dict_builder_finish(builder, column->text, s->n);
  vn_dict_builder_free(builder);
  if (whole && column->dict) return column;
  vn_column_free(column);
  return NULL;
}

static VnFrame *side_frame(const Side *s, const Side *other, bool later,
                           VnErr *err) {
  static const char *const earlier_labels[] = {"community", "size", "fate",
                                               "next", "shared"};
  static const char *const later_labels[] = {"community", "size", "origin",
                                             "previous", "shared"};
  VnColumn *columns[] = {
      vn_column_new(VN_INTEGER, s->n), vn_column_new(VN_INTEGER, s->n),
      fate_column(s, other, later ? origins : fates),
      vn_column_new(VN_INTEGER, s->n), vn_column_new(VN_INTEGER, s->n)};
  for (size_t c = 0; c < s->n; c++) {
    if (columns[0]) columns[0]->integer[c] = (int64_t)c + 1;
    if (columns[1]) columns[1]->integer[c] = s->size[c];
    if (columns[3]) columns[3]->integer[c] = told(s->next[c]);
    if (columns[4]) columns[4]->integer[c] = s->shared[c];
  }
  return vn_frame_of(later ? later_labels : earlier_labels, columns, 5, s->n,
                     s->p->source, err);
}

// Rows of flows, counted first (no columns) and then written.
static size_t write_flows(const Sides *both, VnColumn **columns) {
  size_t row = 0;
  const VnOverlap *o = &both->overlap;
  for (size_t k = 0; k < o->n_shared; k++, row++) {
    if (!columns) continue;
    columns[0]->integer[row] = told(o->shared[k].a);
    columns[1]->integer[row] = told(o->shared[k].b);
    columns[2]->integer[row] = o->shared[k].n;
  }
  for (int side = 0; side < 2; side++) {
    const Side *s = &both->sides[side];
    for (size_t c = 0; c < s->n; c++) {
      int64_t gone = s->size[c] - s->staying[c];
      if (gone == 0) continue;
      if (columns) {
        columns[side]->integer[row] = told((int32_t)c);
        columns[1 - side]->integer[row] = VN_NO_INTEGER;
        columns[2]->integer[row] = gone;
      }
      row++;
    }
  }
  return row;
}

static VnFrame *flow_frame(const Sides *both, VnErr *err) {
  static const char *const labels[] = {"from", "to", "nodes"};
  size_t n = write_flows(both, NULL);
  VnColumn *columns[] = {vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_INTEGER, n)};
  if (columns[0] && columns[1] && columns[2]) write_flows(both, columns);
  return vn_frame_of(labels, columns, 3, n, both->sides[0].p->source, err);
}

static bool moved(const Side *s, size_t node) {
  int32_t from = s->p->of[node];
  return from != VN_APART && s->other[node] != VN_APART &&
         s->pair[from] != s->other[node];
}

static VnFrame *mover_frame(const Side *s, VnErr *err) {
  static const char *const labels[] = {"node", "from", "to"};
  size_t n_nodes = vn_names_count(s->p->nodes), n = 0;
  for (size_t i = 0; i < n_nodes; i++) n += moved(s, i);
  VnColumn *all = vn_column_of_names(s->p->nodes);
  VnColumn *columns[] = {all ? vn_column_new(VN_TEXT, n) : NULL,
                         vn_column_new(VN_INTEGER, n),
                         vn_column_new(VN_INTEGER, n)};
  if (columns[0]) columns[0]->dict = vn_dict_share(all->dict);
  size_t row = 0;
  bool whole = columns[0] && columns[1] && columns[2];
  for (size_t i = 0; whole && i < n_nodes; i++) {
    if (!moved(s, i)) continue;
    columns[0]->text[row] = all->text[i];
    columns[1]->integer[row] = told(s->p->of[i]);
    columns[2]->integer[row++] = told(s->other[i]);
  }
  vn_column_free(all);
  return vn_frame_of(labels, columns, 3, n, s->p->source, err);
}

static bool make_frames(const Sides *both, VnChange *change, VnErr *err) {
  const Side *a = &both->sides[0], *b = &both->sides[1];
  return (change->flows = flow_frame(both, err)) &&
         (change->before = side_frame(a, b, false, err)) &&
         (change->after = side_frame(b, a, true, err)) &&
         (change->movers = mover_frame(a, err));
}

void vn_change_free(VnChange *change) {
  vn_frame_free(change->flows);
  vn_frame_free(change->before);
  vn_frame_free(change->after);
  vn_frame_free(change->movers);
  *change = (VnChange){0};
}

bool vn_change(const VnPartition *before, const VnPartition *after,
               double share, VnChange *change, VnErr *err) {
  *change = (VnChange){0};
  if (!(share > 0 && share <= 1)) {
    return vn_fail(err, DOING ": a share of %g, wanted above 0 and at most 1",
                   share);
  }
  Sides both = {0};
  Side *a = &both.sides[0];
  bool done = look_across(a, before, after, err) &&
              look_across(&both.sides[1], after, before, err) &&
              vn_overlap(before->of, a->other, vn_names_count(before->nodes),
                         &both.overlap, err) &&
              pair_up(&both, err);
  if (done) {
    link_up(&both, share);
    done = make_frames(&both, change, err);
  }
  vn_overlap_free(&both.overlap);
  free_side(&both.sides[0]);
  free_side(&both.sides[1]);
  if (!done) vn_change_free(change);
  return done;
}
