// vane.core.coding_rule: rules that give units codes by the words in them.
#include "calc/coding/rule.h"

#include <string.h>

#include "bind/frame.h"
#include "bind/modules.h"
#include "bind/question.h"
#include "calc/coding/rule_frame.h"
#include "data/memory.h"

#define WORD "autocode"

// ---- rules ----

static void push_field(lua_State *L, const char *name) {
  if (!lua_istable(L, -1)) vn_error(L, "%s: a rule should be a table", WORD);
  lua_getfield(L, -1, name);
}

// The leaf on top of the stack: { text, ..., within =, pattern = }.
static void check_leaf(lua_State *L, VnRuleLeaf *leaf) {
  push_field(L, "pattern");
  leaf->is_pattern = lua_toboolean(L, -1);
  lua_pop(L, 1);
  push_field(L, "within");
  leaf->within = (size_t)lua_tointeger(L, -1) & 0xffff;
  lua_pop(L, 1);
  size_t n;
  leaf->parts = vn_check_texts(L, lua_gettop(L), "text", &n);
  leaf->n_parts = n;
  if (n == 0) vn_error(L, "%s: a rule asks for no word", WORD);
}

// The rule on top of the stack, { name =, steps =, leaves = }; what is made of
// it is kept in the table at `keep`, which grows.
static void check_rule(lua_State *L, int keep, VnRule *rule) {
  int own = lua_gettop(L);
  push_field(L, "name");
  rule->name = vn_check_text(L, -1, "a rule's name");
  lua_settop(L, own);
  push_field(L, "leaves");
  int list = lua_gettop(L);
  rule->n_leaves = vn_check_list(L, list, "the leaves");
  VnRuleLeaf *leaves =
      lua_newuserdatauv(L, (rule->n_leaves + 1) * sizeof *leaves, 0);
  lua_rawseti(L, keep, (lua_Integer)lua_rawlen(L, keep) + 1);
  for (size_t k = 0; k < rule->n_leaves; k++) {
    lua_rawgeti(L, list, (lua_Integer)k + 1);
    check_leaf(L, &leaves[k]);
    lua_rawseti(L, keep, (lua_Integer)lua_rawlen(L, keep) + 1);
    lua_settop(L, list);
  }
  rule->leaves = leaves;
  lua_getfield(L, own, "steps");
  rule->question = vn_check_question(L, -1, rule->n_leaves);
  lua_rawseti(L, keep, (lua_Integer)lua_rawlen(L, keep) + 1);
  lua_rawseti(L, keep, (lua_Integer)lua_rawlen(L, keep) + 1);
  lua_settop(L, own);
}

static VnRuleBook check_book(lua_State *L, int arg) {
  size_t n = vn_check_list(L, arg, "the rules");
  VnRule *rules = lua_newuserdatauv(L, (n + 1) * sizeof *rules, 0);
  lua_newtable(L);
  int keep = lua_gettop(L);
  for (size_t r = 0; r < n; r++) {
    lua_rawgeti(L, arg, (lua_Integer)r + 1);
    check_rule(L, keep, &rules[r]);
    lua_pop(L, 1);
  }
  return (VnRuleBook){.rules = rules, .n = n};
}


// ---- texts ----

static const VnColumn *check_texts(lua_State *L, const VnFrame *f) {
  VnErr err;
  const VnColumn *column = vn_frame_column(f, "text", &err);
  if (!column) {
    vn_raise_while(L, &err, WORD);
    return NULL;
  }
  if (column->type != VN_TEXT)
    vn_error(L, "%s: the column \"text\" of the units holds no texts", WORD);
  return column;
}

// The languages in the list at `arg`, and of each row the number of its own
// in the list behind it, from 1, or nil: the first one.
static void check_languages(lua_State *L, int arg, VnRuleTexts *texts) {
  if (lua_isnoneornil(L, arg)) return;
  texts->languages = vn_check_texts(L, arg, "language", &texts->n_languages);
  if (lua_isnoneornil(L, arg + 1)) return;
  size_t n = texts->column->n;
  if (vn_check_list(L, arg + 1, "the languages of the units") != n)
    vn_error(L, "%s: a language is needed for each of %zu units", WORD, n);
  uint32_t *language = lua_newuserdatauv(L, (n + 1) * sizeof *language, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, arg + 1, (lua_Integer)i + 1);
    lua_Integer own = lua_tointeger(L, -1);
    if (own < 1 || (size_t)own > texts->n_languages)
      vn_error(L, "%s: there is no language %lld", WORD, (long long)own);
    language[i] = (uint32_t)own - 1;
    lua_pop(L, 1);
  }
  texts->language = language;
}


// ---- what they find ----

// apply(units, rules, with_case, with_accents, languages, language_of, around,
// what): of around < 0 the codings, else the hits with so many letters around
// them; `what` is being done.
static int rule_apply(lua_State *L) {
  VnErr err;
  lua_settop(L, 8);
  const VnFrame *f = vn_check_frame(L, 1);
  const char *what = vn_check_text(L, 8, "what is being done");
  lua_Integer around = vn_check_integer(L, 7, "'width'");
  VnRuleTexts texts = {.column = check_texts(L, f)};
  check_languages(L, 5, &texts);
  VnRuleBook book = check_book(L, 2);
  book.likeness = (VnLikeness){lua_toboolean(L, 3), lua_toboolean(L, 4)};
  VnRuleHits hits;
  VnRuleHit **at = (VnRuleHit **)vn_hold(L, vn_free);
  VnFrame **made = vn_push_frame(L);
  if (!vn_rules_apply(&book, &texts, &hits, &err))
    return vn_raise_while(L, &err, what);
  *at = hits.at;
  *made = around < 0
              ? vn_rule_codings(f, &book, &texts, &hits, &err)
              : vn_rule_hits(f, &book, &texts, &hits, (size_t)around, &err);
  return *made ? 1 : vn_raise_while(L, &err, what);
}

static const VnEntry functions[] = {
    {"apply", rule_apply, NULL},
    {NULL,    NULL,       NULL},
};

int luaopen_vane_core_coding_rule(lua_State *L) {
  return vn_open_functions(L, functions);
}
