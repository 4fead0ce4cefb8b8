#include "host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bind/bind.h"
#include "data/version.h"
#include "host/edit.h"
#include "host/progress.h"
#include "host/run.h"

static VnColour colour;

void vn_host_obey(lua_State *L, const VnOptions *options) {
  colour = options->colour;
  vn_tell_trace(options->trace);
  vn_progress_open(L, options->progress);
}

static bool colourful(int stream) {
  if (colour != VN_COLOUR_AUTO) return colour == VN_COLOUR_ALWAYS;
  const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
  return isatty(stream) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

// colour(out) -> whether standard error, or output, may be coloured.
static int host_colour(lua_State *L) {
  bool out = lua_toboolean(L, 1);
  lua_pushboolean(L, colourful(out ? STDOUT_FILENO : STDERR_FILENO));
  return 1;
}

// run(f, ...) -> true and the results, or false when the failure was told.
static int host_run(lua_State *L) {
  int status = vn_run(L, lua_gettop(L) - 1, LUA_MULTRET);
  lua_pushboolean(L, status == VN_DONE);
  lua_insert(L, 1);
  return lua_gettop(L);
}

// read(prompt) -> the line; or nil, and true when Ctrl-C dropped it.
static int host_read(lua_State *L) {
  VnLine outcome = vn_edit_read(L, luaL_checkstring(L, 1));
  if (outcome == VN_LINE) return 1;
  lua_pushnil(L);
  lua_pushboolean(L, outcome == VN_LINE_DROPPED);
  return 2;
}

static int host_complete_with(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  vn_edit_complete_with(L, 1);
  return 0;
}

static int host_open_history(lua_State *L) {
  vn_edit_open_history(luaL_checkstring(L, 1), (int)luaL_checkinteger(L, 2));
  return 0;
}

static int host_remember(lua_State *L) {
  vn_edit_remember(luaL_checkstring(L, 1));
  return 0;
}

// is_typed() -> whether somebody sits at the keyboard.
static int host_is_typed(lua_State *L) {
  lua_pushboolean(L, isatty(STDIN_FILENO));
  return 1;
}

// clock() -> seconds that went by, from some start.
static int host_clock(lua_State *L) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  lua_pushnumber(L, (double)now.tv_sec + 1e-9 * (double)now.tv_nsec);
  return 1;
}

static const luaL_Reg functions[] = {
    {"clock",         host_clock        },
    {"colour",        host_colour       },
    {"complete_with", host_complete_with},
    {"is_typed",      host_is_typed     },
    {"open_history",  host_open_history },
    {"read",          host_read         },
    {"remember",      host_remember     },
    {"run",           host_run          },
    {NULL,            NULL              },
};

int luaopen_vane_core_host(lua_State *L) {
  luaL_newlib(L, functions);
  lua_pushliteral(L, VN_VERSION);
  lua_setfield(L, -2, "version");
  lua_pushstring(L, vn_options_title());
  lua_setfield(L, -2, "title");
  lua_pushstring(L, vn_options_usage());
  lua_setfield(L, -2, "usage");
  return 1;
}
