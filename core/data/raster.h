// A picture in the signs of a terminal: a sheet of columns and rows whose
// cells hold a letter, a shade, or eight small dots (braille). Places are in
// dots: two to a column, four to a row.
#ifndef VN_RASTER_H
#define VN_RASTER_H

#include <stdbool.h>
#include <stddef.h>

#include "data/bytes.h"
#include "data/err.h"

#define VN_RASTER_MOST 1000  // columns, and rows

typedef struct VnRaster VnRaster;

// NULL: too large a sheet, or no memory.
VnRaster *vn_raster_new(size_t n_cols, size_t n_rows, VnErr *err);
void vn_raster_free(VnRaster *raster);

// What is drawn from now on has this colour: 0 none, else 1 to 255, a number
// of a terminal's 256 colours.
void vn_raster_pen(VnRaster *raster, int colour);

void vn_raster_line(VnRaster *raster, double x, double y, double x2, double y2);

// A cubic curve from (at[0], at[1]) to (at[6], at[7]).
void vn_raster_curve(VnRaster *raster, const double at[8]);

// A ring of that radius, or a full disc.
void vn_raster_disc(VnRaster *raster, double x, double y, double radius,
                    bool full);

// Shades the cells whose middle lies inside, 0 (blank) to 4 (full).
void vn_raster_fill(VnRaster *raster, double x, double y, double x2, double y2,
                    int shade);

// A bar through the middle row of that place, to an eighth of a column.
void vn_raster_bar(VnRaster *raster, double x, double x2, double y);

// Writes over what is there; cut at the sheet's edges.
void vn_raster_text(VnRaster *raster, long col, long row, const char *text);

// All rows, each with its end of line and without closing blanks, in UTF-8 or
// ASCII only, with the colours as escapes if asked.
bool vn_raster_print(const VnRaster *raster, bool ascii, bool colours,
                     VnBytes *text, VnErr *err);

#endif
