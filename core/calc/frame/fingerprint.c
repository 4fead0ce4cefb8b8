#include "calc/frame/fingerprint.h"

#include <string.h>

#include "data/hash.h"
#include "data/stop.h"

// Eight bytes, the lowest first, whatever the machine's own order.
static uint64_t add_word(uint64_t print, uint64_t word) {
  for (int i = 0; i < 8; i++) {
    print = vn_hash_byte(print, (unsigned char)(word >> 8 * i));
  }
  return print;
}

static uint64_t add_text(uint64_t print, const char *text) {
  return vn_hash_byte(vn_hash_text(print, text), 0);
}

static uint64_t add_number(uint64_t print, double number) {
  uint64_t word = UINT64_MAX;   // every missing value, and no number
  if (number == 0) number = 0;  // -0 as 0
  if (!isnan(number)) memcpy(&word, &number, sizeof word);
  return add_word(print, word);
}

static uint64_t add_names(uint64_t print, const VnNames *names) {
  for (size_t i = 0; i < vn_names_count(names); i++) {
    print = add_text(print, vn_names_at(names, i));
  }
  return add_word(print, vn_names_count(names));
}

bool vn_fingerprint_matrix(const VnMatrix *m, uint64_t *print, VnErr *err) {
  *print = add_names(add_names(VN_HASH_START, m->rows), m->cols);
  for (size_t i = 0; i < vn_matrix_size(m); i++) {
    if (i % 65536 == 0 && vn_stopped(err)) return false;
    *print = add_number(*print, m->cells[i]);
  }
  return true;
}

static uint64_t add_cell(uint64_t print, const VnColumn *c, size_t row) {
  if (vn_column_missing(c, row)) return vn_hash_byte(print, 0xFF);
  switch (c->type) {
    case VN_NUMBER: return add_number(print, c->number[row]);
    case VN_INTEGER: return add_word(print, (uint64_t)c->integer[row]);
    case VN_TEXT: return add_text(print, vn_dict_at(c->dict, c->text[row]));
    case VN_DATE: return add_word(print, (uint64_t)c->date[row]);
    case VN_LOGICAL: return vn_hash_byte(print, (unsigned char)c->logical[row]);
  }
  return print;
}

bool vn_fingerprint_frame(const VnFrame *f, uint64_t *print, VnErr *err) {
  *print = add_word(add_names(VN_HASH_START, f->names), f->n_rows);
  for (size_t j = 0; j < f->n_cols; j++) {
    *print = add_text(*print, vn_type_name(f->columns[j]->type));
    for (size_t i = 0; i < f->n_rows; i++) {
      if (i % 65536 == 0 && vn_stopped(err)) return false;
      *print = add_cell(*print, f->columns[j], i);
    }
  }
  return true;
}
