// vane.core.term: the terminal's size and signs, as Lua asks for them.
#include "bind/bind.h"

#include <unistd.h>

#include "bind/modules.h"
#include "data/term.h"

// size() -> columns, rows; nothing when standard output is no terminal.
static int term_size(lua_State *L) {
  VnTerm term = vn_term(STDOUT_FILENO);
  if (!term.there) return 0;
  lua_pushinteger(L, term.n_cols);
  lua_pushinteger(L, term.n_rows);
  return 2;
}

// is_utf8() -> whether the reader's locale knows more than ASCII
static int term_is_utf8(lua_State *L) {
  lua_pushboolean(L, vn_term_utf8());
  return 1;
}

static const VnEntry functions[] = {
    {"size",    term_size,    NULL},
    {"is_utf8", term_is_utf8, NULL},
    {NULL,      NULL,         NULL},
};

int luaopen_vane_core_term(lua_State *L) {
  return vn_open_functions(L, functions);
}
