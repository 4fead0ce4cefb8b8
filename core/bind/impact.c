// vane.core.impact: cross-impact matrices, as Lua says them.
#include "bind/impact.h"

#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/impact/strength.h"
#include "data/impact/matrix.h"
#include "data/memory.h"

#define NOUN "impact"

VnImpact *vn_check_impact(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

VnImpact **vn_push_impact(lua_State *L) {
  return (VnImpact **)vn_box(L, NOUN);
}

static int impact_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_impact_free(*box);
  *box = NULL;
  return 0;
}


// ---- making ----

// from_matrix(matrix, separator)
static int impact_from_matrix(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  const char *separator = vn_check_text(L, 2, "'separator'");
  VnImpact **x = vn_push_impact(L);
  *x = vn_impact_from_matrix(m, separator, &err);
  return *x ? 1 : vn_raise(L, &err);
}

static const char impact_matrix_help[] =
    "x:matrix() -> matrix\n"
    "  The judgements, variants x variants: how far the variant of the row\n"
    "  promotes (above 0) or restricts (below 0) that of the column. Rows and\n"
    "  columns are called \"Descriptor|Variant\".\n"
    "\n"
    "  > t, g = { \"Trade\", \"free\" }, { \"Growth\", \"high\", \"low\" }\n"
    "  > list = { { \"Trade|free\", \"Growth|high\", 2 } }\n"
    "  > x = impact{ t, g, judgements = list }\n"
    "  > x:matrix():get(\"Trade|free\", \"Growth|high\")\n"
    "  2.0\n";

static int impact_matrix(lua_State *L) {
  VnErr err;
  const VnImpact *x = vn_check_impact(L, 1);
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_impact_matrix(x, &err);
  return *m ? 1 : vn_raise(L, &err);
}

static const char impact_strength_help[] =
    "x:strength() -> matrix\n"
    "  How strongly descriptors act on each other: the mean size of the\n"
    "  judgements of the row's variants on the column's, whatever their sign.\n"
    "\n"
    "  > t, g = { \"Trade\", \"free\" }, { \"Growth\", \"high\", \"low\" }\n"
    "  > list = { { \"Trade|free\", \"Growth|high\", -3 } }\n"
    "  > x = impact{ t, g, judgements = list }\n"
    "  > x:strength():get(\"Trade\", \"Growth\")\n"
    "  1.5\n";

static int impact_strength(lua_State *L) {
  VnErr err;
  const VnImpact *x = vn_check_impact(L, 1);
  VnMatrix **m = vn_push_matrix(L);
  *m = vn_impact_strength(x, &err);
  return *m ? 1 : vn_raise(L, &err);
}

static int impact_equal(lua_State *L) {
  const VnImpact *a = vn_check_impact(L, 1), *b = vn_check_impact(L, 2);
  lua_pushboolean(L, vn_impact_equal(a, b));
  return 1;
}


// ---- names ----

// Raises unless a descriptor is called so.
static size_t check_descriptor(lua_State *L, int arg, const VnImpact *x) {
  VnErr err;
  const char *name = vn_check_text(L, arg, "the descriptor");
  ptrdiff_t i = vn_impact_descriptor(x, name, &err);
  if (i < 0) vn_raise_in(L, vn_called_as(L), &err);
  return (size_t)i;
}

static const char impact_variants_help[] =
    "x:variants(descriptor) -> list\n"
    "  The names of a descriptor's variants, in their order.\n"
    "  Raises when there is no such descriptor.\n"
    "\n"
    "  > x = impact{ { \"Trade\", \"free\", \"closed\" }, { \"Growth\", \"high\" } }\n"
    "  > x:variants \"Trade\"\n"
    "  { \"free\", \"closed\" }\n";

static int impact_variants(lua_State *L) {
  const VnImpact *x = vn_check_impact(L, 1);
  size_t i = check_descriptor(L, 2, x), n = vn_impact_count(x, i);
  lua_createtable(L, (int)n, 0);
  for (size_t k = 0; k < n; k++) {
    lua_pushstring(L, vn_impact_variant(x, x->first[i] + k));
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  return 1;
}

// place(x, descriptor, variant) -> where the variant stands among all, from 1
static int impact_place(lua_State *L) {
  VnErr err;
  const VnImpact *x = vn_check_impact(L, 1);
  const char *name = vn_check_text(L, 2, "the descriptor");
  const char *variant = vn_check_text(L, 3, "the variant");
  ptrdiff_t i = vn_impact_descriptor(x, name, &err);
  ptrdiff_t k = i < 0 ? -1 : vn_impact_place(x, (size_t)i, variant, &err);
  if (k < 0) return vn_raise_in(L, luaL_checkstring(L, 4), &err);
  lua_pushinteger(L, (lua_Integer)k + 1);
  return 1;
}


// ---- fields ----

static int impact_n_descriptors(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_impact(L, 1)->n_descriptors);
  return 1;
}

static int impact_n_variants(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_impact(L, 1)->n_variants);
  return 1;
}

static int impact_n_missing(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_check_impact(L, 1)->n_missing);
  return 1;
}

void vn_push_count(lua_State *L, const char *digits) {
  if (lua_stringtonumber(L, digits) && lua_isinteger(L, -1)) return;
  lua_pushstring(L, digits);
}

static int impact_n_configurations(lua_State *L) {
  VnErr err;
  const VnImpact *x = vn_check_impact(L, 1);
  char **digits = (char **)vn_hold(L, vn_free);
  *digits = vn_impact_configurations(x, &err);
  if (!*digits) return vn_raise(L, &err);
  vn_push_count(L, *digits);
  return 1;
}

static int impact_descriptors(lua_State *L) {
  vn_push_names(L, vn_check_impact(L, 1)->descriptors);
  return 1;
}

static int impact_labels(lua_State *L) {
  vn_push_names(L, vn_check_impact(L, 1)->labels);
  return 1;
}

static int impact_source(lua_State *L) {
  lua_pushstring(L, vn_check_impact(L, 1)->source);
  return 1;
}

static const VnEntry functions[] = {
    {NULL, NULL, NULL},
};

static const VnEntry methods[] = {
    {"matrix",   impact_matrix,   impact_matrix_help  },
    {"strength", impact_strength, impact_strength_help},
    {"variants", impact_variants, impact_variants_help},
    {NULL,       NULL,            NULL                },
};

// What lua/vane/data/impact.lua says with named options.
static const VnEntry native[] = {
    {"from_matrix", impact_from_matrix, NULL},
    {"place",       impact_place,       NULL},
    {NULL,          NULL,               NULL},
};

static const VnEntry fields[] = {
    {"n_descriptors",    impact_n_descriptors,    "how many descriptors"                          },
    {"n_variants",       impact_n_variants,       "how many variants, of all descriptors"         },
    {"n_configurations", impact_n_configurations,
     "how many scenarios can be put together; a text of digits beyond 2^63 - 1"                   },
    {"n_missing",        impact_n_missing,        "how many judgements are not made yet"          },
    {"descriptors",      impact_descriptors,      "the names of the descriptors, a list"          },
    {"labels",           impact_labels,           "all variants as \"Descriptor|Variant\", a list"},
    {"source",           impact_source,           "where the judgements came from, or nil"        },
    {NULL,               NULL,                    NULL                                            },
};

int luaopen_vane_core_impact(lua_State *L) {
  vn_open_noun(L, &(VnNoun){NOUN, functions, methods, fields, impact_free});
  lua_getfield(L, -1, "meta");
  lua_pushcfunction(L, impact_equal);
  lua_setfield(L, -2, "__eq");
  lua_pop(L, 1);
  vn_open_functions(L, native);
  lua_setfield(L, -2, "native");
  return 1;
}
