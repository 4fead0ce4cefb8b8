#include "calc/coding/within.h"

#include <string.h>

#include "calc/coding/facts.h"
#include "data/bytes.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding"

typedef struct {
  const VnColumn *source;
  const VnLabels *unit;
  VnRow *teller;  // of each unit the row that says its source
} Sources;

// Where a unit has one source, all its rows are of it.
static size_t row_of_source(const Sources *s, size_t row) {
  VnRow teller = s->teller[s->unit->of[row]];
  return teller == VN_NO_ROW ? row : (size_t)teller;
}

static const char *name_within(const Sources *s, size_t row, VnBytes *name) {
  char spare[VN_SPARE];
  size_t at = row_of_source(s, row);
  name->n = 0;
  bool room = true;
  if (!vn_column_missing(s->source, at)) {
    const char *text = vn_column_label(s->source, at, spare);
    room = vn_bytes_put(name, text, strlen(text)) && vn_bytes_put(name, " ", 1);
  }
  const char *text = vn_column_label(s->unit->column, row, spare);
  room = room && vn_bytes_put(name, text, strlen(text) + 1);
  return room ? (const char *)name->at : NULL;
}

static bool name_rows(const Sources *s, VnDictBuilder *names, int32_t *codes,
                      VnErr *err) {
  VnBytes name = {0};
  bool done = true;
  for (size_t i = 0; done && i < s->unit->column->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) done = false;
    codes[i] = VN_NO_CODE;
    if (!done || s->unit->of[i] == VN_NO_LABEL) continue;
    const char *text = name_within(s, i, &name);
    if (text) codes[i] = vn_dict_builder_add(names, text, name.n - 1);
    if (codes[i] < 0) done = vn_fail_memory(err, DOING);
  }
  vn_bytes_free(&name);
  return done;
}

static bool fill_names(const Sources *s, VnColumn *made, VnErr *err) {
  VnDictBuilder *names = vn_dict_builder_new();
  if (!names) return vn_fail_memory(err, DOING);
  bool done =
      name_rows(s, names, made->text, err) && vn_dict_builder_sort(names, err);
  if (done) made->dict = vn_dict_builder_finish(names, made->text, made->n);
  vn_dict_builder_free(names);
  return done && (made->dict || vn_fail_memory(err, DOING));
}

static VnColumn *names_within(const Sources *s, VnErr *err) {
  VnColumn *made = vn_column_new(VN_TEXT, s->unit->column->n);
  if (!made) vn_fail_memory(err, DOING);
  if (made && fill_names(s, made, err)) return made;
  vn_column_free(made);
  return NULL;
}

// The frame with those names in the place of the units'.
static VnFrame *with_names(const VnFrame *rows, size_t units, VnColumn *names,
                           VnErr *err) {
  VnFrame *made = vn_frame_blank(vn_names_share(rows->names), rows->n_rows,
                                 rows->source, err);
  for (size_t j = 0; made && j < rows->n_cols; j++)
    made->columns[j] = vn_column_share(j == units ? names : rows->columns[j]);
  return made;
}

static bool rename_units(const VnFrame *rows, size_t units, const Sources *s,
                         VnCodingWithin *made, VnErr *err) {
  VnColumn *names = names_within(s, err);
  if (!names) return false;
  made->rows = with_names(rows, units, names, err);
  vn_column_free(names);
  return made->rows != NULL;
}

bool vn_coding_within(const VnFrame *rows, const char *units,
                      const VnLabels *unit, const char *source,
                      VnCodingWithin *made, VnErr *err) {
  Sources s = {.source = vn_frame_column(rows, source, err), .unit = unit};
  if (!s.source) return false;
  s.teller = vn_coding_tellers(s.source, unit, &made->n, err);
  size_t at = (size_t)vn_names_find(rows->names, units);
  bool done =
      s.teller && (made->n == 0 || rename_units(rows, at, &s, made, err));
  vn_free(s.teller);
  return done;
}
