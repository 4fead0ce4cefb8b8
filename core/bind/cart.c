// vane.core.cart: trees of conditions; the help stands in
// lua/vane/data/cart.lua.
#include "calc/run/cart.h"

#include "bind/cases.h"
#include "bind/modules.h"

#define DOING "cart"

static void free_cases(void *cases) {
  vn_cases_free(cases);
}

static void free_cart(void *cart) {
  vn_cart_free(cart);
}

static size_t whole_field(lua_State *L, int arg, const char *name) {
  lua_getfield(L, arg, name);
  lua_Integer whole = vn_check_integer(L, -1, name);
  lua_pop(L, 1);
  return (size_t)whole;
}

static VnCartOptions check_how(lua_State *L, int arg) {
  static const char *const prunes[] = {"none", "least", "one_se", NULL};
  vn_check_list(L, arg, "the options");
  lua_getfield(L, arg, "prune");
  VnCartOptions how = {.leaf = whole_field(L, arg, "leaf"),
                       .split = whole_field(L, arg, "split"),
                       .depth = whole_field(L, arg, "depth"),
                       .folds = whole_field(L, arg, "folds"),
                       .prune = (VnCartPrune)vn_check_word(L, -1, prunes, -1),
                       .seed = whole_field(L, arg, "seed")};
  lua_pop(L, 1);
  if (how.depth > VN_CART_DEEPEST || how.folds < 2) {
    vn_error(L, DOING ": too deep a tree, or too few folds");
  }
  return how;
}

static void push_split(lua_State *L, const VnCases *cases,
                       const VnCartNode *node) {
  vn_set_number(L, "left", (double)node->left + 1);
  vn_set_number(L, "right", (double)node->right + 1);
  vn_set_number(L, "input", (double)node->input + 1);
  if (!node->goes) {
    vn_set_number(L, "cut", node->cut);
    return;
  }
  vn_push_levels(L, cases, node->input, node->goes);
  lua_setfield(L, -2, "levels");
}

// The nodes by number: { n, mean, error } and, unless it is an end, { left,
// right, input, cut or levels that go left }.
static void push_nodes(lua_State *L, const VnCases *cases, const VnCart *cart) {
  double price = cart->stage[cart->chosen].price;
  lua_newtable(L);
  for (size_t k = 0; k < cart->n; k++) {
    const VnCartNode *node = &cart->node[k];
    lua_newtable(L);
    vn_set_number(L, "n", (double)node->n);
    vn_set_number(L, "mean", node->mean);
    vn_set_number(L, "error", node->error);
    bool whole = cart->chosen == 0;
    if (node->left && (whole || !vn_cart_ends(cart, k, price))) {
      push_split(L, cases, node);
    }
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
}

static void push_stages(lua_State *L, const VnCart *cart) {
  lua_newtable(L);
  for (size_t k = 0; k < cart->n_stages; k++) {
    const VnCartStage *stage = &cart->stage[k];
    lua_newtable(L);
    vn_set_number(L, "price", stage->price);
    vn_set_number(L, "n_ends", (double)stage->n_ends);
    vn_set_number(L, "error", stage->error);
    vn_set_number(L, "tested", stage->tested);
    vn_set_number(L, "doubt", stage->doubt);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
}

// find(options, frame, inputs, outcome, success in three lists or nil)
// -> nodes, stages, number of the chosen stage, cases, whether outcomes are 0
// or 1
static int cart_find(lua_State *L) {
  VnErr err;
  lua_settop(L, 7);
  VnCartOptions how = check_how(L, 1);
  void **held = vn_hold(L, free_cases), **grown = vn_hold(L, free_cart);
  const VnCases *cases = *held = vn_check_cases(L, 2, DOING);
  const VnCart *cart = *grown = vn_cart(cases, &how, &err);
  if (!cart) return vn_raise_while(L, &err, DOING);
  push_nodes(L, cases, cart);
  push_stages(L, cart);
  lua_pushinteger(L, (lua_Integer)cart->chosen + 1);
  lua_pushinteger(L, (lua_Integer)cases->n);
  lua_pushboolean(L, cases->are_shares);
  return 5;
}

static const VnEntry functions[] = {
    {"find", cart_find, NULL},
    {NULL,   NULL,      NULL},
};

int luaopen_vane_core_cart(lua_State *L) {
  return vn_open_functions(L, functions);
}
