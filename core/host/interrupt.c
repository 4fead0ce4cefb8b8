#include "host/interrupt.h"

#include <errno.h>
#include <lauxlib.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "data/stop.h"

#define DEEPEST_CLOSE 100  // 5.4.4 overflows the C stack at some thousand

static lua_State *volatile running;  // the thread to stop; NULL: none
static volatile sig_atomic_t n_presses;
static struct timespec first_press;

// Stays armed until vn_interrupt_end, so that a pcall that caught it is
// stopped at its next instruction.
static void stop(lua_State *L, lua_Debug *unused) {
  (void)unused;
  if (!vn_stop_flag) {  // armed in a coroutine that an earlier run left
    lua_sethook(L, NULL, 0, 0);
    return;
  }
  lua_pushliteral(L, "interrupted");
  lua_error(L);
}

static void arm(lua_State *L) {
  lua_sethook(L, stop, LUA_MASKCALL | LUA_MASKCOUNT, 1);
}

static void write_line(const char *text) {
  ssize_t n = write(STDERR_FILENO, text, strlen(text));
  (void)n;
}

// Code that looks at no flag and runs no Lua (a pattern without end, a
// finalizer) can only be left together with the session.
static void press_again(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (now.tv_sec - first_press.tv_sec < 2) return;
  if (++n_presses == 2) {
    write_line("\nvane: this does not answer; Ctrl-C once more leaves vane "
               "and loses the session\n");
  } else if (n_presses > 2) {
    _exit(130);
  }
}

static void on_interrupt(int unused) {
  (void)unused;
  int kept = errno;
  if (!running || !vn_stop_flag) {
    vn_stop_flag = 1, n_presses = 1;
    clock_gettime(CLOCK_MONOTONIC, &first_press);
    if (running) arm(running);
  } else {
    press_again();
  }
  errno = kept;
}

void vn_interrupt_begin(lua_State *L) {
  running = L;
  if (vn_stop_flag) arm(L);
}

bool vn_interrupt_end(lua_State *L) {
  running = NULL;
  lua_sethook(L, NULL, 0, 0);
  bool stopped = vn_stop_flag;
  vn_stop_flag = 0;
  return stopped;
}


// ---- coroutines ----

static void give_back(lua_State *L, lua_State *before) {
  running = before;
  if (before && vn_stop_flag) arm(L);
}

static lua_State *check_thread(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argexpected(L, co, 1, "coroutine");
  return co;
}

// Moves n arguments over and resumes: how many results stand on L, or -1
// with the error on top.
static int resume(lua_State *L, lua_State *co, int n) {
  if (!lua_checkstack(co, n)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, n);
  lua_State *before = running;
  if (before) running = co;
  int status = lua_resume(co, L, n, &n);
  give_back(L, before);
  bool fine = status == LUA_OK || status == LUA_YIELD;
  if (fine && !lua_checkstack(L, n + 1)) {
    lua_pop(co, n);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(co, L, fine ? n : 1);
  return fine ? n : -1;
}

static int co_resume(lua_State *L) {
  lua_State *co = check_thread(L);
  int n = resume(L, co, lua_gettop(L) - 1);
  lua_pushboolean(L, n >= 0);
  if (n < 0) n = 1;
  lua_insert(L, -(n + 1));
  return n + 1;
}

// Closes a stopped coroutine; false leaves the error on top of it.
static bool close_thread(lua_State *L, lua_State *co) {
  static int depth;
  if (depth >= DEEPEST_CLOSE) {
    luaL_error(L, "coroutines that close each other are nested too deep");
  }
  depth++;
  lua_State *before = running;
  if (before) running = co;
  int status = lua_resetthread(co);
  give_back(L, before);
  depth--;
  return status == LUA_OK;
}

static int co_close(lua_State *L) {
  lua_State *co = check_thread(L);
  lua_Debug frame;
  bool started = lua_status(co) == LUA_OK && lua_getstack(co, 0, &frame);
  if (co == L || started) {
    return luaL_error(L, "cannot close a coroutine that is running");
  }
  bool fine = close_thread(L, co);
  lua_pushboolean(L, fine);
  if (fine) return 1;
  lua_xmove(co, L, 1);
  return 2;
}

static int call_wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int n = resume(L, co, lua_gettop(L));
  if (n >= 0) return n;
  int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD && !close_thread(L, co)) {
    lua_xmove(co, L, 1);
  }
  return lua_error(L);
}

static int co_wrap(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  lua_pushcclosure(L, call_wrapped, 1);
  return 1;
}


// ---- xpcall ----

// A message handler runs where no hook can reach it once the hook itself has
// raised, so then it is not called.
static int handle(lua_State *L) {
  if (vn_stop_flag) return 1;
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

static int all_results(lua_State *L, int unused, lua_KContext none) {
  (void)unused, (void)none;
  return lua_gettop(L);
}

static int guarded_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, handle, 1);
  lua_replace(L, 2);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, all_results);
  return lua_gettop(L);
}

static const luaL_Reg tracked[] = {
    {"close",  co_close },
    {"resume", co_resume},
    {"wrap",   co_wrap  },
    {NULL,     NULL     },
};

void vn_interrupt_open(lua_State *L) {
  lua_getglobal(L, "coroutine");
  luaL_setfuncs(L, tracked, 0);
  lua_pop(L, 1);
  lua_getglobal(L, "xpcall");
  lua_pushcclosure(L, guarded_xpcall, 1);
  lua_setglobal(L, "xpcall");
  struct sigaction action = {.sa_handler = on_interrupt};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);  // no SA_RESTART: reads must return
}
