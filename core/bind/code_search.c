// vane.core.code_search: full-text search over the texts of units.
#include "data/coding/search.h"

#include "bind/frame.h"
#include "bind/modules.h"

#define NOUN "search"
#define MOST_WORDS 64  // of a snippet, as FTS5 has it

static int search_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_search_free(*box);
  *box = NULL;
  return 0;
}

// open(units) -> search
static int search_open(lua_State *L) {
  VnErr err;
  const VnFrame *f = vn_check_frame(L, 1);
  const VnColumn *texts = vn_frame_column(f, "text", &err);
  if (!texts) return vn_raise_while(L, &err, "search");
  if (texts->type != VN_TEXT)
    return vn_error(L, "search: the column \"text\" of the units holds no "
                       "texts");
  VnSearch **search = (VnSearch **)vn_box(L, NOUN);
  *search = vn_search_new(texts, &err);
  return *search ? 1 : vn_raise_while(L, &err, "search");
}

// find(search, units, question, words) -> frame
static int search_find(lua_State *L) {
  VnErr err;
  VnSearch *search = vn_check(L, 1, NOUN);
  const VnFrame *f = vn_check_frame(L, 2);
  const char *question = vn_check_text(L, 3, "the question");
  lua_Integer words = vn_check_integer(L, 4, "'words'");
  if (words < 1 || words > MOST_WORDS) {
    return vn_error(L, "search: 'words' should be from 1 to %d, found %lld",
                    MOST_WORDS, (long long)words);
  }
  VnFrame **found = vn_push_frame(L);
  *found = vn_search_find(search, f, question, (int)words, &err);
  return *found ? 1 : vn_raise_while(L, &err, "search");
}

static const VnEntry functions[] = {
    {"open", search_open, NULL},
    {"find", search_find, NULL},
    {NULL,   NULL,        NULL},
};

int luaopen_vane_core_code_search(lua_State *L) {
  return vn_open_noun(L, &(VnNoun){NOUN, functions, NULL, NULL, search_free});
}
