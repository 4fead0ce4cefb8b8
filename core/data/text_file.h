// A text file as a whole: read into memory in UTF-8, written whole or not at
// all.
#ifndef VN_TEXT_FILE_H
#define VN_TEXT_FILE_H

#include "data/bytes.h"
#include "data/err.h"

#define VN_MOST_TEXT ((size_t)256 << 20)

// Puts the file's text, without a byte order mark, and a closing zero that is
// not counted, into `text`, which is the caller's to free, also after a
// failure. `encoding` as in data/input.h.
bool vn_text_read(const char *path, const char *encoding, VnBytes *text,
                  VnErr *err);

// Takes the mark away with which some programs begin UTF-8.
void vn_text_drop_mark(VnBytes *text);

bool vn_text_write(const char *path, const char *text, size_t n, VnErr *err);

#endif
