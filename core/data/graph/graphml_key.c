#include "data/graph/graphml_key.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/number.h"

#define BLANKS " \t\r\n"

void vn_graphml_key_free(VnGraphmlKey *key) {
  vn_free(key->id);
  vn_free(key->name);
  vn_free(key->otherwise);
  vn_free(key->value);
}

VnType vn_graphml_type(const char *type) {
  static const struct {
    const char *name;
    VnType type;
  } types[] = {
      {"boolean", VN_LOGICAL},
      {"int",     VN_INTEGER},
      {"long",    VN_INTEGER},
      {"float",   VN_NUMBER },
      {"double",  VN_NUMBER },
  };
  for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
    if (strcmp(type, types[i].name) == 0) return types[i].type;
  }
  return VN_TEXT;
}


// ---- values ----

// XML takes the blanks around a number or a truth for nothing.
static char *without_blanks(char *text) {
  text += strspn(text, BLANKS);
  size_t n = strlen(text);
  while (n > 0 && strchr(BLANKS, text[n - 1])) n--;
  text[n] = '\0';
  return text;
}

static bool is_one_of(const char *text, const char *a, const char *b,
                      const char *c) {
  return strcmp(text, a) == 0 || strcmp(text, b) == 0 || strcmp(text, c) == 0;
}

// Python writes truths with a capital.
static bool truth_of(const char *text, bool *truth) {
  *truth = is_one_of(text, "true", "True", "1");
  return *truth || is_one_of(text, "false", "False", "0");
}

static bool integer_of(const char *text, int64_t *value) {
  char *end;
  errno = 0;
  *value = strtoll(text, &end, 10);
  return end != text && *end == '\0' && errno == 0;
}

// Whether the text is what the key promises; if so, `done` says whether it
// could be put.
static bool put_value(const VnGraphmlKey *key, const char *text, VnDraft *draft,
                      bool *done, VnErr *err) {
  double number;
  int64_t integer;
  bool truth;
  switch (key->type) {
    case VN_NUMBER:
      if (!vn_number_from_text(text, strlen(text), &number)) return false;
      *done = vn_draft_number(draft, key->col, number, err);
      return true;
    case VN_INTEGER:
      if (!integer_of(text, &integer)) return false;
      *done = vn_draft_integer(draft, key->col, integer, err);
      return true;
    case VN_LOGICAL:
      if (!truth_of(text, &truth)) return false;
      *done = vn_draft_logical(draft, key->col, truth, err);
      return true;
    default: return false;
  }
}

static const char *promise_of(VnType type) {
  return type == VN_NUMBER    ? "number"
         : type == VN_INTEGER ? "whole number of 64 bits"
                              : "truth (true or false)";
}

static bool put(const VnGraphmlKey *key, VnDraft *draft, long line,
                VnErr *err) {
  char *text = key->value ? key->value : key->otherwise;
  if (!text) return vn_draft_missing(draft, key->col, err);
  if (key->type == VN_TEXT) {
    return vn_draft_text(draft, key->col, text, strlen(text), err);
  }
  text = without_blanks(text);
  if (*text == '\0' || strcmp(text, "NaN") == 0) {
    return vn_draft_missing(draft, key->col, err);
  }
  bool done = false;
  if (put_value(key, text, draft, &done, err)) return done;
  return vn_fail(err,
                 "line %ld: \"%.60s\" is no %s, as the key \"%s\" promises",
                 line, text, promise_of(key->type), key->name);
}

bool vn_graphml_put(VnGraphmlKey *key, VnDraft *draft, long line, VnErr *err) {
  bool done = put(key, draft, line, err);
  vn_free(key->value);
  key->value = NULL;
  return done;
}
