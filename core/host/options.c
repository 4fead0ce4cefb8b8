#include "host/options.h"

#include <getopt.h>
#include <lua.h>
#include <stdio.h>
#include <string.h>

#include "data/memory.h"
#include "data/near.h"
#include "data/version.h"
#include "host/run.h"

enum { COLOUR = 256, PROGRESS, NO_INIT, TRACE, VERSION, HELP };

static const struct option longs[] = {
    {"color",       required_argument, NULL, COLOUR  },
    {"help",        no_argument,       NULL, HELP    },
    {"interactive", no_argument,       NULL, 'i'     },
    {"no-init",     no_argument,       NULL, NO_INIT },
    {"progress",    required_argument, NULL, PROGRESS},
    {"quiet",       no_argument,       NULL, 'q'     },
    {"trace",       no_argument,       NULL, TRACE   },
    {"version",     no_argument,       NULL, VERSION },
    {NULL,          0,                 NULL, 0       },
};

static const char usage[] =
    "usage: vane [options] [script.lua [arguments]]\n"
    "       vane new STUDY FOLDER\n"
    "\n"
    "Without a script: a prompt on a terminal, else a script on standard\n"
    "input. A lone - is standard input.\n"
    "\n"
    "  -e CODE              runs CODE, and prints what an expression gives\n"
    "  -i, --interactive    gives the prompt after a script or -e\n"
    "  -q, --quiet          no welcome line\n"
    "      --no-init        leaves the init file of the prompt out\n"
    "      --trace          shows every call that led to an error\n"
    "      --color=WHEN     auto (on terminals), always or never\n"
    "      --progress=WHEN  auto (a bar on terminals), plain (lines) or never\n"
    "      --version        says the version\n"
    "      --help           says this\n"
    "\n"
    "new writes an empty form, a filled example and a script for a study;\n"
    "`vane new` lists the studies.\n"
    "\n"
    "Exit status: 0 done, 1 the script failed, 2 the command line is wrong,\n"
    "130 interrupted. Environment: VANE_PATH (folders of your own modules,\n"
    "apart by colons), VANE_HOME (folder of vane's Lua files), NO_COLOR.\n";

static int wrong(const char *sentence, const char *found, const char *hint) {
  fprintf(stderr, "vane: ");
  fprintf(stderr, sentence, found);
  fprintf(stderr, "%s; vane --help lists the options\n", hint);
  return VN_WRONG_COMMAND;
}

// "--trac" -> " (did you mean "--trace"?)".
static int unknown(const char *found) {
  VnNear near = vn_near(found);
  static char names[sizeof longs / sizeof *longs][24];
  for (int i = 0; longs[i].name; i++) {
    snprintf(names[i], sizeof names[i], "--%s", longs[i].name);
    vn_near_try(&near, names[i]);
  }
  return wrong("unknown option \"%s\"", found, vn_near_hint(&near));
}

// The place of a word among three; -1: it is none of them.
static int place_of(const char *word, const char *const names[3]) {
  for (int i = 0; i < 3; i++) {
    if (strcmp(word, names[i]) == 0) return i;
  }
  return -1;
}

static int read_colour(VnOptions *options, const char *when) {
  int place = place_of(when, (const char *const[]){"auto", "always", "never"});
  options->colour = (VnColour)place;
  return place >= 0 ? -1
                    : wrong("--color should be auto, always or never, found "
                            "\"%s\"",
                            when, "");
}

static int read_progress(VnOptions *options, const char *when) {
  int place = place_of(when, (const char *const[]){"auto", "plain", "never"});
  options->progress = (VnProgressWhen)place;
  return place >= 0 ? -1
                    : wrong("--progress should be auto, plain or never, found "
                            "\"%s\"",
                            when, "");
}

static int say(const char *text) {
  fputs(text, stdout);
  return VN_DONE;
}

const char *vn_options_title(void) {
  static char title[100];
  snprintf(title, sizeof title,
           "vane " VN_VERSION "  " LUA_RELEASE "  igraph %s",
           vn_igraph_version);
  return title;
}

// The option as it was written: getopt tells a short one by its letter only.
static int refuse(int option, char **argv) {
  char letter[] = {'-', (char)optopt, '\0'};
  bool is_short = optopt > 0 && optopt < COLOUR;
  const char *found = is_short ? letter : argv[optind - 1];
  if (option == ':') return wrong("option \"%s\" needs a value", found, "");
  return is_short ? wrong("unknown option \"%s\"", found, "") : unknown(found);
}

static int take(VnOptions *options, int option, char **argv) {
  switch (option) {
    case 'e': options->codes[options->n_codes++] = optarg; return -1;
    case 'i': options->prompt = true; return -1;
    case 'q': options->quiet = true; return -1;
    case NO_INIT: options->no_init = true; return -1;
    case TRACE: options->trace = true; return -1;
    case COLOUR: return read_colour(options, optarg);
    case PROGRESS: return read_progress(options, optarg);
    case VERSION: puts(vn_options_title()); return VN_DONE;
    case HELP: return say(usage);
    default: return refuse(option, argv);
  }
}

int vn_options_read(VnOptions *options, int argc, char **argv) {
  *options = (VnOptions){.program = argc > 0 ? argv[0] : "vane"};
  options->codes = vn_alloc((size_t)argc + 1, sizeof *options->codes);
  if (!options->codes) {
    fprintf(stderr, "vane: not enough memory\n");
    return VN_FAILED;
  }
  opterr = 0;
  int option, status = -1;
  while (status < 0 &&
         (option = getopt_long(argc, argv, "+:e:iq", longs, NULL)) != -1) {
    status = take(options, option, argv);
  }
  options->words = argv + optind;
  options->n_words = argc - optind;
  return status;
}

const char *vn_options_usage(void) {
  return usage;
}

void vn_options_free(VnOptions *options) {
  vn_free(options->codes);
}
