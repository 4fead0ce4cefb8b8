#include "data/csv/titles.h"

#include <string.h>

#include "data/memory.h"
#include "data/near.h"
#include "data/utf8.h"

#define DOING "reading a header"

void vn_titles_free(VnTitles *t) {
  for (size_t i = 0; i < t->n; i++) vn_free(t->all[i]);
  vn_free(t->all);
  *t = (VnTitles){0};
}

static bool grow(VnTitles *t) {
  if (t->n < t->room) return true;
  size_t room = t->room ? t->room * 2 : 16;
  char **all = vn_resize(t->all, room, sizeof *all);
  if (!all) return false;
  t->all = all, t->room = room;
  return true;
}

bool vn_titles_add(VnTitles *t, const char *bytes, size_t n, VnErr *err) {
  char *title = grow(t) ? vn_alloc(n + 1, 1) : NULL;
  if (!title) return vn_fail_memory(err, DOING);
  memcpy(title, bytes, n);
  vn_utf8_tame(title);
  t->all[t->n++] = title;
  return true;
}

bool vn_titles_find(const VnTitles *t, const char *name, size_t *place,
                    VnErr *err) {
  VnNear near = vn_near(name);
  *place = VN_NO_TITLE;
  for (size_t i = 0; i < t->n; i++) {
    vn_near_try(&near, t->all[i]);
    if (strcmp(t->all[i], name) != 0) continue;
    if (*place != VN_NO_TITLE) {
      return vn_fail(err,
                     "the name \"%s\" stands twice; columns need "
                     "different names",
                     name);
    }
    *place = i;
  }
  return *place != VN_NO_TITLE ||
         vn_fail(err, "there is no column \"%s\"%s", name, vn_near_hint(&near));
}
