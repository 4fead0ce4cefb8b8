// The texts of spreadsheet cells as their XML writes them.
#ifndef VN_CELLTEXT_H
#define VN_CELLTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "data/bytes.h"
#include "data/xml.h"

// Behind what `text` holds, the text of the <si> or <is> element that has
// just opened: all its runs together, without phonetic hints, and a NUL.
bool vn_celltext_read(VnXml *xml, VnBytes *text, VnErr *err);

// Everything said inside the element that has just opened, and a NUL.
bool vn_celltext_plain(VnXml *xml, VnBytes *text, VnErr *err);

// Turns _x000D_ and the like, from place `start` on, into what they stand for.
void vn_celltext_unescape(VnBytes *text, size_t start);

#endif
