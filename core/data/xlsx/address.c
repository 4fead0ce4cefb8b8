#include "data/xlsx/address.h"

#include <stdio.h>
#include <string.h>

static int32_t read_letters(const char **text) {
  int32_t col = 0;
  for (;; (*text)++) {
    char c = **text;
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if (c < 'A' || c > 'Z' || col > VN_SHEET_COLS) return col;
    col = col * 26 + (c - 'A' + 1);
  }
}

static int32_t read_digits(const char **text) {
  int32_t row = 0;
  if (**text == '0') return 0;
  for (; **text >= '0' && **text <= '9' && row <= VN_SHEET_ROWS; (*text)++) {
    row = row * 10 + (**text - '0');
  }
  return row;
}

static bool on_sheet(VnAddress a) {
  return a.col >= 1 && a.col <= VN_SHEET_COLS && a.row >= 1 &&
         a.row <= VN_SHEET_ROWS;
}

bool vn_address_parse(const char *text, VnAddress *address) {
  address->col = read_letters(&text);
  address->row = read_digits(&text);
  return *text == '\0' && on_sheet(*address);
}

void vn_address_write(VnAddress a, char text[VN_ADDRESS_TEXT]) {
  char letters[8];
  size_t n = sizeof letters;
  letters[--n] = '\0';
  for (int32_t col = a.col; col > 0 && n > 0; col = (col - 1) / 26) {
    letters[--n] = (char)('A' + (col - 1) % 26);
  }
  snprintf(text, VN_ADDRESS_TEXT, "%.3s%d", letters + n, a.row % 10000000);
}

bool vn_range_parse(const char *text, VnRange *range) {
  *range = (VnRange){
      {0, 0},
      {0, 0}
  };
  range->first.col = read_letters(&text);
  range->first.row = read_digits(&text);
  if (*text++ != ':') return false;
  range->last.col = read_letters(&text);
  range->last.row = read_digits(&text);
  if (*text != '\0') return false;
  if (range->first.row == 0 && range->last.row == 0) {
    range->first.row = 1, range->last.row = VN_SHEET_ROWS;
  }
  return on_sheet(range->first) && on_sheet(range->last) &&
         range->first.row <= range->last.row &&
         range->first.col <= range->last.col;
}
