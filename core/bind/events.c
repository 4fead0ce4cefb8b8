// vane.core.events: groups with their members, as Lua says them.
#include "bind/events.h"

#include "bind/frame.h"
#include "bind/modules.h"
#include "calc/chance/curveball.h"
#include "calc/linkage/growth_frame.h"
#include "calc/linkage/pairtest.h"
#include "calc/chance/resample.h"
#include "data/events/frame.h"

#define NOUN "events"

VnEvents *vn_check_events(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnEvents **vn_push_events(lua_State *L) {
  return (VnEvents **)vn_box(L, NOUN);
}

static int events_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_events_free(*box);
  *box = NULL;
  return 0;
}


// ---- making ----

static const char *check_optional_text(lua_State *L, int arg,
                                       const char *what) {
  return lua_isnoneornil(L, arg) ? NULL : vn_check_text(L, arg, what);
}

// from_frame(frame, group, class, period or nil, cluster or nil)
static int events_from_frame(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  VnEventRows rows = {
      .group = vn_check_text(L, 2, "'group'"),
      .member = vn_check_text(L, 3, "'class'"),
      .period = check_optional_text(L, 4, "'period'"),
      .cluster = check_optional_text(L, 5, "'cluster'"),
  };
  VnEvents **e = vn_push_events(L);
  *e = vn_events_from_frame(f, &rows, &err);
  return *e ? 1 : vn_raise(L, &err);
}


// ---- what they are made of ----

static int give_frame(lua_State *L,
                      VnFrame *(*make)(const VnEvents *, VnErr *)) {
  VnErr err;
  const VnEvents *e = vn_check_events(L, 1);
  VnFrame **f = vn_push_frame(L);
  *f = make(e, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static const char events_frame_help[] =
    "e:frame() -> frame\n"
    "  A row for each member of each group: group (a number, in the order of\n"
    "  the groups' names) and member.\n"
    "\n"
    "  > f = frame{ patent = {1, 1, 2}, ipc = {\"B\", \"A\", \"B\"} }\n"
    "  > f:events{ group = \"patent\", class = \"ipc\" }:frame()\n"
    "  frame 3 x 2\n"
    "    group  member\n"
    "        1  A\n"
    "        1  B\n"
    "        2  B\n";

static int events_frame(lua_State *L) {
  return give_frame(L, vn_events_to_frame);
}

static const char events_totals_help[] =
    "e:totals() -> frame\n"
    "  In how many groups each member is: member, total.\n"
    "\n"
    "  > f = frame{ patent = {1, 1, 2}, ipc = {\"B\", \"A\", \"B\"} }\n"
    "  > f:events{ group = \"patent\", class = \"ipc\" }:totals()\n"
    "  frame 2 x 2\n"
    "    member  total\n"
    "    A           1\n"
    "    B           2\n";

static int events_totals(lua_State *L) {
  return give_frame(L, vn_events_total_frame);
}

static const char events_sizes_help[] =
    "e:sizes() -> frame\n"
    "  How many groups have so many members: size, groups.\n"
    "\n"
    "  > f = frame{ patent = {1, 1, 2}, ipc = {\"B\", \"A\", \"B\"} }\n"
    "  > f:events{ group = \"patent\", class = \"ipc\" }:sizes()\n"
    "  frame 2 x 2\n"
    "    size  groups\n"
    "       1       1\n"
    "       2       1\n";

static int events_sizes(lua_State *L) {
  return give_frame(L, vn_events_size_frame);
}


// ---- what goes together ----

// pairs(events, null, fdr, least) -> frame
static int events_pairs(lua_State *L) {
  static const char *const nulls[] = {"both", "totals", "sizes", NULL};
  static const char *const rates[] = {"BH", "BY", NULL};
  VnErr err;
  const VnEvents *e = vn_check_events(L, 1);
  VnPairTest test = {
      .null = (VnPairNull)vn_check_word(L, 2, nulls, -1),
      .fdr = (VnFdr)vn_check_word(L, 3, rates, -1),
      .least = vn_check_number(L, 4, "'least'"),
  };
  VnFrame **f = vn_push_frame(L);
  *f = vn_events_pairs(e, &test, &err);
  return *f ? 1 : vn_raise(L, &err);
}

static const char events_chances_help[] =
    "e:chances() -> frame\n"
    "  The chance that a member with that total is in a group of that size,\n"
    "  when totals and sizes are kept in expectation and nothing else is\n"
    "  known: total, size, chance. P = x y / (1 + x y), x and y such that\n"
    "  both margins add up; 0 or 1 where they leave no choice.\n"
    "  Source: Squartini and Garlaschelli 2011; Saracco et al. 2015.\n"
    "\n"
    "  > f = frame{ patent = {1, 1, 2, 3}, ipc = {\"B\", \"A\", \"B\", \"C\"} }\n"
    "  > f:events{ group = \"patent\", class = \"ipc\" }:chances()\n"
    "  frame 4 x 3\n"
    "    total  size  chance\n"
    "        2     1  0.5684\n"
    "        2     2  0.8631\n"
    "        1     1  0.2158\n"
    "        1     2  0.5684\n";

static int events_chances(lua_State *L) {
  return give_frame(L, vn_events_chances);
}


// ---- growth ----

// The period of that number, from 1.
static uint32_t check_period(lua_State *L, int arg, const VnEvents *e) {
  lua_Integer period = vn_check_integer(L, arg, "the period");
  if (!e->periods || period < 1 ||
      period > (lua_Integer)vn_names_count(e->periods))
    vn_error(L, "growth: there is no period %d", (int)period);
  return (uint32_t)period - 1;
}

// growth(events, before from, to, after from, to, least, fdr, replicates,
//        seed) -> frame
static int events_growth(lua_State *L) {
  static const char *const rates[] = {"BH", "BY", NULL};
  VnErr err;
  const VnEvents *e = vn_check_events(L, 1);
  VnEventGrowth how = {
      .before = {check_period(L, 2, e), check_period(L, 3, e)},
      .after = {check_period(L, 4, e), check_period(L, 5, e)},
      .error = 0.05,
      .least = vn_check_number(L, 6, "'least'"),
      .fdr = (VnFdr)vn_check_word(L, 7, rates, -1),
      .replicates = vn_check_integer(L, 8, "'replicates'"),
      .seed = (uint64_t)vn_check_integer(L, 9, "'seed'"),
  };
  if (how.replicates < 1 || how.replicates > 1000000)
    return vn_error(L, "growth: 'replicates' should be from 1 to 1000000");
  VnFrame **f = vn_push_frame(L);
  *f = vn_events_growth(e, &how, &err);
  return *f ? 1 : vn_raise(L, &err);
}


// ---- events that could have been ----

static VnRandom check_random(lua_State *L, int arg) {
  return vn_random((uint64_t)vn_check_integer(L, arg, "'seed'"), 0);
}

// shuffled(events, within periods, seed) -> events
static int events_shuffled(lua_State *L) {
  VnErr err;
  const VnEvents *e = vn_check_events(L, 1);
  bool within = lua_toboolean(L, 2);
  VnRandom random = check_random(L, 3);
  VnEvents **shuffled = vn_push_events(L);
  *shuffled = vn_curveball(e, within, VN_CURVEBALL_ROUNDS, &random, &err);
  return *shuffled ? 1 : vn_raise(L, &err);
}

// resampled(events, seed) -> events
static int events_resampled(lua_State *L) {
  VnErr err;
  const VnEvents *e = vn_check_events(L, 1);
  VnRandom random = check_random(L, 2);
  VnEvents **resampled = vn_push_events(L);
  *resampled = vn_resampled_events(e, &random, &err);
  return *resampled ? 1 : vn_raise(L, &err);
}

// resampled_both(events, events, seed) -> events, events
static int events_resampled_both(lua_State *L) {
  VnErr err;
  const VnEvents *both[] = {vn_check_events(L, 1), vn_check_events(L, 2)};
  VnRandom random = check_random(L, 3);
  VnEvents **drawn[2];
  for (int i = 0; i < 2; i++) drawn[i] = vn_push_events(L);
  VnEvents *found[2] = {NULL, NULL};
  bool done = vn_resampled_both(both, &random, found, &err);
  for (int i = 0; i < 2; i++) *drawn[i] = found[i];
  return done ? 2 : vn_raise(L, &err);
}


// ---- fields ----

static int give_count(lua_State *L, size_t count) {
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

static int events_n_groups(lua_State *L) {
  return give_count(L, vn_check_events(L, 1)->n_groups);
}

static int events_n_members(lua_State *L) {
  return give_count(L, vn_names_count(vn_check_events(L, 1)->members));
}

static int events_n_entries(lua_State *L) {
  return give_count(L, vn_check_events(L, 1)->n_entries);
}

static int events_n_clusters(lua_State *L) {
  return give_count(L, vn_check_events(L, 1)->n_clusters);
}

static int events_n_left_out(lua_State *L) {
  return give_count(L, vn_check_events(L, 1)->n_left_out);
}

static int events_n_repeated(lua_State *L) {
  return give_count(L, vn_check_events(L, 1)->n_repeated);
}

static int events_n_divided(lua_State *L) {
  return give_count(L, vn_check_events(L, 1)->n_divided);
}

static int events_members(lua_State *L) {
  vn_push_names(L, vn_check_events(L, 1)->members);
  return 1;
}

static int events_periods(lua_State *L) {
  const VnEvents *e = vn_check_events(L, 1);
  if (!e->periods) return 0;
  vn_push_names(L, e->periods);
  return 1;
}

static int events_source(lua_State *L) {
  lua_pushstring(L, vn_check_events(L, 1)->source);
  return 1;
}

static const VnEntry functions[] = {
    {NULL, NULL, NULL},
};

static const VnEntry methods[] = {
    {"frame",   events_frame,   events_frame_help  },
    {"totals",  events_totals,  events_totals_help },
    {"sizes",   events_sizes,   events_sizes_help  },
    {"chances", events_chances, events_chances_help},
    {NULL,      NULL,           NULL               },
};

// What lua/vane/data/events.lua says with named options.
static const VnEntry native[] = {
    {"from_frame",     events_from_frame,     NULL},
    {"pairs",          events_pairs,          NULL},
    {"growth",         events_growth,         NULL},
    {"shuffled",       events_shuffled,       NULL},
    {"resampled",      events_resampled,      NULL},
    {"resampled_both", events_resampled_both, NULL},
    {NULL,             NULL,                  NULL},
};

static const VnEntry fields[] = {
    {"n_groups",   events_n_groups,   "how many groups"                       },
    {"n_members",  events_n_members,  "how many different members"            },
    {"n_entries",  events_n_entries,
     "how many members all groups have together"                              },
    {"n_clusters", events_n_clusters, "how many clusters the groups come from"},
    {"n_left_out", events_n_left_out,
     "how many rows had no group or no member"                                },
    {"n_repeated", events_n_repeated,
     "how many rows said a group's member once more"                          },
    {"n_divided",  events_n_divided,
     "how many groups had rows with more than one period or cluster"          },
    {"members",    events_members,    "the names of the members, a list"      },
    {"periods",    events_periods,    "the names of the periods, or nil"      },
    {"source",     events_source,     "where the rows came from, or nil"      },
    {NULL,         NULL,              NULL                                    },
};

int luaopen_vane_core_events(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, methods, fields, events_free});
  vn_open_functions(L, native);
  lua_setfield(L, -2, "native");
  return 1;
}
