#include "calc/linkage/together.h"

#include <string.h>

#include "data/stop.h"

#define DOING "reading groups"

static VnOrders orders_of(VnOrders orders, const VnColumn *groups, size_t i) {
  const char *before = vn_dict_at(groups->dict, groups->text[i - 1]);
  const char *after = vn_dict_at(groups->dict, groups->text[i]);
  return vn_orders(orders, before, strlen(before), after, strlen(after));
}

bool vn_groups_together(const VnFrame *frame, const char *column,
                        VnOrders *orders, size_t *last, VnErr *err) {
  const VnColumn *groups = vn_frame_column(frame, column, err);
  if (!groups) return false;
  if (groups->type != VN_TEXT) return vn_fail(err, DOING ": wants texts");
  *last = 0;
  for (size_t i = 1; *orders && i < groups->n; i++) {
    if (((i - 1) & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    if (groups->text[i] == groups->text[i - 1]) continue;
    *orders = orders_of(*orders, groups, i);
    *last = i;
  }
  return true;
}
