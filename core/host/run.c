#include "host/run.h"

#include <lauxlib.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "bind/bind.h"
#include "host/interrupt.h"

static bool trace;

void vn_tell_trace(bool wanted) {
  trace = wanted;
}

// The place Lua itself puts in front of its messages, "file:line: ", is that
// of the innermost Lua function.
static void set_place(lua_State *L) {
  lua_Debug frame;
  for (int level = 1; lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0) continue;
    lua_pushfstring(L, "%s:%d: ", frame.short_src, frame.currentline);
    lua_setfield(L, 1, "place");
    lua_pushboolean(L, vn_is_ours(L, &frame));
    lua_setfield(L, 1, "ours");
    return;
  }
}

// The message handler: what is known only while the failed calls still
// stand. lua/vane/host/mend.lua makes the sentence from it afterwards.
static int gather(lua_State *L) {
  lua_settop(L, 1);
  lua_createtable(L, 0, 5);
  lua_insert(L, 1);
  lua_setfield(L, 1, "value");
  set_place(L);
  vn_push_where(L);
  lua_setfield(L, 1, "where");
  if (trace) {
    luaL_traceback(L, L, NULL, 1);
    lua_setfield(L, 1, "trace");
  }
  return 1;
}

// mend(failure, seconds): the sentence.
static int mend(lua_State *L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "vane.host.mend");
  lua_call(L, 1, 1);
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

// The sentence of the n arguments on top, which stay below it.
static int make_sentence(lua_State *L, int n_arguments) {
  int first = lua_gettop(L) - n_arguments + 1;
  lua_pushcfunction(L, mend);
  for (int k = 0; k < n_arguments; k++) lua_pushvalue(L, first + k);
  return lua_pcall(L, n_arguments, 1, 0);
}

// Memory may be what failed, but to collect it takes long where there is much.
static void tell(lua_State *L, int n_arguments) {
  if (make_sentence(L, n_arguments) != LUA_OK) {
    lua_pop(L, 1);
    lua_gc(L, LUA_GCCOLLECT, 0);
    make_sentence(L, n_arguments);
  }
  const char *text = lua_tostring(L, -1);
  fflush(stdout);
  fprintf(stderr, "%s\n", text ? text : "vane: not enough memory");
  lua_pop(L, n_arguments + 1);
}

void vn_tell(lua_State *L) {
  tell(L, 1);
}

static double seconds_since(const struct timespec *start) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)(now.tv_sec - start->tv_sec) +
         1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

int vn_run(lua_State *L, int n_arguments, int n_results) {
  int base = lua_gettop(L) - n_arguments;
  lua_pushcfunction(L, gather);
  lua_insert(L, base);
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  vn_interrupt_begin(L);
  int status = lua_pcall(L, n_arguments, n_results, base);
  bool stopped = vn_interrupt_end(L);
  lua_remove(L, base);
  if (status == LUA_OK) return VN_DONE;
  if (stopped) {
    lua_pushnumber(L, seconds_since(&start));
    if (isatty(STDERR_FILENO)) fputc(' ', stderr);  // after the "^C"
  }
  tell(L, stopped ? 2 : 1);
  return stopped ? VN_INTERRUPTED : VN_FAILED;
}
