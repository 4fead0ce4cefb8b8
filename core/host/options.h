// The command line, read once.
#ifndef VN_OPTIONS_H
#define VN_OPTIONS_H

#include <stdbool.h>

typedef enum { VN_COLOUR_AUTO, VN_COLOUR_ALWAYS, VN_COLOUR_NEVER } VnColour;
typedef enum {
  VN_PROGRESS_AUTO,   // a bar, where standard error is a terminal
  VN_PROGRESS_PLAIN,  // a line for each stage, when it ends
  VN_PROGRESS_NEVER
} VnProgressWhen;

typedef struct {
  const char *program;  // how the program was called
  const char **codes;   // each -e CODE, in order
  int n_codes;
  char **words;  // what follows the options: script and its arguments
  int n_words;
  bool prompt;   // -i: a prompt when the script is done
  bool quiet;    // -q: no welcome
  bool no_init;  // the init file is not run
  bool trace;    // errors show every call that led to them
  VnColour colour;
  VnProgressWhen progress;
} VnOptions;

// The exit status when the command line is already answered (--help) or
// wrong, else -1.
int vn_options_read(VnOptions *options, int argc, char **argv);

// "vane 0.1  Lua 5.4.4  igraph 0.10.2"
const char *vn_options_title(void);

// The text of --help, which the manual page is made from, too.
const char *vn_options_usage(void);
void vn_options_free(VnOptions *options);

#endif
