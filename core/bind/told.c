#include "bind/told.h"

#include <stdio.h>

#include "data/utf8.h"

static const char **texts(lua_State *L, int arg, const char *name, size_t *n) {
  lua_getfield(L, arg, name);
  return vn_check_texts(L, -1, name, n);
}

char vn_letter_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  const char *text = lua_tostring(L, -1);
  char letter = *(text ? text : "");
  lua_pop(L, 1);
  return letter;
}

VnTold vn_check_told(lua_State *L, int arg) {
  VnTold told = {0};
  size_t n;
  luaL_checkstack(L, 16, NULL);
  if (!lua_istable(L, arg)) vn_error(L, "read: wants a table of options");
  told.rules.na = texts(L, arg, "na", &told.rules.n_na);
  told.rules.marks.decimal = vn_letter_field(L, arg, "decimal");
  told.rules.marks.dates = vn_letter_field(L, arg, "dates");
  told.typed = texts(L, arg, "typed", &told.n_typed);
  const char **words = texts(L, arg, "types", &n);
  if (n != told.n_typed) vn_error(L, "read: wants a type for each column");
  told.types = lua_newuserdatauv(L, (n + 1) * sizeof *told.types, 0);
  for (size_t i = 0; i < n; i++) {
    if (!vn_type_named(words[i], &told.types[i])) {
      vn_error(L,
               "read: column \"%s\" cannot be of type \"%s\"; types are "
               "number, integer, text, date, logical",
               told.typed[i], words[i]);
    }
  }
  return told;
}

VnNotes *vn_push_notes(lua_State *L) {
  VnNotes *notes = lua_newuserdatauv(L, sizeof *notes, 0);
  notes->n = 0;
  return notes;
}

void vn_push_sentences(lua_State *L, const VnNotes *notes) {
  lua_newtable(L);
  for (size_t i = 0; i < notes->n && i < VN_MOST_NOTES; i++) {
    char tame[VN_ERR_SIZE];
    snprintf(tame, sizeof tame, "%s", notes->texts[i]);
    vn_utf8_tame(tame);
    lua_pushstring(L, tame);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}
