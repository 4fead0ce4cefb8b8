// vane.core.term: the terminal's size, as Lua asks for it.
#include "bind/bind.h"

#include "bind/modules.h"
#include "data/term.h"

// size() -> columns, rows; nothing when standard output is no terminal.
static int term_size(lua_State *L) {
  VnTerm term = vn_term();
  if (!term.there) return 0;
  lua_pushinteger(L, term.n_cols);
  lua_pushinteger(L, term.n_rows);
  return 2;
}

static const VnEntry functions[] = {
    {"size", term_size, NULL},
    {NULL,   NULL,      NULL},
};

int luaopen_vane_core_term(lua_State *L) {
  return vn_open_functions(L, functions);
}
