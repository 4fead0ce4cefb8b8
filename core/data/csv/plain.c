#include "data/csv/plain.h"

static bool is_layout(char c, char delim) {
  return (c == ' ' || c == '\t') && c != delim;
}

VnPlainCell vn_plain_strip(const VnPlainRows *rows, size_t col,
                           VnPlainCell cell) {
  if (col + 1 == rows->n_cols && cell.bytes[cell.n - 1] == '\r') cell.n--;
  while (cell.n > 0 && is_layout(cell.bytes[cell.n - 1], rows->delim)) cell.n--;
  while (cell.n > 0 && is_layout(*cell.bytes, rows->delim))
    cell.bytes++, cell.n--;
  return cell.n > 0 && *cell.bytes == '"' ? vn_unquote(cell) : cell;
}
