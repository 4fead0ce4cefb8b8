#include "data/text_file.h"

#include <string.h>

#include "data/input.h"
#include "data/save.h"
#include "data/utf8.h"

#define BLOCK 65536

void vn_text_drop_mark(VnBytes *text) {
  if (text->n < 3 || memcmp(text->at, "\xEF\xBB\xBF", 3) != 0) return;
  text->n -= 3;
  memmove(text->at, text->at + 3, text->n);
}

static bool take_all(VnInput *input, VnBytes *text, VnErr *err) {
  char block[BLOCK];
  size_t n = 1;
  while (n > 0) {
    if (!vn_input_read(input, block, sizeof block, &n, err)) return false;
    if (text->n + n > VN_MOST_TEXT) {
      return vn_fail(err,
                     "the file holds more than %zu MiB; that is no text "
                     "of this kind",
                     VN_MOST_TEXT >> 20);
    }
    if (!vn_bytes_put(text, block, n)) return vn_fail_memory(err, "reading");
  }
  vn_text_drop_mark(text);
  if (!vn_bytes_put(text, "", 1)) return vn_fail_memory(err, "reading");
  text->n--;
  return true;
}

static size_t line_of(const VnBytes *text, size_t at) {
  size_t line = 1;
  for (size_t i = 0; i < at; i++) line += text->at[i] == '\n';
  return line;
}

static bool check_letters(const VnBytes *text, VnErr *err) {
  const char *letters = (const char *)text->at;
  size_t valid = vn_utf8_valid(letters, text->n), end = strlen(letters);
  if (end < text->n) {
    return vn_fail(err, "line %zu holds a zero byte; this is no text file",
                   line_of(text, end));
  }
  if (valid == text->n) return true;
  return vn_fail(err,
                 "line %zu is not valid UTF-8; encoding = \"windows-1252\" "
                 "reads what older Windows programs wrote",
                 line_of(text, valid));
}

bool vn_text_read(const char *path, const char *encoding, VnBytes *text,
                  VnErr *err) {
  *text = (VnBytes){0};
  VnInput *input = vn_input_open(path, encoding, err);
  bool done = input && take_all(input, text, err) && check_letters(text, err);
  vn_input_free(input);
  return done || vn_fail_while(err, "reading %s", path);
}

bool vn_text_write(const char *path, const char *text, size_t n, VnErr *err) {
  VnSave *save = vn_save_begin(path, err);
  bool done = save && vn_save_put(save, text, n, err);
  if (done) {
    done = vn_save_end(save, err);
  } else {
    vn_save_drop(save);
  }
  return done || vn_fail_while(err, "writing %s", path);
}
