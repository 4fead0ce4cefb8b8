#include "data/list.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

void vn_list_add(VnList *list, const char *name) {
  size_t length = strlen(list->text);
  size_t room = sizeof list->text - length;
  bool is_full = length > 0 && list->text[length - 1] == '.';
  const char *comma = list->n++ ? ", " : "";
  if (is_full) return;
  if (!name || strlen(name) + sizeof "\"\", , ..." > room) {
    snprintf(list->text + length, room, "%s...", comma);
  } else {
    snprintf(list->text + length, room, "%s\"%s\"", comma, name);
  }
}
