#include "host/edit.h"

#include <errno.h>
#include <fcntl.h>
#include <lauxlib.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "bind/bind.h"
#include "data/memory.h"
#include "data/stop.h"

static bool dropped;                     // by Ctrl-C, until the line ends
static volatile sig_atomic_t continued;  // after Ctrl-Z and fg
static char *history_path;


// ---- keys ----

static void on_continue(int unused) {
  (void)unused;
  continued = 1;
}

// The shell left the terminal in its own state.
static void take_terminal_back(void) {
  continued = 0;
  if (rl_deprep_term_function) rl_deprep_term_function();
  if (rl_prep_term_function) rl_prep_term_function(1);
  rl_forced_update_display();
}

// Waits until a key can be read, or a signal has come: SIGINT is let through
// only while waiting, so that none falls between the look and the wait.
static void wait_for_key(int stream) {
  sigset_t none, interrupt, before;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  sigprocmask(SIG_BLOCK, &interrupt, &before);
  none = before;
  sigdelset(&none, SIGINT);
  fd_set ready;
  FD_ZERO(&ready);
  FD_SET(stream, &ready);
  if (!vn_stop_flag) pselect(stream + 1, &ready, NULL, NULL, NULL, &none);
  sigprocmask(SIG_SETMASK, &before, NULL);
}

// Readline's own handling of SIGINT would keep the half-typed line. After
// Ctrl-C every key is Enter until the line is out, whatever asked for it.
static int read_key(FILE *file) {
  int stream = fileno(file);
  while (!dropped) {
    unsigned char key;
    wait_for_key(stream);
    if (vn_stop_flag) {
      dropped = true;
      rl_echo_signal_char(SIGINT);
    } else if (continued) {
      take_terminal_back();
    } else {
      rl_check_signals();
      ssize_t n = read(stream, &key, 1);
      if (n == 1) return key;
      if (n == 0 || errno != EINTR) return EOF;
    }
  }
  return '\n';
}


// ---- completion ----

static lua_State *asking;
static int answer = LUA_NOREF;  // the function that completes
static char **candidates;       // while readline takes them
static size_t n_candidates, next_candidate;

void vn_edit_complete_with(lua_State *L, int arg) {
  luaL_unref(L, LUA_REGISTRYINDEX, answer);
  lua_pushvalue(L, arg);
  answer = luaL_ref(L, LUA_REGISTRYINDEX);
}

static char *give_candidate(const char *word, int state) {
  (void)word;
  if (state == 0) next_candidate = 0;
  return next_candidate < n_candidates ? candidates[next_candidate++] : NULL;
}

// Takes the list on top of the stack over; readline frees what it is given.
static void take_candidates(lua_State *L) {
  size_t n = (size_t)lua_rawlen(L, -1);
  n_candidates = 0;
  candidates = vn_alloc(n, sizeof *candidates);
  for (size_t i = 0; candidates && i < n; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    const char *text = lua_tostring(L, -1);
    char *copy = text ? vn_copy_text(text) : NULL;
    if (copy) candidates[n_candidates++] = copy;
    lua_pop(L, 1);
  }
}

// Asks the Lua side; false: it has no say here, so file names are meant.
static bool ask(lua_State *L, const char *word, int start) {
  char quote[2] = {(char)rl_completion_quote_character, '\0'};
  lua_rawgeti(L, LUA_REGISTRYINDEX, answer);
  lua_pushstring(L, rl_line_buffer);
  lua_pushinteger(L, start);
  lua_pushstring(L, word);
  lua_pushstring(L, quote);
  bool said = lua_pcall(L, 4, 1, 0) == LUA_OK && lua_istable(L, -1);
  if (said) take_candidates(L);
  lua_pop(L, 1);
  return said;
}

// Inside quotes only the quotes end a word: file and column names may hold
// anything.
static char *word_ends(void) {
  static char in_code[] = " \t\n\"'`$><=;|&{}()[],.:+-*/^%#~?";
  static char in_quotes[] = "\"'";
  char quote = '\0';
  for (int i = 0; i < rl_point; i++) {
    char letter = rl_line_buffer[i];
    if (quote == letter) quote = '\0';
    else if (!quote && strchr(in_quotes, letter)) quote = letter;
  }
  return quote ? in_quotes : in_code;
}

static char **complete(const char *word, int start, int end) {
  (void)end;
  bool quoted = rl_completion_quote_character != 0;
  rl_completion_append_character = '\0';
  if (answer == LUA_NOREF || !ask(asking, word, start)) {
    rl_attempted_completion_over = !quoted;
    return NULL;
  }
  rl_attempted_completion_over = 1;
  char **matches = rl_completion_matches(word, give_candidate);
  vn_free(candidates);
  candidates = NULL;
  return matches;
}


// ---- lines ----

static void begin(void) {
  static bool begun;
  if (begun) return;
  begun = true;
  setlocale(LC_CTYPE, "");  // letters of several bytes; numbers stay as in C
  rl_readline_name = "vane";
  rl_outstream = isatty(STDERR_FILENO) ? stderr : stdout;
  rl_catch_signals = 0;
  rl_change_environment = 0;
  rl_getc_function = read_key;
  rl_attempted_completion_function = complete;
  rl_completer_quote_characters = "\"'";
  rl_completion_word_break_hook = word_ends;
  rl_completion_query_items = 0;
  rl_variable_bind("page-completions", "off");
  struct sigaction action = {.sa_handler = on_continue};
  sigemptyset(&action.sa_mask);
  sigaction(SIGCONT, &action, NULL);
}

static VnLine read_plain(lua_State *L) {
  void **line = vn_hold(L, free);
  size_t room = 0;
  ssize_t n = getline((char **)line, &room, stdin);
  if (n > 0 && ((char *)*line)[n - 1] == '\n') n--;
  if (n >= 0) lua_pushlstring(L, *line, (size_t)n);
  return n >= 0 ? VN_LINE : VN_LINE_END;
}

// Readline itself ends the line of the last prompt where it takes pasted
// blocks whole.
static void end_line(void) {
  const char *whole = rl_variable_value("enable-bracketed-paste");
  if (!whole || strcmp(whole, "on") != 0) fputc('\n', rl_outstream);
}

VnLine vn_edit_read(lua_State *L, const char *prompt) {
  if (!isatty(STDIN_FILENO)) return read_plain(L);
  begin();
  asking = L;
  vn_stop_flag = 0;
  dropped = false;
  void **line = vn_hold(L, free);
  *line = readline(prompt);
  if (dropped) return VN_LINE_DROPPED;
  if (!*line) {
    end_line();
    return VN_LINE_END;
  }
  lua_pushstring(L, *line);
  return VN_LINE;
}


// ---- history ----

void vn_edit_open_history(const char *path, int most) {
  using_history();
  history_comment_char = '#';
  history_write_timestamps = 1;  // marks where an entry of several lines ends
  int file = open(path, O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) return;
  close(file);
  read_history(path);
  int n = history_length;
  stifle_history(most);
  if (n > most) write_history(path);
  history_path = vn_copy_text(path);
}

void vn_edit_remember(const char *entry) {
  HIST_ENTRY *last = history_length > 0
                         ? history_get(history_base + history_length - 1)
                         : NULL;
  if (last && strcmp(last->line, entry) == 0) return;
  add_history(entry);
  if (history_path) append_history(1, history_path);
}
