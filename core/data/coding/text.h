// Texts cut into their paragraphs, the units that are to be coded.
#ifndef VN_CODING_TEXT_H
#define VN_CODING_TEXT_H

#include "data/frame.h"

// A source: valid UTF-8 whose lines end in line feeds.
typedef struct {
  const char *name;
  const char *bytes;
  size_t n;
  size_t from;    // where the first paragraph may begin
  bool markdown;  // lines such as "# Title" are headings, no paragraphs
} VnSourceText;

// A row for each paragraph: unit ("NAME 0003"), source, paragraph (from 1),
// heading (those it stands under, "A / B", or missing), text, start, finish,
// kind. Paragraphs are parted by blank lines; their places count letters of
// the whole text, half-open.
VnFrame *vn_coding_paragraphs(const VnSourceText *texts, size_t n, VnErr *err);

#endif
