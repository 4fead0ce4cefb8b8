#include "data/graph/graphml_key.h"

#include <stdlib.h>
#include <string.h>

#include "data/memory.h"
#include "data/number.h"

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

static bool put_number(const VnGraphmlKey *key, const char *text,
                       VnDraft *draft, long line, VnErr *err) {
  double value;
  if (vn_number_from_text(text, strlen(text), &value)) {
    return vn_draft_number(draft, key->col, value, err);
  }
  return vn_fail(err,
                 "line %ld: \"%.60s\" is no number, as the key \"%s\" promises",
                 line, text, key->name);
}

static bool put_integer(const VnGraphmlKey *key, const char *text,
                        VnDraft *draft, long line, VnErr *err) {
  char *end;
  long long value = strtoll(text, &end, 10);
  if (*text && *end == '\0') {
    return vn_draft_integer(draft, key->col, value, err);
  }
  return vn_fail(err,
                 "line %ld: \"%.60s\" is no whole number, as the key \"%s\" "
                 "promises",
                 line, text, key->name);
}

static bool is_missing(const VnGraphmlKey *key, const char *text) {
  if (!text) return true;
  return key->type != VN_TEXT && (*text == '\0' || strcmp(text, "NaN") == 0);
}

static bool put(const VnGraphmlKey *key, VnDraft *draft, long line,
                VnErr *err) {
  const char *text = key->value ? key->value : key->otherwise;
  if (is_missing(key, text)) return vn_draft_missing(draft, key->col, err);
  if (key->type == VN_NUMBER) return put_number(key, text, draft, line, err);
  if (key->type == VN_INTEGER) return put_integer(key, text, draft, line, err);
  if (key->type == VN_LOGICAL) {
    bool truth = strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
    return vn_draft_logical(draft, key->col, truth, err);
  }
  return vn_draft_text(draft, key->col, text, strlen(text), err);
}

bool vn_graphml_put(VnGraphmlKey *key, VnDraft *draft, long line, VnErr *err) {
  bool done = put(key, draft, line, err);
  vn_free(key->value);
  key->value = NULL;
  return done;
}
