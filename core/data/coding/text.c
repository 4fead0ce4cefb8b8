#include "data/coding/text.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "data/bytes.h"
#include "data/draft.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "cutting texts into paragraphs"
#define DEEPEST 6  // levels of headings in Markdown

enum { UNIT, SOURCE, PARAGRAPH, HEADING, TEXT, START, FINISH, KIND, N_COLUMNS };

// Bytes from `from` up to but not including `to`.
typedef struct {
  size_t from, to;
} Span;

typedef struct {
  VnDraft *draft;
  const VnSourceText *text;
  Span open;       // the paragraph that is being read; empty: none
  size_t n_lines;  // of it
  int64_t n_paragraphs;
  size_t counted, letters;  // bytes, and how many letters they are
  Span heading[DEEPEST];
  VnBytes above;  // those headings as one text
  char fence;     // the letter of the fence it is in, or 0
} Cutter;


// ---- lines ----

static bool is_blank(const char *bytes, size_t at) {
  return strchr(" \t\r\f\v", bytes[at]) != NULL && bytes[at] != '\0';
}

// How many bytes of blank stand there; a blank that does not break is one.
static size_t blank_at(const char *bytes, size_t at, size_t to) {
  if (is_blank(bytes, at)) return 1;
  return at + 1 < to && memcmp(bytes + at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

// Without the blanks around it.
static Span trimmed(const char *bytes, Span line) {
  size_t width;
  while (line.from < line.to &&
         (width = blank_at(bytes, line.from, line.to)) > 0)
    line.from += width;
  while (line.from < line.to &&
         (is_blank(bytes, line.to - 1) ||
          (line.to - line.from > 1 &&
           memcmp(bytes + line.to - 2, "\xc2\xa0", 2) == 0)))
    line.to -= is_blank(bytes, line.to - 1) ? 1 : 2;
  return line;
}

// How often the letter stands at the beginning.
static size_t run_of(const char *bytes, Span line, char letter) {
  size_t n = 0;
  while (line.from + n < line.to && bytes[line.from + n] == letter) n++;
  return n;
}


// ---- paragraphs ----

// Letters up to that byte, which is not before the last one asked for.
static int64_t letters_to(Cutter *c, size_t at) {
  for (; c->counted < at; c->counted++)
    c->letters += ((unsigned char)c->text->bytes[c->counted] & 0xc0) != 0x80;
  return (int64_t)c->letters;
}

static bool put_names(Cutter *c, VnErr *err) {
  char unit[PATH_MAX + 32];
  const char *name = c->text->name;
  int n = snprintf(unit, sizeof unit, "%.*s %04lld", PATH_MAX, name,
                   (long long)++c->n_paragraphs);
  return vn_draft_text(c->draft, UNIT, unit, (size_t)n, err) &&
         vn_draft_text(c->draft, SOURCE, name, strlen(name), err) &&
         vn_draft_integer(c->draft, PARAGRAPH, c->n_paragraphs, err) &&
         vn_draft_text(c->draft, KIND, "plaintext", 9, err) &&
         (c->above.n > 0 ? vn_draft_text(c->draft, HEADING, (char *)c->above.at,
                                         c->above.n, err)
                         : vn_draft_missing(c->draft, HEADING, err));
}

static bool close_paragraph(Cutter *c, VnErr *err) {
  Span own = c->open;
  c->open = (Span){0};
  c->n_lines = 0;
  if (own.to == own.from) return true;
  return put_names(c, err) &&
         vn_draft_text(c->draft, TEXT, c->text->bytes + own.from,
                       own.to - own.from, err) &&
         vn_draft_integer(c->draft, START, letters_to(c, own.from), err) &&
         vn_draft_integer(c->draft, FINISH, letters_to(c, own.to), err);
}

static void add_line(Cutter *c, Span line) {
  if (c->n_lines++ == 0) c->open.from = line.from;
  c->open.to = line.to;
}


// ---- headings ----

static bool set_heading(Cutter *c, size_t level, Span title, VnErr *err) {
  bool put = true;
  c->heading[level] = title;
  for (size_t k = level + 1; k < DEEPEST; k++) c->heading[k] = (Span){0};
  c->above.n = 0;
  for (size_t k = 0; put && k <= level; k++) {
    Span own = c->heading[k];
    if (own.to == own.from) continue;
    put = (c->above.n == 0 || vn_bytes_put(&c->above, " / ", 3)) &&
          vn_bytes_put(&c->above, c->text->bytes + own.from, own.to - own.from);
  }
  return put || vn_fail_memory(err, DOING);
}

// "## Title ##"; *level counts from 0.
static bool is_heading(const char *bytes, Span line, size_t *level,
                       Span *title) {
  size_t n = run_of(bytes, line, '#');
  if (n == 0 || n > DEEPEST) return false;
  *title = (Span){line.from + n, line.to};
  if (title->from < title->to && !is_blank(bytes, title->from)) return false;
  *level = n - 1;
  while (title->to > title->from && bytes[title->to - 1] == '#') title->to--;
  *title = trimmed(bytes, *title);
  return true;
}

// A line of = or - alone, which makes a heading of the single line above it.
static bool is_underline(const char *bytes, Span line, size_t *level) {
  size_t n = line.to - line.from;
  *level = bytes[line.from] == '-';
  return n > 1 &&
         (run_of(bytes, line, '=') == n || run_of(bytes, line, '-') == n);
}

// In a fence of ``` or ~~~ blank lines part nothing and # is no heading.
static bool mind_fence(Cutter *c, Span line) {
  char letter = c->text->bytes[line.from];
  bool marks = (letter == '`' || letter == '~') &&
               run_of(c->text->bytes, line, letter) >= 3;
  bool inside = c->fence != 0;
  if (marks && !inside) c->fence = letter;
  if (marks && c->fence == letter && inside) c->fence = 0;
  return marks || inside;
}

static bool take_markdown(Cutter *c, Span line, VnErr *err) {
  const char *bytes = c->text->bytes;
  size_t level;
  Span title;
  if (mind_fence(c, line)) {
    add_line(c, line);
    return true;
  }
  if (is_heading(bytes, line, &level, &title))
    return close_paragraph(c, err) && set_heading(c, level, title, err);
  if (!is_underline(bytes, line, &level)) {
    add_line(c, line);
    return true;
  }
  if (c->n_lines != 1) return close_paragraph(c, err);
  title = c->open;
  c->open = (Span){0};
  c->n_lines = 0;
  return set_heading(c, level, title, err);
}


// ---- texts ----

static bool take_line(Cutter *c, Span line, VnErr *err) {
  line = trimmed(c->text->bytes, line);
  if (line.from == line.to) return c->fence || close_paragraph(c, err);
  if (c->text->markdown) return take_markdown(c, line, err);
  add_line(c, line);
  return true;
}

static bool cut(Cutter *c, VnErr *err) {
  const VnSourceText *text = c->text;
  for (size_t at = text->from; at < text->n;) {
    const char *feed = memchr(text->bytes + at, '\n', text->n - at);
    size_t end = feed ? (size_t)(feed - text->bytes) : text->n;
    if (vn_stopped(err) || !take_line(c, (Span){at, end}, err)) return false;
    at = end + 1;
  }
  return close_paragraph(c, err);
}

static VnDraft *new_draft(VnErr *err) {
  static const char *const labels[] = {"unit", "source", "paragraph", "heading",
                                       "text", "start",  "finish",    "kind"};
  VnNames *names = vn_names_new(labels, N_COLUMNS, "column", err);
  VnDraft *draft = names ? vn_draft_new(names, err) : NULL;
  vn_names_free(names);
  for (size_t j = 0; draft && j < N_COLUMNS; j++) {
    bool whole = j == PARAGRAPH || j == START || j == FINISH;
    vn_draft_declare(draft, j, whole ? VN_INTEGER : VN_TEXT);
  }
  return draft;
}

VnFrame *vn_coding_paragraphs(const VnSourceText *texts, size_t n, VnErr *err) {
  VnDraft *draft = new_draft(err);
  bool done = draft != NULL;
  for (size_t i = 0; done && i < n; i++) {
    Cutter c = {.draft = draft, .text = &texts[i]};
    done = cut(&c, err);
    vn_bytes_free(&c.above);
  }
  VnFrame *frame = done ? vn_draft_finish(draft, NULL, err) : NULL;
  vn_draft_free(draft);
  return frame;
}
