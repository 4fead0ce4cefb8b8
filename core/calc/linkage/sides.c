#include "calc/linkage/sides.h"

#include <stdlib.h>

#include "calc/frame/years.h"
#include "calc/linkage/roster.h"
#include "calc/sort_numbers.h"
#include "data/hash.h"
#include "data/held_piece.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "comparing periods"
#define LONE ((uint64_t)1 << 63)  // a cluster of the group alone

// One class of a row.
typedef struct {
  uint64_t cluster;
  uint32_t group, member, order;
  int side;
} Kept;

// What the current group has of one side.
typedef struct {
  uint32_t *members;
  size_t n, room;
  uint64_t cluster;
} Side;

struct VnSideRows {
  const VnSides *how;
  VnRoster *members;  // numbers are places in the tally
  size_t n_members;
  VnTakeSideGroup take;
  void *data;
  Side sides[2];

  VnHeldPiece group;  // the name of the current one
  bool in_group;
  uint64_t n_rows;  // which name groups where nothing else does

  VnDictBuilder *groups;  // of rows that are kept
  Kept *kept;
  size_t n_kept, kept_room;
};


// ---- making ----

static bool name_members(VnSideRows *r, const VnTally *tally, VnErr *err) {
  r->n_members = tally->n_members;
  for (size_t i = 0; i < tally->n_members; i++) {
    int32_t code;
    const char *name = vn_dict_at(tally->members, (int32_t)i);
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (!vn_roster_code(r->members, vn_piece(name), &code, err)) return false;
  }
  return true;
}

VnSideRows *vn_side_rows_new(const VnSides *how, const VnTally *tally,
                             VnErr *err) {
  VnSideRows *r = vn_alloc(1, sizeof *r);
  if (r) r->how = how, r->members = vn_roster_new();
  if (!r || !r->members) vn_fail_memory(err, DOING);
  else if (name_members(r, tally, err)) return r;
  vn_side_rows_free(r);
  return NULL;
}

void vn_side_rows_free(VnSideRows *r) {
  if (!r) return;
  vn_roster_free(r->members);
  vn_free(r->sides[0].members);
  vn_free(r->sides[1].members);
  vn_held_piece_free(&r->group);
  vn_dict_builder_free(r->groups);
  vn_free(r->kept);
  vn_free(r);
}


// ---- a row ----

// Clusters are told apart by it.
static uint64_t number_of(VnPiece piece, uint64_t start) {
  return vn_hash_stir(
             vn_hash_bytes(VN_HASH_START ^ start, piece.bytes, piece.n)) >>
         1;
}

static uint64_t cluster_of(const VnSideRows *r, const VnPiece *cells) {
  VnPiece cluster = cells[VN_SIDE_CLUSTER], group = cells[VN_SIDE_GROUP];
  VnPiece row = {(const char *)&r->n_rows, sizeof r->n_rows};
  if (cluster.n > 0) return number_of(cluster, 0);
  return LONE | (r->how->group ? number_of(group, 1) : number_of(row, 2));
}

// The side of the row's year; -1: neither, or the row does not count.
static int side_of(const VnSideRows *r, const VnPiece *cells) {
  int year;
  bool named = !r->how->group || cells[VN_SIDE_GROUP].n > 0;
  if (!named || cells[VN_SIDE_CLASS].n == 0) return -1;
  if (!vn_read_year(cells[VN_SIDE_YEAR], &year)) return -1;
  for (int side = 0; side < 2; side++) {
    VnYears years = r->how->sides[side];
    if (year >= years.from && year <= years.to) return side;
  }
  return -1;
}

// Takes the class as a place in the tally.
typedef bool (*TakeMember)(VnSideRows *r, const Kept *row, VnErr *err);

static bool take_class(VnSideRows *r, Kept *row, VnPiece class, TakeMember take,
                       VnErr *err) {
  char room[VN_CODE_ROOM];
  VnPiece cut = class;
  int32_t code;
  if (r->how->level && !vn_code_cut(class, r->how->level, room, &cut))
    return true;
  if (!vn_roster_code(r->members, cut, &code, err)) return false;
  row->member = (uint32_t)code;
  if (row->member < r->n_members) return take(r, row, err);
  return vn_fail(err, DOING ": the rows are not those that were counted; "
                            "count again");
}

static bool take_classes(VnSideRows *r, Kept *row, VnPiece cell,
                         TakeMember take, VnErr *err) {
  if (!r->how->separator) return take_class(r, row, cell, take, err);
  VnPiece class, separator = vn_piece(r->how->separator);
  while (vn_next_piece(&cell, separator, &class)) {
    if (!take_class(r, row, class, take, err)) return false;
  }
  return true;
}


// ---- groups that stand together ----

static bool give_side(VnSideRows *r, int which, VnErr *err) {
  Side *side = &r->sides[which];
  if (side->n == 0) return true;
  VnSideGroup group = {.cluster = side->cluster & ~LONE,
                       .side = which,
                       .members = side->members,
                       .n = vn_sort_distinct(side->members, side->n)};
  side->n = 0, side->cluster = LONE;
  return r->take(r->data, &group, err);
}

static bool give_group(VnSideRows *r, VnErr *err) {
  return give_side(r, 0, err) && give_side(r, 1, err);
}

static bool keep_name(VnSideRows *r, VnPiece group, VnErr *err) {
  r->in_group = vn_hold_piece(&r->group, group);
  return r->in_group || vn_fail_memory(err, DOING);
}

static bool find_group(VnSideRows *r, VnPiece group, VnErr *err) {
  VnPiece current = r->group.piece;
  bool same = r->how->group && r->in_group && group.n == current.n &&
              vn_same_bytes(group.bytes, current.bytes, group.n);
  return same || (give_group(r, err) && keep_name(r, group, err));
}

static bool add_member(VnSideRows *r, const Kept *row, VnErr *err) {
  Side *side = &r->sides[row->side];
  if (side->n == side->room) {
    size_t room = 2 * side->room + 16;
    uint32_t *members = vn_resize(side->members, room, sizeof *members);
    if (!members) return vn_fail_memory(err, DOING);
    side->members = members, side->room = room;
  }
  if (side->cluster & LONE) side->cluster = row->cluster;
  side->members[side->n++] = row->member;
  return true;
}

void vn_side_rows_start(VnSideRows *r, VnTakeSideGroup take, void *data) {
  r->take = take, r->data = data;
  r->n_rows = 0, r->in_group = false;
  for (int k = 0; k < 2; k++) r->sides[k].n = 0, r->sides[k].cluster = LONE;
}

bool vn_side_rows_take(VnSideRows *r, const VnPiece cells[VN_SIDE_CELLS],
                       VnErr *err) {
  r->n_rows++;
  Kept row = {.side = side_of(r, cells)};
  if (row.side < 0) return true;
  row.cluster = cluster_of(r, cells);
  return find_group(r, cells[VN_SIDE_GROUP], err) &&
         take_classes(r, &row, cells[VN_SIDE_CLASS], add_member, err);
}

bool vn_side_rows_end(VnSideRows *r, VnErr *err) {
  return give_group(r, err);
}


// ---- groups that do not ----

static bool keep_member(VnSideRows *r, const Kept *row, VnErr *err) {
  if (r->n_kept == r->kept_room) {
    size_t room = 2 * r->kept_room + 4096;
    Kept *kept = vn_resize(r->kept, room, sizeof *kept);
    if (!kept) return vn_fail_memory(err, DOING);
    r->kept = kept, r->kept_room = room;
  }
  r->kept[r->n_kept++] = *row;
  return true;
}

static bool number_group(VnSideRows *r, VnPiece group, uint32_t *number,
                         VnErr *err) {
  *number = (uint32_t)r->n_rows;
  if (!r->how->group) return true;
  if (!r->groups) r->groups = vn_dict_builder_new();
  int32_t code =
      r->groups ? vn_dict_builder_add(r->groups, group.bytes, group.n) : -1;
  *number = (uint32_t)code;
  return code >= 0 || vn_fail_memory(err, DOING);
}

bool vn_side_rows_keep(VnSideRows *r, const VnPiece cells[VN_SIDE_CELLS],
                       VnErr *err) {
  r->n_rows++;
  Kept row = {.side = side_of(r, cells), .order = (uint32_t)r->n_kept};
  if (row.side < 0) return true;
  row.cluster = cluster_of(r, cells);
  return number_group(r, cells[VN_SIDE_GROUP], &row.group, err) &&
         take_classes(r, &row, cells[VN_SIDE_CLASS], keep_member, err);
}

static int by_group(const void *x, const void *y) {
  const Kept *a = x, *b = y;
  if (a->group != b->group) return a->group < b->group ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

bool vn_side_rows_sort(VnSideRows *r, VnErr *err) {
  if (r->n_kept > 0) qsort(r->kept, r->n_kept, sizeof *r->kept, by_group);
  return !vn_stopped(err);
}

bool vn_side_rows_walk(VnSideRows *r, VnTakeSideGroup take, void *data,
                       VnErr *err) {
  vn_side_rows_start(r, take, data);
  for (size_t i = 0; i < r->n_kept; i++) {
    const Kept *row = &r->kept[i];
    bool other = i > 0 && row->group != row[-1].group;
    if (other && !give_group(r, err)) return false;
    if (!add_member(r, row, err)) return false;
  }
  return give_group(r, err);
}
