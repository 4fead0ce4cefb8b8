// The table of all native modules.
#include "bind/bind.h"
#include "bind/modules.h"


static const luaL_Reg modules[] = {
    {"vane.core.agree",       luaopen_vane_core_agree      },
    {"vane.core.arithmetic",  luaopen_vane_core_arithmetic },
    {"vane.core.backbone",    luaopen_vane_core_backbone   },
    {"vane.core.base",        luaopen_vane_core_base       },
    {"vane.core.bootstrap",   luaopen_vane_core_bootstrap  },
    {"vane.core.cart",        luaopen_vane_core_cart       },
    {"vane.core.code_design", luaopen_vane_core_code_design},
    {"vane.core.code_search", luaopen_vane_core_code_search},
    {"vane.core.code_verbs",  luaopen_vane_core_code_verbs },
    {"vane.core.coding",      luaopen_vane_core_coding     },
    {"vane.core.coding_find", luaopen_vane_core_coding_find},
    {"vane.core.coding_text", luaopen_vane_core_coding_text},
    {"vane.core.complexity",  luaopen_vane_core_complexity },
    {"vane.core.consistent",  luaopen_vane_core_consistent },
    {"vane.core.cooccur",     luaopen_vane_core_cooccur    },
    {"vane.core.csv",         luaopen_vane_core_csv        },
    {"vane.core.detect",      luaopen_vane_core_detect     },
    {"vane.core.diverse",     luaopen_vane_core_diverse    },
    {"vane.core.draws",       luaopen_vane_core_draws      },
    {"vane.core.events",      luaopen_vane_core_events     },
    {"vane.core.fingerprint", luaopen_vane_core_fingerprint},
    {"vane.core.flow",        luaopen_vane_core_flow       },
    {"vane.core.frame",       luaopen_vane_core_frame      },
    {"vane.core.frame_verbs", luaopen_vane_core_frame_verbs},
    {"vane.core.gamma",       luaopen_vane_core_gamma      },
    {"vane.core.graph",       luaopen_vane_core_graph      },
    {"vane.core.graph_parts", luaopen_vane_core_graph_parts},
    {"vane.core.inequality",  luaopen_vane_core_inequality },
    {"vane.core.impact",      luaopen_vane_core_impact     },
    {"vane.core.lettering",   luaopen_vane_core_lettering  },
    {"vane.core.levers",      luaopen_vane_core_levers     },
    {"vane.core.margin",      luaopen_vane_core_margin     },
    {"vane.core.matrix",      luaopen_vane_core_matrix     },
    {"vane.core.normalise",   luaopen_vane_core_normalise  },
    {"vane.core.panel",       luaopen_vane_core_panel      },
    {"vane.core.partition",   luaopen_vane_core_partition  },
    {"vane.core.place",       luaopen_vane_core_place      },
    {"vane.core.plain",       luaopen_vane_core_plain      },
    {"vane.core.prim",        luaopen_vane_core_prim       },
    {"vane.core.product",     luaopen_vane_core_product    },
    {"vane.core.random",      luaopen_vane_core_random     },
    {"vane.core.rank",        luaopen_vane_core_rank       },
    {"vane.core.rankset",     luaopen_vane_core_rankset    },
    {"vane.core.raster",      luaopen_vane_core_raster     },
    {"vane.core.relate",      luaopen_vane_core_relate     },
    {"vane.core.reliability", luaopen_vane_core_reliability},
    {"vane.core.roadmap",     luaopen_vane_core_roadmap    },
    {"vane.core.roles",       luaopen_vane_core_roles      },
    {"vane.core.run",         luaopen_vane_core_run        },
    {"vane.core.run_model",   luaopen_vane_core_run_model  },
    {"vane.core.sample",      luaopen_vane_core_sample     },
    {"vane.core.scale",       luaopen_vane_core_scale      },
    {"vane.core.scenarios",   luaopen_vane_core_scenarios  },
    {"vane.core.signal",      luaopen_vane_core_signal     },
    {"vane.core.similar",     luaopen_vane_core_similar    },
    {"vane.core.sql",         luaopen_vane_core_sql        },
    {"vane.core.stage",       luaopen_vane_core_stage      },
    {"vane.core.store",       luaopen_vane_core_store      },
    {"vane.core.tail",        luaopen_vane_core_tail       },
    {"vane.core.tally_test",  luaopen_vane_core_tally_test },
    {"vane.core.term",        luaopen_vane_core_term       },
    {"vane.core.text_file",   luaopen_vane_core_text_file  },
    {"vane.core.tree",        luaopen_vane_core_tree       },
    {NULL,                    NULL                         },
};

// Those whose libraries take long to load, in a shared object beside the
// program (see Makefile) that is opened when the first of them is required.
static const char *const late[] = {"bundle",   "coding_rule", "community",
                                   "geometry", "graphml",     "measure",
                                   "refi",     "xlsx"};

// Upvalues: the shared object, the module.
static int open_late(lua_State *L) {
  const char *object = lua_tostring(L, lua_upvalueindex(1));
  const char *name = lua_tostring(L, lua_upvalueindex(2));
  lua_getglobal(L, "package");
  lua_getfield(L, -1, "loadlib");
  lua_pushstring(L, object);
  lua_pushfstring(L, "luaopen_vane_core_%s", name);
  lua_call(L, 2, 2);
  if (lua_isnil(L, -2)) {
    return luaL_error(L,
                      "a part of vane is missing (%s); it belongs beside the "
                      "program, or under lib/vane where make install puts it",
                      lua_tostring(L, -1));
  }
  lua_pop(L, 1);
  lua_call(L, 0, 1);
  return 1;
}

static void preload_late(lua_State *L, const char *object) {
  for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
    lua_pushfstring(L, "vane.core.%s", late[i]);
    lua_pushstring(L, object);
    lua_pushstring(L, late[i]);
    lua_pushcclosure(L, open_late, 2);
    lua_settable(L, -3);
  }
}

void vn_preload(lua_State *L, const char *object) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  for (const luaL_Reg *m = modules; m->name; m++) {
    lua_pushcfunction(L, m->func);
    lua_setfield(L, -2, m->name);
  }
  preload_late(L, object);
  lua_pop(L, 1);
}
