#include "calc/linkage/row_groups.h"

#include "data/utf8.h"

void vn_row_groups_free(VnRowGroups *g) {
  vn_held_piece_free(&g->held);
}

bool vn_row_groups_say(const VnRowGroups *g, VnErr *err) {
  char text[VN_TALLY_EXAMPLE];
  if (err->kind != VN_WRONG) return false;
  if (!g->named) return vn_fail_while(err, "row %zu", (size_t)g->tally->n_rows);
  vn_utf8_excerpt(text, sizeof text, g->name.bytes, g->name.n);
  return vn_fail_while(err, "group \"%s\"", text);
}

bool vn_row_groups_close(VnRowGroups *g, VnErr *err) {
  return vn_meetings_close(g->meetings, err) || vn_row_groups_say(g, err);
}

bool vn_row_groups_hold(VnRowGroups *g, VnErr *err) {
  if (g->name.bytes == g->held.room) return true;
  if (!vn_hold_piece(&g->held, g->name)) return vn_fail_memory(err, "counting");
  g->name = g->held.piece;
  return true;
}

bool vn_row_groups_follow(VnRowGroups *g, VnPiece name) {
  VnPiece before = g->name;
  if (g->open)
    g->orders =
        vn_orders(g->orders, before.bytes, before.n, name.bytes, name.n);
  g->apart = g->orders == 0;
  g->name = name, g->open = true;
  return !g->apart;
}

bool vn_row_groups_next(VnRowGroups *g, VnPiece name, VnErr *err) {
  return vn_row_groups_close(g, err) && vn_row_groups_follow(g, name);
}
