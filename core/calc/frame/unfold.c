#include "calc/frame/unfold.h"

#include <string.h>

#include "calc/frame/take.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "unfold"

typedef struct {
  const VnColumn *from;
  const char *separator;
  VnDictBuilder *texts;
  VnRow *rows;     // of each part
  int32_t *codes;  // the same
  size_t n, room;
} Unfolding;


// ---- parts of a cell ----

typedef struct {
  const char *at, *end;  // a part without blanks around it
  const char *rest;      // behind the separator, or NULL
} Part;

static Part next_part(const char *text, const char *separator) {
  const char *stop = strstr(text, separator);
  Part part = {text, stop ? stop : text + strlen(text),
               stop ? stop + strlen(separator) : NULL};
  while (part.at < part.end && *part.at == ' ') part.at++;
  while (part.end > part.at && part.end[-1] == ' ') part.end--;
  return part;
}

static bool grow(Unfolding *u) {
  size_t room = u->room ? 2 * u->room : 1024;
  VnRow *rows = vn_resize(u->rows, room, sizeof *rows);
  if (!rows) return false;
  u->rows = rows;
  int32_t *codes = vn_resize(u->codes, room, sizeof *codes);
  if (!codes) return false;
  u->codes = codes;
  u->room = room;
  return true;
}

static bool add(Unfolding *u, VnRow row, int32_t code, VnErr *err) {
  if (u->n >= VN_NO_ROW - 1)
    return vn_fail(err, DOING ": more rows than a frame can hold");
  if ((u->n >= u->room || !u->rows || !u->codes) && !grow(u)) {
    vn_fail_memory(err, DOING);
    return false;
  }
  u->rows[u->n] = row;
  u->codes[u->n++] = code;
  return true;
}

static bool add_parts(Unfolding *u, VnRow row, const char *text, VnErr *err) {
  size_t before = u->n;
  while (text) {
    Part part = next_part(text, u->separator);
    text = part.rest;
    if (part.at == part.end) continue;
    int32_t code =
        vn_dict_builder_add(u->texts, part.at, (size_t)(part.end - part.at));
    if (code < 0) return vn_fail_memory(err, DOING);
    if (!add(u, row, code, err)) return false;
  }
  return u->n > before || add(u, row, VN_NO_CODE, err);
}

static bool add_rows(Unfolding *u, VnErr *err) {
  for (size_t row = 0; row < u->from->n; row++) {
    if ((row & 0xfff) == 0 && vn_stopped(err)) return false;
    const char *text = vn_column_missing(u->from, row)
                           ? NULL
                           : vn_dict_at(u->from->dict, u->from->text[row]);
    if (!add_parts(u, (VnRow)row, text, err)) return false;
  }
  return true;
}


// ---- all of it ----

static VnColumn *column_of(Unfolding *u, VnErr *err) {
  VnColumn *column = vn_column_new(VN_TEXT, u->n);
  if (column && u->n) memcpy(column->text, u->codes, u->n * sizeof *u->codes);
  if (column)
    column->dict = vn_dict_builder_finish(u->texts, column->text, u->n);
  if (column && column->dict) return column;
  vn_column_free(column);
  vn_fail_memory(err, DOING);
  return NULL;
}

static VnFrame *frame_of(Unfolding *u, const VnFrame *f, VnErr *err) {
  VnColumn *parts = column_of(u, err);
  VnFrame *to = parts ? vn_take(f, u->rows, u->n, err) : NULL;
  if (!to) {
    vn_column_free(parts);
    return NULL;
  }
  for (size_t j = 0; j < f->n_cols; j++) {
    if (f->columns[j] != u->from) continue;
    vn_column_free(to->columns[j]);
    to->columns[j] = vn_column_share(parts);
  }
  vn_column_free(parts);
  return to;
}

static bool check(const VnColumn *from, const char *column,
                  const char *separator, VnErr *err) {
  if (!from) return vn_fail_while(err, DOING);
  if (from->type != VN_TEXT) {
    return vn_fail(err, DOING ": the column \"%s\" should be text, found %s",
                   column, vn_type_name(from->type));
  }
  return *separator ||
         vn_fail(err, DOING ": the separator is an empty text, which parts "
                            "nothing; say it as in { ipc = \";\" }");
}

VnFrame *vn_unfold(const VnFrame *f, const char *column, const char *separator,
                   VnErr *err) {
  Unfolding u = {.from = vn_frame_column(f, column, err),
                 .separator = separator};
  if (!check(u.from, column, separator, err)) return NULL;
  u.texts = vn_dict_builder_new();
  if (!u.texts) vn_fail_memory(err, DOING);
  VnFrame *to = u.texts && add_rows(&u, err) ? frame_of(&u, f, err) : NULL;
  vn_dict_builder_free(u.texts);
  vn_free(u.rows);
  vn_free(u.codes);
  return to;
}
