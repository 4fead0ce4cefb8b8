// vane.core.tree: the tree of a clustering, and how to make it of a matrix.
#include "data/tree.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "calc/matrix/cluster.h"

#define NOUN "tree"

static VnTree *check_tree(lua_State *L) {
  return vn_check(L, 1, NOUN);
}

static int tree_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_tree_free(*box);
  *box = NULL;
  return 0;
}

static const char *const methods_known[] = {"average", "single", "complete",
                                            "ward", NULL};

// cluster(matrix, method, whether its cells are similarities)
static int tree_cluster(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  VnLinkage linkage = (VnLinkage)vn_check_word(L, 2, methods_known, -1);
  bool similarities = lua_toboolean(L, 3);
  void **tree = vn_box(L, NOUN);
  *tree = vn_cluster(m, similarities, linkage, &err);
  return *tree ? 1 : vn_raise_in(L, "cluster", &err);
}

static const char tree_cut_help[] =
    "t:cut(k) -> frame\n"
    "  The k groups that stood before the last k - 1 merges: each leaf, and\n"
    "  the number of its `group`, counted in the order of their first leaves.\n"
    "  Raises when k is not between 1 and the number of leaves.\n"
    "\n"
    "  > m = matrix.of({\"a\", \"b\", \"c\"}, {\"x\"}, {{1}, {9}, {2}})\n"
    "  > m:cluster():cut(2):column(\"group\")[3]\n"
    "  1\n";

static int tree_cut(lua_State *L) {
  VnErr err;
  const VnTree *tree = check_tree(L);
  lua_Integer k = vn_check_integer(L, 2, "the number of groups");
  if (k < 0) return vn_error(L, "cut: there are no %lld groups", k);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_tree_cut(tree, (size_t)k, &err);
  return *frame ? 1 : vn_raise_in(L, "cut", &err);
}

static int tree_merges(lua_State *L) {
  VnErr err;
  const VnTree *tree = check_tree(L);
  VnFrame **frame = vn_push_frame(L);
  *frame = vn_tree_merges(tree, &err);
  return *frame ? 1 : vn_raise(L, &err);
}

static int tree_order(lua_State *L) {
  VnErr err;
  const VnTree *tree = check_tree(L);
  VnNames **order = vn_hold_names(L);
  *order = vn_tree_order(tree, &err);
  if (!*order) return vn_raise(L, &err);
  vn_push_names(L, *order);
  return 1;
}

static int tree_leaves(lua_State *L) {
  vn_push_names(L, check_tree(L)->leaves);
  return 1;
}

static int tree_n_leaves(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)check_tree(L)->n);
  return 1;
}

static int tree_method(lua_State *L) {
  lua_pushstring(L, check_tree(L)->method);
  return 1;
}

static int tree_title(lua_State *L) {
  lua_pushstring(L, check_tree(L)->title);
  return 1;
}

static int tree_source(lua_State *L) {
  lua_pushstring(L, check_tree(L)->source);
  return 1;
}

static const VnEntry functions[] = {
    {"cluster", tree_cluster, NULL},
    {NULL,      NULL,         NULL},
};

static const VnEntry methods[] = {
    {"cut", tree_cut, tree_cut_help},
    {NULL,  NULL,     NULL         },
};

static const VnEntry fields[] = {
    {"merges",   tree_merges,
     "which groups became one: step, a, b, height, size"                       },
    {"order",    tree_order,    "the leaves so that each group stands together"},
    {"leaves",   tree_leaves,   "the leaves as the matrix has them"            },
    {"n_leaves", tree_n_leaves, "how many leaves"                              },
    {"method",   tree_method,   "average, single, complete or ward"            },
    {"title",    tree_title,    "what the leaves are, or nil"                  },
    {"source",   tree_source,   "where the numbers came from, or nil"          },
    {NULL,       NULL,          NULL                                           },
};

int luaopen_vane_core_tree(lua_State *L) {
  return vn_open_noun(L,
                      &(VnNoun){NOUN, functions, methods, fields, tree_free});
}
