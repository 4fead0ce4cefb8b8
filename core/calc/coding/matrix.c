#include "calc/coding/matrix.h"

#include "data/memory.h"
#include "data/stop.h"

#define DOING "matrix"

// ---- counting ----

// Of codes a <= b, which are ascending: one more for each two of a group.
static size_t cell_at(size_t a, size_t b) {
  return b * (b + 1) / 2 + a;
}

static inline void count_group(const uint32_t *code, size_t n,
                               uint32_t *cells) {
  for (size_t j = 0; j < n; j++) {
    uint32_t *row = cells + cell_at(0, code[j]);
    for (size_t i = 0; i <= j; i++) row[code[i]]++;
  }
}

static bool count_events(const VnEvents *e, uint32_t *cells, VnErr *err) {
  for (size_t g = 0; g < e->n_groups; g++) {
    if ((g & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    count_group(e->member + e->start[g], e->start[g + 1] - e->start[g], cells);
  }
  return true;
}

// Where there is one coder, a unit's codes stand there each once; nothing
// stands alone.
static bool count_of_one(const VnCoding *c, uint32_t *cells, VnErr *err) {
  for (size_t u = 0; u < c->n_units; u++) {
    const uint32_t *code = c->code + c->start[u];
    size_t n = c->start[u + 1] - c->start[u];
    if ((u & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    n -= n > 0 && code[0] == VN_NOTHING;
    count_group(code, n, cells);
  }
  return true;
}

static bool count_groups(const VnCoding *c, const VnCodingView *view,
                         uint32_t *cells, VnErr *err) {
  if (c->n_coders == 1 && !view->whole && view->window <= 1)
    return count_of_one(c, cells, err);
  VnEvents *events = vn_coding_events(c, view, err);
  bool done = events && count_events(events, cells, err);
  vn_events_free(events);
  return done;
}


// ---- the matrix ----

static void write_cells(const uint32_t *cells, VnMatrix *m) {
  size_t n = m->n_rows;
  for (size_t b = 0; b < n; b++) {
    for (size_t a = 0; a <= b; a++)
      m->cells[a * n + b] = m->cells[b * n + a] = cells[cell_at(a, b)];
  }
}

static bool fill(const VnCoding *c, const VnCodingView *view, VnMatrix *m,
                 VnErr *err) {
  uint32_t *cells = vn_alloc(cell_at(0, c->n_codes) + 1, sizeof *cells);
  if (!cells) return vn_fail_memory(err, DOING);
  bool done = count_groups(c, view, cells, err);
  if (done) write_cells(cells, m);
  vn_free(cells);
  const char *unit = view->whole ? "sources" : "units";
  return done && vn_matrix_say(&m->row_title, "code", err) &&
         vn_matrix_say(&m->col_title, "code", err) &&
         vn_matrix_say(&m->unit, view->window > 1 ? "windows" : unit, err) &&
         (!c->origin || vn_matrix_say(&m->source, c->origin, err));
}

VnMatrix *vn_coding_matrix(const VnCoding *c, const VnCodingView *view,
                           VnErr *err) {
  if (c->n_codes > VN_MATRIX_CODES) {
    vn_fail(err,
            "%zu codes are too many for a matrix, which holds %d; "
            "c:cooccurrence lists the pairs that occur",
            c->n_codes, VN_MATRIX_CODES);
    return NULL;
  }
  VnMatrix *m = vn_matrix_new(c->code_names, c->code_names, err);
  if (m && fill(c, view, m, err)) return m;
  vn_matrix_free(m);
  return NULL;
}
