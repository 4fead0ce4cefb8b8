#include "data/term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int from_environment(const char *name) {
  const char *text = getenv(name);
  long size = text ? strtol(text, NULL, 10) : 0;
  return size > 0 && size < 100000 ? (int)size : 0;
}

static int first_known(int a, int b, int c) {
  return a ? a : b ? b : c;
}

VnTerm vn_term(int stream) {
  struct winsize size = {0};
  if (!isatty(stream)) return (VnTerm){false, 80, 24};
  if (ioctl(stream, TIOCGWINSZ, &size) != 0) size.ws_col = size.ws_row = 0;
  return (VnTerm){
      true,
      first_known(from_environment("COLUMNS"), size.ws_col, 80),
      first_known(from_environment("LINES"), size.ws_row, 24),
  };
}

bool vn_term_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) {
      return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    }
  }
  return false;
}
