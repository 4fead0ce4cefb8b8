// vane.core.coding_text: texts on their way to becoming a coding.
#include "data/coding/text.h"

#include <string.h>

#include "bind/frame.h"
#include "bind/modules.h"
#include "data/digest.h"
#include "data/folder.h"

// paragraphs(names, texts, froms, marked) -> frame; a text's paragraphs begin
// at the byte `from`, which counts from 1, and `marked` says that it is
// Markdown.
static int text_paragraphs(lua_State *L) {
  VnErr err;
  size_t n;
  const char **names = vn_check_texts(L, 1, "name", &n);
  const char **bytes = vn_check_n_texts(L, 2, "text", n);
  vn_check_list(L, 3, "the beginnings");
  vn_check_list(L, 4, "the marks");
  VnSourceText *texts = lua_newuserdatauv(L, (n + 1) * sizeof *texts, 0);
  for (size_t i = 0; i < n; i++) {
    lua_Integer at = (lua_Integer)i + 1;
    lua_rawgeti(L, 3, at);
    lua_rawgeti(L, 4, at);
    texts[i] = (VnSourceText){.name = names[i],
                              .bytes = bytes[i],
                              .n = strlen(bytes[i]),
                              .from = (size_t)lua_tointeger(L, -2) - 1,
                              .markdown = lua_toboolean(L, -1)};
    lua_pop(L, 2);
  }
  VnFrame **f = vn_push_frame(L);
  *f = vn_coding_paragraphs(texts, n, &err);
  return *f ? 1 : vn_raise_while(L, &err, "coding");
}

// digest(text) -> a short text that only the same text has
static int text_digest(lua_State *L) {
  size_t n;
  char digits[17];
  VnDigest digest;
  const char *text = luaL_checklstring(L, 1, &n);
  vn_digest_start(&digest);
  vn_digest_add(&digest, text, n);
  snprintf(digits, sizeof digits, "%016llx",
           (unsigned long long)vn_digest_end(&digest));
  lua_pushstring(L, digits);
  return 1;
}


// ---- folders ----

// files(path) -> list of the files below it, or nil when it is no folder
static int text_files(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  if (!vn_folder_is(path)) return 0;
  VnBytes *files = vn_hold_bytes(L);
  if (!vn_folder_files(path, files, &err))
    return vn_raise_while(L, &err, "coding");
  lua_newtable(L);
  lua_Integer n = 0;
  for (size_t at = 0; at < files->n; at += strlen((char *)files->at + at) + 1) {
    lua_pushstring(L, (char *)files->at + at);
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

static const VnEntry functions[] = {
    {"paragraphs", text_paragraphs, NULL},
    {"digest",     text_digest,     NULL},
    {"files",      text_files,      NULL},
    {NULL,         NULL,            NULL},
};

int luaopen_vane_core_coding_text(lua_State *L) {
  return vn_open_functions(L, functions);
}
