// vane: options, one Lua state, a script or the prompt, exit status.
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>

#include "host/state.h"

static int run(lua_State *L, const char *path) {
  if (luaL_loadfilex(L, path, "t") == LUA_OK) {
    vn_push_environment(L);
    lua_setupvalue(L, -2, 1);
    if (lua_pcall(L, 0, 0, 0) == LUA_OK) return 0;
  }
  fprintf(stderr, "vane: %s\n", lua_tostring(L, -1));
  return 1;
}

int main(int argc, char **argv) {
  lua_State *L = vn_state_new();
  if (!L) return 1;
  int status = run(L, argc > 1 ? argv[1] : NULL);
  lua_close(L);
  return status;
}
