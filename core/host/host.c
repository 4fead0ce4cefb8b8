#include "host/host.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bind/bind.h"
#include "data/version.h"
#include "host/run.h"

static VnColour colour;

void vn_host_obey(const VnOptions *options) {
  colour = options->colour;
  vn_tell_trace(options->trace);
}

static bool colourful(int stream) {
  if (colour != VN_COLOUR_AUTO) return colour == VN_COLOUR_ALWAYS;
  const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
  return isatty(stream) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

// colour() -> whether standard error may be coloured.
static int host_colour(lua_State *L) {
  lua_pushboolean(L, colourful(STDERR_FILENO));
  return 1;
}

// run(f, ...) -> true and the results, or false when the failure was told.
static int host_run(lua_State *L) {
  int status = vn_run(L, lua_gettop(L) - 1, LUA_MULTRET);
  lua_pushboolean(L, status == VN_DONE);
  lua_insert(L, 1);
  return lua_gettop(L);
}

static const luaL_Reg functions[] = {
    {"colour", host_colour},
    {"run",    host_run   },
    {NULL,     NULL       },
};

int luaopen_vane_core_host(lua_State *L) {
  luaL_newlib(L, functions);
  lua_pushliteral(L, VN_VERSION);
  lua_setfield(L, -2, "version");
  return 1;
}
