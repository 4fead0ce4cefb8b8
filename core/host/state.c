#include "host/state.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "bind/bind.h"
#include "data/memory.h"
#include "host/host.h"
#include "host/interrupt.h"
#include "host/place.h"

#define ENVIRONMENT "vane.environment"

static bool ending;  // the program, and the system takes all memory back

// Lua's own memory, through the door that a test can close.
static void *allocate(void *unused, void *room, size_t old, size_t size) {
  (void)unused, (void)old;
  if (size == 0) {
    if (!ending) free(room);
    return NULL;
  }
  return vn_refused() ? NULL : realloc(room, size);
}

static int open_vocabulary(lua_State *L) {
  const char *home = lua_tostring(L, 1);
  luaL_openlibs(L);
  vn_preload(L, lua_tostring(L, 2));
  luaL_requiref(L, "vane.core.host", luaopen_vane_core_host, 0);
  vn_interrupt_open(L);
  lua_pushfstring(L, "%s/vane/", home);
  lua_setfield(L, LUA_REGISTRYINDEX, "vane.home");
  lua_getglobal(L, "package");
  lua_pushfstring(L, "%s/?.lua;%s/?/init.lua;", home, home);
  lua_getfield(L, -2, "path");
  lua_concat(L, 2);
  lua_setfield(L, -2, "path");
  lua_getglobal(L, "require");
  lua_pushliteral(L, "vane");
  lua_call(L, 1, 1);
  lua_setfield(L, LUA_REGISTRYINDEX, ENVIRONMENT);
  return 0;
}

void vn_push_environment(lua_State *L) {
  lua_getfield(L, LUA_REGISTRYINDEX, ENVIRONMENT);
}

lua_State *vn_state_new(void) {
  char home[4100], object[4100];
  if (!vn_place_home(home, sizeof home)) {
    fprintf(stderr, "vane: cannot find its Lua files (vane/init.lua); set "
                    "VANE_HOME to the folder that holds them\n");
    return NULL;
  }
  vn_place_object(object, sizeof object);
  lua_State *L = lua_newstate(allocate, NULL);
  if (!L) {
    fprintf(stderr, "vane: not enough memory\n");
    return NULL;
  }
  lua_pushcfunction(L, open_vocabulary);
  lua_pushstring(L, home);
  lua_pushstring(L, object);
  if (lua_pcall(L, 2, 0, 0) == LUA_OK) return L;
  fprintf(stderr, "vane: %s\n", lua_tostring(L, -1));
  lua_close(L);
  return NULL;
}

// A sanitizer counts what is left.
void vn_state_end(lua_State *L) {
#ifndef __SANITIZE_ADDRESS__
  ending = true;
#endif
  lua_close(L);
}
