#include "calc/coding/within.h"

#include <string.h>

#include "calc/coding/facts.h"
#include "data/bytes.h"
#include "data/stop.h"

#define DOING "coding"

static const char *name_within(const VnColumn *source, const VnColumn *unit,
                               size_t row, VnBytes *name) {
  char spare[VN_SPARE];
  name->n = 0;
  bool room = true;
  if (!vn_column_missing(source, row)) {
    const char *text = vn_column_label(source, row, spare);
    room = vn_bytes_put(name, text, strlen(text)) && vn_bytes_put(name, " ", 1);
  }
  const char *text = vn_column_label(unit, row, spare);
  room = room && vn_bytes_put(name, text, strlen(text) + 1);
  return room ? (const char *)name->at : NULL;
}

static bool name_rows(const VnColumn *source, const VnColumn *unit,
                      VnDictBuilder *names, int32_t *codes, VnErr *err) {
  VnBytes name = {0};
  bool done = true;
  for (size_t i = 0; done && i < unit->n; i++) {
    if ((i & VN_STOP_EVERY) == 0 && vn_stopped(err)) done = false;
    codes[i] = VN_NO_CODE;
    if (!done || vn_column_missing(unit, i)) continue;
    const char *text = name_within(source, unit, i, &name);
    if (text) codes[i] = vn_dict_builder_add(names, text, name.n - 1);
    if (codes[i] < 0) done = vn_fail_memory(err, DOING);
  }
  vn_bytes_free(&name);
  return done;
}

static bool fill_names(const VnColumn *source, const VnColumn *unit,
                       VnColumn *made, VnErr *err) {
  VnDictBuilder *names = vn_dict_builder_new();
  if (!names) return vn_fail_memory(err, DOING);
  bool done = name_rows(source, unit, names, made->text, err) &&
              vn_dict_builder_sort(names, err);
  if (done) made->dict = vn_dict_builder_finish(names, made->text, made->n);
  vn_dict_builder_free(names);
  return done && (made->dict || vn_fail_memory(err, DOING));
}

static VnColumn *names_within(const VnColumn *source, const VnColumn *unit,
                              VnErr *err) {
  VnColumn *made = vn_column_new(VN_TEXT, unit->n);
  if (!made) vn_fail_memory(err, DOING);
  if (made && fill_names(source, unit, made, err)) return made;
  vn_column_free(made);
  return NULL;
}

// The frame with those names in the place of the units'.
static VnFrame *with_names(const VnFrame *rows, const VnColumn *units,
                           VnColumn *names, VnErr *err) {
  VnFrame *made = vn_frame_blank(vn_names_share(rows->names), rows->n_rows,
                                 rows->source, err);
  for (size_t j = 0; made && j < rows->n_cols; j++)
    made->columns[j] =
        vn_column_share(rows->columns[j] == units ? names : rows->columns[j]);
  return made;
}

bool vn_coding_within(const VnFrame *rows, const VnLabels *unit,
                      const char *source, VnCodingWithin *made, VnErr *err) {
  uint32_t first;
  const VnColumn *sources = vn_frame_column(rows, source, err);
  if (!sources || !vn_coding_differs(sources, unit, &made->n, &first, err))
    return false;
  if (made->n == 0) return true;
  VnColumn *names = names_within(sources, unit->column, err);
  if (!names) return false;
  made->rows = with_names(rows, unit->column, names, err);
  vn_column_free(names);
  return made->rows != NULL;
}
