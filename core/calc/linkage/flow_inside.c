#include "calc/linkage/flow_inside.h"

#include <string.h>

#include "data/memory.h"

#define DOING "comparing sectors"

typedef struct {
  VnDictBuilder *texts;  // of both columns, as far as they are compared
  int32_t *from, *to;    // the code there of each code of theirs
} Both;

static void free_both(Both *both) {
  vn_dict_builder_free(both->texts);
  vn_free(both->from);
  vn_free(both->to);
}

// How many bytes the first n letters of a text have; all of fewer, or for 0.
static size_t head_of(const char *text, size_t n) {
  size_t i = 0;
  if (n == 0) return strlen(text);
  for (; text[i]; i++) {
    bool begins = ((unsigned char)text[i] & 0xc0) != 0x80;
    if (begins && n-- == 0) break;
  }
  return i;
}

// What each text of the dictionary is called among those of both.
static int32_t *codes_of(const VnDict *dict, size_t n_digits,
                         VnDictBuilder *texts) {
  size_t n = vn_dict_count(dict);
  int32_t *codes = vn_alloc(n, sizeof *codes);
  for (size_t k = 0; codes && k < n; k++) {
    const char *text = vn_dict_at(dict, (int32_t)k);
    codes[k] = vn_dict_builder_add(texts, text, head_of(text, n_digits));
    if (codes[k] >= 0) continue;
    vn_free(codes);
    return NULL;
  }
  return codes;
}

static void compare(const VnColumn *from, const VnColumn *to, const Both *both,
                    int32_t *same, size_t n) {
  for (size_t i = 0; i < n; i++) {
    bool known = from->text[i] >= 0 && to->text[i] >= 0;
    int32_t code = known ? both->from[from->text[i]] : VN_NO_CODE;
    bool inside = known && code == both->to[to->text[i]];
    same[i] = inside ? code : VN_NO_CODE;
  }
}

static VnColumn *compared(const VnColumn *from, const VnColumn *to,
                          size_t n_digits) {
  Both both = {.texts = vn_dict_builder_new()};
  VnColumn *column = NULL;
  int32_t *same = vn_alloc(from->n, sizeof *same);
  if (both.texts) both.from = codes_of(from->dict, n_digits, both.texts);
  if (both.from) both.to = codes_of(to->dict, n_digits, both.texts);
  if (same && both.to) {
    compare(from, to, &both, same, from->n);
    VnDict *dict = vn_dict_builder_finish(both.texts, same, from->n);
    if (dict) column = vn_column_of(VN_TEXT, same, from->n, dict);
    if (dict && !column) vn_dict_free(dict);
  }
  if (!column) vn_free(same);
  free_both(&both);
  return column;
}

VnFrame *vn_flow_inside(const VnFrame *rows, const VnInside *how,
                        const char *name, VnErr *err) {
  const VnColumn *from = vn_frame_column(rows, how->from, err);
  const VnColumn *to = from ? vn_frame_column(rows, how->to, err) : NULL;
  if (!to) return NULL;
  if (from->type != VN_TEXT || to->type != VN_TEXT) {
    vn_fail(err, DOING ": wants columns of texts");
    return NULL;
  }
  VnColumn *column = compared(from, to, how->n_digits);
  return vn_frame_of(&name, &column, 1, rows->n_rows, rows->source, err);
}
