// A frame as one sheet of a spreadsheet: its names in a bold first row that
// stays in sight, texts as texts whatever they begin with, days as days.
#ifndef VN_SHEET_WRITE_H
#define VN_SHEET_WRITE_H

#include <stdbool.h>

#include "data/bytes.h"
#include "data/frame.h"

// The styles that a sheet's cells name by their number; the workbook says what
// they look like.
typedef enum {
  VN_STYLE_PLAIN,
  VN_STYLE_NAME,     // of a column
  VN_STYLE_DAY,      // yyyy-mm-dd
  VN_STYLE_FORMULA,  // a text that begins as a formula does, and stays a text
  VN_STYLE_WRAPPED   // a long text, on several lines
} VnStyle;

// Appends the sheet's XML. *n_texts: how many days and integers stand as texts,
// since a spreadsheet has no such day or would lose the last digits.
bool vn_sheet_write(const VnFrame *frame, VnBytes *xml, size_t *n_texts,
                    VnErr *err);

#endif
