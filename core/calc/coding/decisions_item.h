// How far coders agree on one item of their decisions.
#ifndef VN_CODING_DECISIONS_ITEM_H
#define VN_CODING_DECISIONS_ITEM_H

#include "calc/coding/decisions.h"

// Room for one item in hand.
typedef struct {
  double *count, *drawn;  // of each pattern; of those that count
  double *values;         // of each set
  VnAgreementRoom point;
} VnDecisionRoom;

bool vn_decision_room(VnDecisionRoom *room, const VnDecisions *decisions,
                      VnErr *err);
void vn_decision_room_free(VnDecisionRoom *room);

// The coefficient of an item, with its range where there are sets; n_units
// counts decisions. `count` of the room is left with those of all units once.
void vn_decisions_agreement(const VnDecisions *decisions, size_t item,
                            VnDecisionRoom *room, VnAgreement *found);

#endif
