// A grouping under way: which community each node of a network is in, kept
// with the sums that say what a move would gain. All sums are whole grains,
// so they never drift.
#ifndef VN_GROUPING_H
#define VN_GROUPING_H

#include <stdbool.h>
#include <stdint.h>

#include "calc/space/network.h"
#include "calc/chance/random.h"

typedef enum {
  VN_MODULARITY,   // sum_c inner_c / 2W - resolution (s_c / 2W)^2, large
  VN_MAP_EQUATION  // the two-level codelength, small
} VnQuality;

typedef struct {
  VnQuality quality;
  double resolution;
  int32_t at_least, at_most;  // communities
} VnGoal;

typedef struct {
  const VnNetwork *net;
  VnNetwork *own;  // the same when it is freed with the grouping, or NULL
  VnGoal goal;
  double least_gain;  // that counts as one, not as rounding
  int32_t count;      // communities
  int32_t *of;        // each node's slot, one for each community
  int32_t *slots;     // all slots, those of communities first
  int32_t *where;     // each slot's place among them
  int32_t *size;      // per slot: nodes
  double *strength;   // per slot
  double *inner;      // per slot: twice the weight inside
  double *term;       // per slot: its part of the codelength
  double exits;       // twice the weight between communities

  // room for the node at hand and for those that wait
  double *to;      // its weight to each slot
  int32_t *met;    // slots with such a weight
  int32_t *queue;  // nodes to look at
  int8_t *queued;
  int8_t *held;  // nodes that stay where they are
} VnGrouping;

// Every node on its own.
VnGrouping *vn_grouping_new(const VnNetwork *net, const VnGoal *goal,
                            VnErr *err);
void vn_grouping_free(VnGrouping *g);

// Of the same network; no node is held.
void vn_grouping_copy(VnGrouping *g, const VnGrouping *from);

// Numbers the communities 0 .. count - 1, in order of their first nodes,
// those without held nodes first; gives the number of these.
int32_t vn_grouping_compact(VnGrouping *g);

// The communities of a compact grouping as nodes, each on its own; those
// from n_free on are held, and have no rows of neighbours.
VnGrouping *vn_grouping_contract(const VnGrouping *g, int32_t n_free,
                                 VnErr *err);

// Takes over how the nodes of a contracted grouping were joined.
void vn_grouping_adopt(VnGrouping *g, const VnGrouping *contracted);

// What the goal wants large; the difference a move makes is its gain.
double vn_grouping_value(const VnGrouping *g);

// What joining communities a and b would gain, `weight` being between them.
double vn_grouping_joint_gain(const VnGrouping *g, int32_t a, int32_t b,
                              double weight);

// Puts each of those communities' nodes on its own; all others are held.
void vn_grouping_dissolve(VnGrouping *g, const int32_t *slots, int32_t n);

// Lets go of the nodes that are held.
void vn_grouping_release(VnGrouping *g);

// Moves a node that is not held to the community of that slot.
void vn_grouping_move(VnGrouping *g, int32_t node, int32_t slot);

// Puts all nodes that are not held into the queue, in a random order; gives
// their number.
int32_t vn_grouping_queue_all(VnGrouping *g, VnRandom *random);

// Moves single nodes while that gains, looking at the first n_queued of the
// queue, then at those whose surroundings changed. There are never fewer
// than at_least communities, and new ones only below `limit`.
bool vn_grouping_settle(VnGrouping *g, int32_t n_queued, int32_t limit,
                        VnErr *err);

#endif
