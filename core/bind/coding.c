// vane.core.coding: units of text and their codes, as Lua says them.
#include "bind/coding.h"

#include "bind/events.h"
#include "bind/frame.h"
#include "bind/modules.h"
#include "calc/coding/events.h"
#include "calc/coding/frame.h"
#include "calc/coding/rows.h"
#include "calc/coding/use.h"
#include "calc/coding/wide.h"
#include "calc/coding/occurrence.h"
#include "data/memory.h"

#define NOUN "coding"

// A box with a function beside it stands for what that gives: the coding that
// an open store holds now. The function keeps what it gave last, too.
VnCoding *vn_check_coding(lua_State *L, int arg) {
  VnCoding *coding = vn_check(L, arg, NOUN);
  bool is_live = lua_getiuservalue(L, arg, 1) == LUA_TFUNCTION;
  if (is_live) {
    lua_call(L, 0, 1);
    coding = vn_check(L, -1, NOUN);
  }
  lua_pop(L, 1);
  return coding;
}

VnCoding **vn_push_coding(lua_State *L) {
  return (VnCoding **)vn_box(L, NOUN);
}

static int coding_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_coding_free(*box);
  *box = NULL;
  return 0;
}

const uint32_t *vn_check_marks(lua_State *L, int arg, const VnCoding *c,
                               uint32_t *n) {
  if (vn_check_list(L, arg, "the marks") != c->n_sources)
    vn_error(L, "a mark is needed for each of %zu sources", c->n_sources);
  uint32_t *marks = lua_newuserdatauv(L, (c->n_sources + 1) * sizeof *marks, 0);
  *n = 0;
  for (size_t s = 0; s < c->n_sources; s++) {
    lua_rawgeti(L, arg, (lua_Integer)s + 1);
    marks[s] = (uint32_t)vn_check_integer(L, -1, "a mark");
    if (marks[s] != VN_NO_MARK && marks[s] >= *n) *n = marks[s] + 1;
    lua_pop(L, 1);
  }
  return marks;
}


// ---- making ----

static const char *check_optional_text(lua_State *L, int arg,
                                       const char *what) {
  return lua_isnoneornil(L, arg) ? NULL : vn_check_text(L, arg, what);
}

static const VnFrame *check_optional_frame(lua_State *L, int arg) {
  return lua_isnoneornil(L, arg) ? NULL : vn_check_frame(L, arg);
}

// from_rows(frame, unit, source, coder, code, codes, coders); columns that
// are nil are not there.
static int coding_from_rows(lua_State *L) {
  VnErr err;
  lua_settop(L, 7);
  const VnFrame *f = vn_check_frame(L, 1);
  VnCodingRows rows = {
      .unit = vn_check_text(L, 2, "'unit'"),
      .source = check_optional_text(L, 3, "'source'"),
      .coder = check_optional_text(L, 4, "'coder'"),
      .code = vn_check_text(L, 5, "'code'"),
      .codes = check_optional_frame(L, 6),
      .coders = check_optional_frame(L, 7),
  };
  VnCoding **c = vn_push_coding(L);
  *c = vn_coding_from_rows(f, &rows, &err);
  return *c ? 1 : vn_raise_while(L, &err, "coding");
}

// unlike(coding) -> how many names of units more than one source had, and a
// frame of the columns in which rows of a unit differ, or nil
static int coding_unlike(lua_State *L) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  lua_pushinteger(L, (lua_Integer)c->n_within);
  if (!c->unlike) return 1;
  VnFrame **f = vn_push_frame(L);
  *f = vn_frame_slice(c->unlike, 0, c->unlike->n_rows, &err);
  return *f ? 2 : vn_raise_while(L, &err, "coding");
}

// live(function) -> coding, which is what the function gives when it is asked.
static int coding_live(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  VnCoding **c = vn_push_coding(L);
  *c = vn_coding_blank();
  if (!*c) return vn_error(L, "coding: not enough memory");
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

// from_wide(frame, codes) -> rows
static int coding_from_wide(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  const VnNames *codes = vn_check_names(L, 2, "code");
  VnFrame **rows = vn_push_frame(L);
  *rows = vn_coding_from_wide(f, codes, &err);
  return *rows ? 1 : vn_raise_while(L, &err, "coding");
}


// ---- what it is made of ----

static int give_frame(lua_State *L,
                      VnFrame *(*make)(const VnCoding *, VnErr *)) {
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = make(c, &err);
  return *f ? 1 : vn_raise_while(L, &err, vn_called_as(L));
}

static int give_part(lua_State *L, const VnFrame *part) {
  VnErr err;
  VnFrame **f = vn_push_frame(L);
  *f = vn_frame_slice(part, 0, part->n_rows, &err);
  return *f ? 1 : vn_raise_while(L, &err, vn_called_as(L));
}

static const char rows_help[] =
    "c:rows() -> frame\n"
    "  A row for each coding: unit, coder, code. Where a coder looked at a\n"
    "  unit and gave it no code, code is missing.\n"
    "\n"
    "  > c = coding(frame{ unit = {1, 1, 2}, code = {\"b\", \"a\", na} })\n"
    "  > c:rows()\n"
    "  frame 3 x 3\n"
    "    unit  coder    code\n"
    "       1  unknown  a\n"
    "       1  unknown  b\n"
    "       2  unknown  na\n";

static int coding_rows(lua_State *L) {
  return give_frame(L, vn_coding_to_rows);
}

static const char use_help[] =
    "c:use() -> frame\n"
    "  How each code was used: code, units, coders and, where the sources are\n"
    "  known, sources: how many of each.\n"
    "\n"
    "  > c = coding(frame{ unit = {1, 1, 2}, code = {\"b\", \"a\", \"a\"} })\n"
    "  > c:use()\n"
    "  frame 2 x 3\n"
    "    code  units  coders\n"
    "    a         2       1\n"
    "    b         1       1\n";

static int coding_use(lua_State *L) {
  return give_frame(L, vn_coding_use);
}

static const char overlap_help[] =
    "c:overlap() -> frame\n"
    "  How many units were looked at by one coder, by two, ...: coders, units.\n"
    "\n"
    "  > who, what = {\"x\", \"y\", \"x\"}, {\"b\", \"a\", na}\n"
    "  > f = frame{ unit = {1, 1, 2}, coder = who, code = what }\n"
    "  > coding(f):overlap()\n"
    "  frame 2 x 2\n"
    "    coders  units\n"
    "         1      1\n"
    "         2      1\n";

static int coding_overlap(lua_State *L) {
  return give_frame(L, vn_coding_overlap);
}

static const char codes_help[] =
    "c:codes() -> frame\n"
    "  The codes there are, used or not, and what is known of each: code, and\n"
    "  of projects parent, codable, colour, definition, guid.\n"
    "\n"
    "  > coding(frame{ unit = {1, 2}, code = {\"b\", \"a\"} }):codes()\n"
    "  frame 2 x 1\n"
    "    code\n"
    "    a\n"
    "    b\n";

static int coding_codes(lua_State *L) {
  return give_part(L, vn_check_coding(L, 1)->codes);
}

static const char coders_help[] =
    "c:coders() -> frame\n"
    "  The coders, and what is known of each.\n"
    "\n"
    "  > coding(frame{ unit = {1}, code = {\"b\"} }):coders():get(1, \"coder\")\n"
    "  unknown\n";

static int coding_coders(lua_State *L) {
  return give_part(L, vn_check_coding(L, 1)->coders);
}

static const char sources_help[] =
    "c:sources() -> frame\n"
    "  The sources that the units come from, and what is known of each: date,\n"
    "  type, language, actor.\n"
    "  Raises when the sources are not known.\n"
    "\n"
    "  > f = frame{ unit = {1, 2}, source = {\"x\", \"x\"}, code = {\"b\", na} }\n"
    "  > coding(f):sources().n_rows\n"
    "  1\n";

static int coding_sources(lua_State *L) {
  const VnCoding *c = vn_check_coding(L, 1);
  if (!c->sources) {
    return vn_error(L, "sources: the coding does not say from which sources "
                       "its units come");
  }
  return give_part(L, c->sources);
}

static const char events_help[] =
    "c:events(unit) -> events\n"
    "  The units as groups of the codes that anybody gave them; with\n"
    "  \"source\", the sources as groups of the codes of all their units.\n"
    "  Raises when the sources are asked for and not known.\n"
    "\n"
    "  > c = coding(frame{ unit = {1, 1, 2}, code = {\"b\", \"a\", \"a\"} })\n"
    "  > c:events().n_entries\n"
    "  3\n";

static int coding_events(lua_State *L) {
  static const char *const units[] = {"unit", "source", NULL};
  VnErr err;
  const VnCoding *c = vn_check_coding(L, 1);
  VnCodingView view = {.whole = vn_check_word(L, 2, units, 0) == 1,
                       .coder = VN_NOTHING};
  VnEvents **e = vn_push_events(L);
  *e = vn_coding_events(c, &view, &err);
  return *e ? 1 : vn_raise_while(L, &err, "events");
}


// ---- fields ----

static int give_count(lua_State *L, size_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

static int coding_n_units(lua_State *L) {
  return give_count(L, vn_check_coding(L, 1)->n_units);
}

static int coding_n_codes(lua_State *L) {
  return give_count(L, vn_check_coding(L, 1)->n_codes);
}

static int coding_n_coders(lua_State *L) {
  return give_count(L, vn_check_coding(L, 1)->n_known_coders);
}

static int coding_n_sources(lua_State *L) {
  return give_count(L, vn_check_coding(L, 1)->n_sources);
}

static int coding_n_codings(lua_State *L) {
  return give_count(L, vn_check_coding(L, 1)->n_codings);
}

static int coding_n_nothing(lua_State *L) {
  const VnCoding *c = vn_check_coding(L, 1);
  return give_count(L, c->n_entries - c->n_codings);
}

static int coding_n_left_out(lua_State *L) {
  return give_count(L, vn_check_coding(L, 1)->n_left_out);
}

static int coding_n_repeated(lua_State *L) {
  return give_count(L, vn_check_coding(L, 1)->n_repeated);
}

static int coding_source(lua_State *L) {
  lua_pushstring(L, vn_check_coding(L, 1)->origin);
  return 1;
}

static const VnEntry functions[] = {
    {NULL, NULL, NULL},
};

static const VnEntry methods[] = {
    {"rows",    coding_rows,    rows_help   },
    {"use",     coding_use,     use_help    },
    {"overlap", coding_overlap, overlap_help},
    {"codes",   coding_codes,   codes_help  },
    {"coders",  coding_coders,  coders_help },
    {"sources", coding_sources, sources_help},
    {"events",  coding_events,  events_help },
    {NULL,      NULL,           NULL        },
};

// What lua/vane/data/coding.lua says with named options.
static const VnEntry native[] = {
    {"from_rows", coding_from_rows, NULL},
    {"from_wide", coding_from_wide, NULL},
    {"live",      coding_live,      NULL},
    {"unlike",    coding_unlike,    NULL},
    {NULL,        NULL,             NULL},
};

static const VnEntry fields[] = {
    {"n_units",    coding_n_units,    "how many units"                         },
    {"n_codes",    coding_n_codes,    "how many codes, used or not"            },
    {"n_coders",   coding_n_coders,   "how many coders are known by name, or 1"},
    {"n_sources",  coding_n_sources,  "how many sources; 0: unknown"           },
    {"n_codings",  coding_n_codings,
     "how many codings: a unit, a code, a coder"                               },
    {"n_nothing",  coding_n_nothing,
     "how many times a coder looked at a unit and gave it no code"             },
    {"n_left_out", coding_n_left_out, "how many rows named no unit"            },
    {"n_repeated", coding_n_repeated,
     "how many rows said once more what is known"                              },
    {"source",     coding_source,     "where it was read from, or nil"         },
    {NULL,         NULL,              NULL                                     },
};

int luaopen_vane_core_coding(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, methods, fields, coding_free});
  vn_open_functions(L, native);
  lua_setfield(L, -2, "native");
  return 1;
}
