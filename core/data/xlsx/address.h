// Places on a spreadsheet as people write them: B17, B3:F20.
#ifndef VN_ADDRESS_H
#define VN_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#define VN_SHEET_ROWS 1048576  // XFD1048576 is the last cell there can be
#define VN_SHEET_COLS 16384

typedef struct {
  int32_t row, col;  // from 1
} VnAddress;

typedef struct {
  VnAddress first, last;
} VnRange;

#define VN_ADDRESS_TEXT 12

// "B17"; false when the text is no cell that a sheet can have.
bool vn_address_parse(const char *text, VnAddress *address);
void vn_address_write(VnAddress address, char text[VN_ADDRESS_TEXT]);

// "B3:F20", or whole columns, "B:F".
bool vn_range_parse(const char *text, VnRange *range);

#endif
