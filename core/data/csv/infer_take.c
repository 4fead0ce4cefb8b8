#include <string.h>

#include "data/csv/digits.h"
#include "data/csv/infer_column.h"
#include "data/memory.h"
#include "data/utf8.h"

#define AHEAD ((size_t)4 << 20)  // bytes

// The next cells get memory, but not all that may be needed: rows may turn out
// to be longer than the first ones.
static void touch_ahead(VnInfer *c) {
  size_t size = vn_type_size(c->type), left = c->room - c->touched;
  size_t n = left < AHEAD / size ? left : AHEAD / size;
  if (n == AHEAD / size)
    vn_touch((char *)c->cells + c->touched * size, n * size);
  c->touched += n;
}

// Not in large pages: where the machine is a guest, the host may have to find
// memory for them, which then takes twice the time of reading.
bool vn_infer_grow(VnInfer *c, size_t n, VnErr *err) {
  while (n <= c->room && n > c->touched) touch_ahead(c);
  if (n <= c->room) return true;
  size_t room = c->room ? c->room * 2 : 256;
  if (room < n) room = n;
  void *cells = NULL;
  if (!c->room && c->expected > room) {
    cells = vn_resize(NULL, c->expected, vn_type_size(c->type));
    if (cells) room = c->expected;
  }
  if (!cells) cells = vn_resize(c->cells, room, vn_type_size(c->type));
  if (!cells) return vn_fail_memory(err, "reading a column");
  c->cells = cells, c->room = room, c->touched = c->n;
  return true;
}

void vn_infer_put_missing(VnInfer *c, size_t i) {
  switch (c->type) {
    case VN_NUMBER: c->number[i] = VN_NO_NUMBER; break;
    case VN_INTEGER: c->integer[i] = VN_NO_INTEGER; break;
    case VN_TEXT: c->text[i] = VN_NO_CODE; break;
    case VN_DATE: c->date[i] = VN_NO_DATE; break;
    case VN_LOGICAL: c->logical[i] = VN_NO_LOGICAL; break;
  }
}

bool vn_infer_put_text(VnInfer *c, const char *bytes, size_t n) {
  int32_t next = (int32_t)vn_dict_builder_count(c->dict);
  int32_t code = vn_dict_builder_add(c->dict, bytes, n);
  if (code == next) c->not_utf8 = c->not_utf8 || vn_utf8_valid(bytes, n) < n;
  if (code < 0 || c->not_utf8) return false;
  c->text[c->n++] = code;
  return true;
}

static bool refuse_text(const VnInfer *c, size_t place, VnErr *err) {
  if (!c->not_utf8) return vn_fail_memory(err, "reading a column");
  return vn_fail(err,
                 "%s %zu, column \"%s\": the bytes are not UTF-8; encoding = "
                 "\"windows-1252\" reads what older Windows programs wrote",
                 c->rules->place, place, c->name);
}

// Whether the column would still be settled as it is, had it seen these too.
static bool still_settled(VnInfer *c, unsigned seen) {
  if (!(seen & ~c->seen) || c->forced) return true;
  unsigned all = c->seen | seen;
  char decimal = vn_seen_decimal(all, c->rules->marks.decimal);
  return decimal == c->marks.decimal && vn_seen_type(all, decimal) == c->type;
}

static bool put_number(VnInfer *c, const char *bytes, size_t n, size_t place) {
  double value;
  unsigned seen;
  if (!vn_cell_plain(bytes, n, c->marks.decimal, &value, &seen) &&
      !vn_cell_number(bytes, n, c->marks, c->forced, &value, &seen)) {
    return false;
  }
  if (!still_settled(c, seen)) return false;
  if (seen & ~c->seen) vn_infer_note_bits(c, seen, bytes, n, place);
  c->number[c->n++] = value;
  return true;
}

static bool put_integer(VnInfer *c, const char *bytes, size_t n, size_t place) {
  int64_t value;
  unsigned seen;
  if (vn_digits(bytes, n, &c->integer[c->n])) return ++c->n;
  if (!vn_cell_integer(bytes, n, c->marks, c->forced, &value, &seen)) {
    return false;
  }
  if (!still_settled(c, seen)) return false;
  if (seen & ~c->seen) vn_infer_note_bits(c, seen, bytes, n, place);
  c->integer[c->n++] = value;
  return true;
}

// False when the cell is not of the column's type.
static bool put(VnInfer *c, const char *bytes, size_t n, size_t place) {
  bool fits = false;
  switch (c->type) {
    case VN_NUMBER: return put_number(c, bytes, n, place);
    case VN_INTEGER: return put_integer(c, bytes, n, place);
    case VN_DATE:
      fits = vn_cell_date(bytes, n, c->marks, &c->date[c->n]);
      break;
    case VN_LOGICAL: fits = vn_cell_logical(bytes, n, &c->logical[c->n]); break;
    case VN_TEXT: break;
  }
  c->n += fits;
  return fits;
}

static bool refuse(const VnInfer *c, const char *bytes, size_t n, size_t place,
                   VnErr *err) {
  VnExample e;
  vn_infer_keep(&e, bytes, n, place);
  return vn_fail(err,
                 "%s %zu, column \"%s\": \"%s\" is no %s; na = \"%s\" would "
                 "read it as missing",
                 c->rules->place, place, c->name, e.text, vn_type_name(c->type),
                 e.text);
}

// The first cell that is not missing decides, as far as it can.
static bool begin(VnInfer *c, const char *bytes, size_t n, size_t place,
                  VnErr *err) {
  size_t n_missing = c->n;
  vn_infer_look(c, bytes, n, place);
  c->state = VN_LOOKING;
  if (!vn_infer_settle(c, false, err)) return false;
  if (c->again) return true;
  if (!vn_infer_grow(c, n_missing, err)) return false;
  for (; c->n < n_missing; c->n++) vn_infer_put_missing(c, c->n);
  return vn_infer_take(c, bytes, n, place, err);
}

// Integers so far, and now a fraction: every integer is kept if doubles can.
static bool turn_to_numbers(VnInfer *c) {
  VnMarks marks = vn_infer_marks(c);
  if (c->type != VN_INTEGER || !marks.decimal) return false;
  if (vn_seen_type(c->seen, marks.decimal) != VN_NUMBER) return false;
  if (c->seen & (VN_SEEN_PERCENT | VN_SEEN_NAN)) return false;
  for (size_t i = 0; i < c->n; i++) {
    int64_t value = c->integer[i];
    if (value == VN_NO_INTEGER) continue;
    if (value > INT64_C(1) << 53 || value < -(INT64_C(1) << 53)) return false;
  }
  for (size_t i = 0; i < c->n; i++) {
    int64_t value = c->integer[i];
    c->number[i] = value == VN_NO_INTEGER ? VN_NO_NUMBER : (double)value;
  }
  c->type = VN_NUMBER, c->marks = marks;
  return true;
}

static bool surprised(VnInfer *c, const char *bytes, size_t n, size_t place,
                      VnErr *err) {
  if (c->forced && n > 0 && !(n == 2 && !memcmp(bytes, "NA", 2))) {
    return refuse(c, bytes, n, place, err);
  }
  unsigned bits = vn_infer_bits(c, bytes, n, place);
  if (bits & VN_SEEN_SOFT) {
    vn_infer_put_missing(c, c->n++);
    return true;
  }
  if (turn_to_numbers(c)) return vn_infer_take(c, bytes, n, place, err);
  c->state = VN_LOOKING, c->again = true;
  vn_infer_keep(&c->cause, bytes, n, place);
  return true;
}

bool vn_infer_take(VnInfer *c, const char *bytes, size_t n, size_t place,
                   VnErr *err) {
  if (c->done) return true;
  if (c->state == VN_LOOKING) {
    vn_infer_bits(c, bytes, n, place);
    return true;
  }
  if (!bytes || vn_infer_is_missing(c->rules, bytes, n)) {
    if (c->state == VN_EMPTY) return ++c->n;
    if (!vn_infer_grow(c, c->n + 1, err)) return false;
    vn_infer_put_missing(c, c->n++);
    return true;
  }
  if (c->state == VN_EMPTY) return begin(c, bytes, n, place, err);
  if (!vn_infer_grow(c, c->n + 1, err)) return false;
  if (c->type == VN_TEXT) {
    return vn_infer_put_text(c, bytes, n) || refuse_text(c, place, err);
  }
  return put(c, bytes, n, place) || surprised(c, bytes, n, place, err);
}
