// vane: options, one Lua state, a script or the prompt, exit status.
#include <errno.h>
#include <lauxlib.h>
#include <lua.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/file.h"
#include "data/memory.h"
#include "host/host.h"
#include "host/options.h"
#include "host/run.h"
#include "host/state.h"

// Puts a function of one of our Lua files on the stack.
static void push_ours(lua_State *L, const char *module, const char *name) {
  lua_getglobal(L, "require");
  lua_pushstring(L, module);
  lua_call(L, 1, 1);
  if (!name) return;
  lua_getfield(L, -1, name);
  lua_remove(L, -2);
}

static int run_codes(lua_State *L, const VnOptions *options) {
  int status = VN_DONE;
  for (int i = 0; i < options->n_codes && status == VN_DONE; i++) {
    push_ours(L, "vane.host.session", "evaluate");
    lua_pushstring(L, options->codes[i]);
    lua_pushliteral(L, "=-e");
    status = vn_run(L, 2, 0);
  }
  return status;
}

static int push_arguments(lua_State *L, const VnOptions *options) {
  luaL_checkstack(L, options->n_words, "too many arguments");
  for (int i = 1; i < options->n_words; i++) {
    lua_pushstring(L, options->words[i]);
  }
  return options->n_words > 1 ? options->n_words - 1 : 0;
}

// What a load left on the stack, told as a failure of that file.
static void tell_load(lua_State *L, const char *path, int status) {
  lua_createtable(L, 0, 2);
  lua_insert(L, -2);
  lua_setfield(L, -2, "value");
  lua_pushfstring(L, "%s: ", status == LUA_ERRFILE ? "vane" : path);
  lua_setfield(L, -2, "where");
  vn_tell(L);
}

// luaL_loadfilex, but a file that is not there is said with the nearest name.
static int load_file(lua_State *L, const char *path) {
  VnErr err;
  bool is_there = !path || access(path, F_OK) == 0 || errno != ENOENT;
  if (is_there) return luaL_loadfilex(L, path, "t");
  vn_file_absent(path, &err);
  const char *is_file = strpbrk(path, "./");
  lua_pushfstring(L, "reading \"%s\": %s%s", path, err.text,
                  is_file ? "" : "; vane --help lists what can be asked");
  return LUA_ERRFILE;
}

// path: NULL for standard input.
static int run_file(lua_State *L, const VnOptions *options, const char *path) {
  int failed = load_file(L, path);
  if (failed) {
    tell_load(L, path ? path : "stdin", failed);
    return VN_FAILED;
  }
  vn_push_environment(L);
  lua_setupvalue(L, -2, 1);
  return vn_run(L, push_arguments(L, options), 0);
}

static int run_script(lua_State *L, const VnOptions *options) {
  const char *first = options->n_words > 0 ? options->words[0] : NULL;
  if (first) return run_file(L, options, strcmp(first, "-") ? first : NULL);
  bool nothing_else = options->n_codes == 0 && !options->prompt;
  return nothing_else ? run_file(L, options, NULL) : VN_DONE;
}

static int run_prompt(lua_State *L, const VnOptions *options) {
  push_ours(L, "vane.host.prompt", NULL);
  lua_pushboolean(L, options->quiet);
  lua_pushboolean(L, options->no_init);
  lua_call(L, 2, 0);
  return VN_DONE;
}

static int write_forms(lua_State *L, const VnOptions *options) {
  push_ours(L, "vane.host.new", NULL);
  int status = vn_run(L, push_arguments(L, options), 1);
  if (status != VN_DONE) return status;
  bool right = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return right ? VN_DONE : VN_WRONG_COMMAND;
}

static int run(lua_State *L, const VnOptions *options) {
  if (options->n_words > 0 && strcmp(options->words[0], "new") == 0) {
    return write_forms(L, options);
  }
  bool bare = options->n_words == 0 && options->n_codes == 0;
  bool prompt = options->prompt || (bare && isatty(STDIN_FILENO));
  int status = run_codes(L, options);
  if (status == VN_DONE && !(bare && prompt)) status = run_script(L, options);
  return prompt ? run_prompt(L, options) : status;
}

// The whole program, called protected; leaves the exit status.
static int program(lua_State *L) {
  const VnOptions *options = lua_touserdata(L, 1);
  lua_settop(L, 0);
  push_ours(L, "vane.host.begin", NULL);
  vn_push_environment(L);
  lua_createtable(L, options->n_words, 1);
  for (int i = -1; i < options->n_words; i++) {
    lua_pushstring(L, i < 0 ? options->program : options->words[i]);
    lua_rawseti(L, -2, i);
  }
  lua_call(L, 2, 0);
  lua_pushinteger(L, run(L, options));
  return 1;
}

// Results that could not be written are a failure.
static int flushed(int status) {
  if (fflush(stdout) == 0 && !ferror(stdout)) return status;
  fprintf(stderr, "vane: cannot write the results: %s\n", strerror(errno));
  return status == VN_DONE ? VN_FAILED : status;
}

int main(int argc, char **argv) {
  VnOptions options;
  vn_refuse_as_told();
  int status = vn_options_read(&options, argc, argv);
  lua_State *L = status < 0 ? vn_state_new() : NULL;
  if (L) {
    vn_host_obey(L, &options);
    lua_pushcfunction(L, program);
    lua_pushlightuserdata(L, &options);
    if (lua_pcall(L, 1, 1, 0) == LUA_OK) {
      status = (int)lua_tointeger(L, -1);
    } else {
      vn_tell(L);
    }
    vn_state_end(L);
  }
  vn_options_free(&options);
  return flushed(status < 0 ? VN_FAILED : status);
}
