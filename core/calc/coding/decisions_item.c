#include "calc/coding/decisions_item.h"

#include <math.h>
#include <string.h>

#include "data/memory.h"
#include "data/stop.h"

#define DOING "agreement"

bool vn_decision_room(VnDecisionRoom *room, const VnDecisions *d, VnErr *err) {
  size_t n = d->patterns->n_units;
  *room = (VnDecisionRoom){0};
  room->count = vn_alloc(n, sizeof *room->count);
  room->drawn = vn_alloc(n, sizeof *room->drawn);
  room->values = vn_alloc(d->redraw.n_sets, sizeof *room->values);
  if (!room->count || !room->drawn || !room->values)
    return vn_fail_memory(err, DOING);
  return vn_agreement_room(&room->point, d->patterns->n_values, err);
}

void vn_decision_room_free(VnDecisionRoom *room) {
  vn_free(room->count);
  vn_free(room->drawn);
  vn_free(room->values);
  vn_agreement_room_free(&room->point);
}

// The coefficient in one set; `times` NULL: of all units once.
static VnAgreementPoint point_of(const VnDecisions *d, size_t item,
                                 const uint8_t *times, const double *base,
                                 VnDecisionRoom *room) {
  memcpy(room->count, base, d->patterns->n_units * sizeof *base);
  for (uint64_t k = d->start[item]; k < d->end[item]; k++) {
    VnDecided some = d->decided[k];
    double n = some.times * (times ? times[some.cluster] : 1);
    room->count[some.pattern] += n;
    room->count[d->quiet[some.pattern]] -= n;
  }
  for (size_t i = 0; i < d->task.n; i++)
    room->drawn[i] = room->count[d->task.units[i]];
  return vn_agreement_point(&d->task, room->drawn, &room->point);
}

static void find_range(const VnDecisions *d, size_t item, VnDecisionRoom *room,
                       VnAgreement *found) {
  for (size_t r = 0; r < d->redraw.n_sets && !vn_stop_flag; r++) {
    const double *base = d->base + (r + 1) * d->patterns->n_units;
    const uint8_t *times = vn_redraw_times(&d->redraw, r);
    room->values[r] = point_of(d, item, times, base, room).value;
  }
  size_t n =
      vn_redraw_limits(&d->redraw, room->values, d->plan->agreement->confidence,
                       &found->low, &found->high);
  found->n_undefined = d->redraw.n_sets - n;
}

void vn_decisions_agreement(const VnDecisions *d, size_t item,
                            VnDecisionRoom *room, VnAgreement *found) {
  *found = (VnAgreement){.low = NAN, .high = NAN, .n_clusters = d->n_clusters};
  if (!isnan(point_of(d, item, NULL, d->base, room).value) &&
      d->redraw.n_sets > 0)
    find_range(d, item, room, found);
  VnAgreementPoint point = point_of(d, item, NULL, d->base, room);
  found->value = point.value, found->maximum = point.maximum;
  found->observed = point.observed, found->expected = point.expected;
  for (size_t k = 0; k < d->patterns->n_units; k++) {
    if (d->task.n_of[k] > 1) found->n_units += (size_t)room->count[k];
  }
}
