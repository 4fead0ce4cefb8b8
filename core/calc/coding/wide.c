#include "calc/coding/wide.h"

#include <string.h>

#include "calc/frame/select.h"
#include "calc/frame/take.h"
#include "data/matrix/frame.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding"

typedef struct {
  const VnFrame *frame;
  const VnNames *codes;
  const VnColumn **marks;  // the columns of the codes
  VnRow *rows;             // of each row to be made: its row here
  uint32_t *code;          // and its code, or the number of codes: none
  size_t n, room;
} Wide;

static void wide_free(Wide *w) {
  vn_free(w->marks);
  vn_free(w->rows);
  vn_free(w->code);
}

static bool find_marks(Wide *w, VnErr *err) {
  size_t n = vn_names_count(w->codes), j = 0;
  w->marks = vn_alloc(n, sizeof(VnColumn *));
  if (!w->marks) return vn_fail_memory(err, DOING);
  while (j < n && (w->marks[j] = vn_frame_column(
                       w->frame, vn_names_at(w->codes, j), err)))
    j++;
  return j == n;
}

// 1, 0, or -1 where nothing stands; fails on anything else.
static bool mark_at(const Wide *w, size_t row, size_t j, int *mark,
                    VnErr *err) {
  const VnColumn *column = w->marks[j];
  double x = -1;
  char text[100];
  *mark = -1;
  if (vn_column_missing(column, row)) return true;
  if (column->type == VN_INTEGER) x = (double)column->integer[row];
  if (column->type == VN_NUMBER) x = column->number[row];
  if (column->type == VN_LOGICAL) x = column->logical[row];
  *mark = x == 1;
  if (x == 0 || x == 1) return true;
  vn_column_text(column, row, text, sizeof text);
  return vn_fail(err,
                 "row %zu of the code \"%.100s\" should be 0 or 1, found "
                 "\"%s\"; codes = { \"...\" } lists the columns of codes, and "
                 "code = \"...\" names the one with a code in each row",
                 row + 1, vn_names_at(w->codes, j), text);
}

static bool put(Wide *w, size_t row, size_t code, VnErr *err) {
  if (w->n == w->room) {
    size_t room = w->room * 2 + 64;
    VnRow *rows = vn_resize(w->rows, room, sizeof *rows);
    if (rows) w->rows = rows;
    uint32_t *codes = vn_resize(w->code, room, sizeof *codes);
    if (codes) w->code = codes;
    if (!rows || !codes) return vn_fail_memory(err, DOING);
    w->room = room;
  }
  w->rows[w->n] = (VnRow)row;
  w->code[w->n++] = (uint32_t)code;
  return true;
}

static bool put_row(Wide *w, size_t row, VnErr *err) {
  size_t n_codes = vn_names_count(w->codes), known = 0, before = w->n;
  for (size_t j = 0; j < n_codes; j++) {
    int mark;
    if (!mark_at(w, row, j, &mark, err)) return false;
    known += mark >= 0;
    if (mark == 1 && !put(w, row, j, err)) return false;
  }
  return w->n > before || known == 0 || put(w, row, n_codes, err);
}

// The columns that are no codes.
static VnFrame *others(const Wide *w, VnErr *err) {
  size_t n = 0;
  const VnFrame *f = w->frame;
  const char **labels = vn_alloc(f->n_cols, sizeof *labels);
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t j = 0; j < f->n_cols; j++) {
    const char *label = vn_names_at(f->names, j);
    if (vn_names_find(w->codes, label) < 0) labels[n++] = label;
  }
  VnNames *names = vn_names_new(labels, n, "column", err);
  VnFrame *made = names ? vn_select(f, names, NULL, err) : NULL;
  vn_names_free(names);
  vn_free(labels);
  return made;
}

static VnFrame *code_frame(const Wide *w, VnErr *err) {
  static const char *const label = "code";
  VnColumn *names = vn_column_of_names(w->codes);
  VnColumn *column = names ? vn_column_new(VN_TEXT, w->n) : NULL;
  size_t none = vn_names_count(w->codes);
  if (column) column->dict = vn_dict_share(names->dict);
  for (size_t i = 0; column && i < w->n; i++)
    column->text[i] = w->code[i] == none ? VN_NO_CODE : names->text[w->code[i]];
  vn_column_free(names);
  return vn_frame_of(&label, &column, 1, w->n, NULL, err);
}

static VnFrame *make(const Wide *w, VnErr *err) {
  VnFrame *about = others(w, err);
  VnFrame *rows = about ? vn_take(about, w->rows, w->n, err) : NULL;
  VnFrame *codes = rows ? code_frame(w, err) : NULL;
  VnFrame *made = codes ? vn_extend(rows, codes, err) : NULL;
  vn_frame_free(about);
  vn_frame_free(rows);
  vn_frame_free(codes);
  return made;
}

VnFrame *vn_coding_from_wide(const VnFrame *frame, const VnNames *codes,
                             VnErr *err) {
  Wide w = {.frame = frame, .codes = codes};
  bool done = find_marks(&w, err);
  for (size_t i = 0; done && i < frame->n_rows; i++)
    done = put_row(&w, i, err) && (i % 4096 != 0 || !vn_stopped(err));
  VnFrame *made = done ? make(&w, err) : NULL;
  wide_free(&w);
  return made;
}
