#include "calc/coding/rule_frame.h"

#include <string.h>

#include "calc/frame/select.h"
#include "calc/frame/take.h"
#include "data/draft.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "coding by rules"

// The frame's first column in those rows.
static VnFrame *take_units(const VnFrame *units, const VnRow *rows, size_t n,
                           VnErr *err) {
  static const char *const label = "unit";
  VnColumn *column = vn_take_column(units->columns[0], rows, n);
  return vn_frame_of(&label, &column, 1, n, NULL, err);
}

// The frame with the draft's columns behind its own; takes both over.
static VnFrame *beside(VnFrame *units, VnDraft *draft, VnErr *err) {
  VnFrame *more = units ? vn_draft_finish(draft, NULL, err) : NULL;
  VnFrame *made = more ? vn_extend(units, more, err) : NULL;
  vn_frame_free(units);
  vn_frame_free(more);
  vn_draft_free(draft);
  return made;
}

static VnDraft *draft_of(const char *const *labels, size_t n, VnErr *err) {
  VnNames *names = vn_names_new(labels, n, "column", err);
  VnDraft *draft = names ? vn_draft_new(names, err) : NULL;
  vn_names_free(names);
  return draft;
}

static bool put_code(VnDraft *draft, const VnRuleBook *book, uint32_t rule,
                     VnErr *err) {
  const char *name = book->rules[rule].name;
  return vn_draft_text(draft, 0, name, strlen(name), err);
}


// ---- codings ----

// Lists rows and codes; gives how many there are.
static bool list_codings(const VnRuleBook *book, const VnRuleTexts *texts,
                         const VnRuleHits *hits, VnDraft *draft, VnRow *rows,
                         size_t *n, VnErr *err) {
  size_t k = 0;
  for (size_t row = 0; row < texts->column->n; row++) {
    size_t first = *n;
    if ((row & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    for (; k < hits->n && hits->at[k].row == row; k++) {
      bool again = *n > first && hits->at[k - 1].rule == hits->at[k].rule;
      if (again) continue;
      rows[(*n)++] = (VnRow)row;
      if (!put_code(draft, book, hits->at[k].rule, err)) return false;
    }
    if (*n > first || vn_column_missing(texts->column, row)) continue;
    rows[(*n)++] = (VnRow)row;
    if (!vn_draft_missing(draft, 0, err)) return false;
  }
  return true;
}

VnFrame *vn_rule_codings(const VnFrame *units, const VnRuleBook *book,
                         const VnRuleTexts *texts, const VnRuleHits *hits,
                         VnErr *err) {
  static const char *const label = "code";
  size_t n = 0;
  VnRow *rows = vn_alloc(hits->n + texts->column->n, sizeof *rows);
  VnDraft *draft = draft_of(&label, 1, err);
  VnFrame *own = NULL;
  if (!rows) vn_fail_memory(err, DOING);
  if (draft) vn_draft_declare(draft, 0, VN_TEXT);
  if (rows && draft && list_codings(book, texts, hits, draft, rows, &n, err))
    own = take_units(units, rows, n, err);
  vn_free(rows);
  return beside(own, draft, err);
}


// ---- hits ----

static size_t back(const char *text, size_t at, size_t letters) {
  while (at > 0 && letters > 0) {
    at--;
    letters -= ((unsigned char)text[at] & 0xc0) != 0x80;
  }
  return at;
}

static size_t on(const char *text, size_t n, size_t at, size_t letters) {
  for (; at < n; at++) {
    bool begins = ((unsigned char)text[at] & 0xc0) != 0x80;
    if (begins && letters-- == 0) break;
  }
  return at;
}

static bool put_around(VnDraft *draft, const char *text, size_t n,
                       const VnRuleHit *hit, size_t around, VnErr *err) {
  size_t from = back(text, hit->from, around);
  size_t to = on(text, n, hit->to, around);
  return vn_draft_text(draft, 4, text + from, hit->from - from, err) &&
         vn_draft_text(draft, 5, text + hit->to, to - hit->to, err);
}

static bool put_hit(VnDraft *draft, const VnRuleBook *book,
                    const VnColumn *column, const VnRuleHit *hit, size_t around,
                    VnErr *err) {
  size_t n;
  const char *text = vn_rule_text(column, hit->row, &n);
  return put_code(draft, book, hit->rule, err) &&
         vn_draft_integer(draft, 1, hit->start, err) &&
         vn_draft_integer(draft, 2, hit->finish, err) &&
         vn_draft_text(draft, 3, text + hit->from, hit->to - hit->from, err) &&
         (around == 0 || put_around(draft, text, n, hit, around, err));
}

VnFrame *vn_rule_hits(const VnFrame *units, const VnRuleBook *book,
                      const VnRuleTexts *texts, const VnRuleHits *hits,
                      size_t around, VnErr *err) {
  static const char *const labels[] = {"code",  "start",  "finish",
                                       "found", "before", "after"};
  size_t n_labels = around > 0 ? 6 : 4;
  VnRow *rows = vn_alloc(hits->n, sizeof *rows);
  VnDraft *draft = draft_of(labels, n_labels, err);
  bool done = draft && (rows || vn_fail_memory(err, DOING));
  for (size_t j = 0; done && j < n_labels; j++)
    vn_draft_declare(draft, j, j == 1 || j == 2 ? VN_INTEGER : VN_TEXT);
  for (size_t k = 0; done && k < hits->n; k++) {
    rows[k] = hits->at[k].row;
    done = ((k & 0xfff) != 0 || !vn_stopped(err)) &&
           put_hit(draft, book, texts->column, &hits->at[k], around, err);
  }
  VnFrame *own = done ? take_units(units, rows, hits->n, err) : NULL;
  vn_free(rows);
  return beside(own, draft, err);
}
