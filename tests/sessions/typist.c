// Sits at a terminal: runs a program on one, types what a play says and waits
// for what it should see. The play comes on standard input, a line each:
//
//   type TEXT    with \n \t \e \\ and \cX (Ctrl-X) as escapes
//   see TEXT     until that has been written since the last `see`
//
// What the terminal showed goes to standard output. Exit status: that of the
// program, or 99 when something was not seen in time.
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATIENCE 20000  // milliseconds
#define ROOM (1 << 20)

static char shown[ROOM];
static size_t n_shown, n_seen;

typedef enum { WROTE, ENDED, SILENT } Watched;

// Waits for the program to write something, or to end.
static Watched watch(int terminal) {
  struct pollfd ready = {.fd = terminal, .events = POLLIN};
  if (poll(&ready, 1, PATIENCE) <= 0 || n_shown + 1 >= ROOM) return SILENT;
  ssize_t n = read(terminal, shown + n_shown, ROOM - n_shown - 1);
  if (n <= 0) return ENDED;
  n_shown += (size_t)n;
  shown[n_shown] = '\0';
  return WROTE;
}

static bool see(int terminal, const char *text) {
  for (;;) {
    char *found = strstr(shown + n_seen, text);
    if (found) {
      n_seen = (size_t)(found - shown) + strlen(text);
      return true;
    }
    if (watch(terminal) != WROTE) return false;
  }
}

static bool see_end(int terminal) {
  Watched last;
  while ((last = watch(terminal)) == WROTE) continue;
  return last == ENDED;
}

// Replaces the escapes of a line in place; gives its length.
static size_t unescape(char *line) {
  char *to = line;
  for (const char *from = line; *from; from++) {
    if (*from != '\\') {
      *to++ = *from;
      continue;
    }
    switch (*++from) {
      case 'n': *to++ = '\r'; break;
      case 't': *to++ = '\t'; break;
      case 'e': *to++ = '\033'; break;
      case 'c': *to++ = (char)(*++from & 31); break;
      default: *to++ = *from;
    }
  }
  *to = '\0';
  return (size_t)(to - line);
}

static bool type(int terminal, const char *text, size_t length) {
  return write(terminal, text, length) == (ssize_t)length;
}

static bool play(int terminal) {
  char line[4096];
  while (fgets(line, sizeof line, stdin)) {
    line[strcspn(line, "\n")] = '\0';
    char *text = line + strcspn(line, " ");
    if (*text) *text++ = '\0';
    size_t length = unescape(text);
    bool typing = strcmp(line, "type") == 0;
    if (!(typing ? type(terminal, text, length) : see(terminal, text))) {
      fprintf(stderr, "not seen: %s\n", text);
      return false;
    }
  }
  return true;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  int terminal;
  pid_t child = forkpty(&terminal, NULL, NULL, &size);
  if (child < 0) return 77;
  if (child == 0) {
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  bool done = play(terminal);
  if (done && !see_end(terminal)) {
    fprintf(stderr, "the program did not end\n");
    done = false;
  }
  if (!done) kill(child, SIGKILL);
  int status;
  waitpid(child, &status, 0);
  fputs(shown, stdout);
  return !done ? 99 : WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}
