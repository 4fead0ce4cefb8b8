#include "data/raster.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "data/memory.h"

#define BESIDE (-1)  // the right half of a letter that is two columns wide
#define CURVE_STEPS 48

typedef struct {
  utf8proc_int32_t letter;  // 0: none
  unsigned char dots;       // braille, a bit a dot
  unsigned char shade;
  unsigned char colour;
} Cell;

struct VnRaster {
  size_t n_cols, n_rows;
  unsigned char pen;
  Cell cells[];
};

VnRaster *vn_raster_new(size_t n_cols, size_t n_rows, VnErr *err) {
  if (n_cols > VN_RASTER_MOST || n_rows > VN_RASTER_MOST) {
    vn_fail(err, "a drawing of %zu x %zu signs is too large; at most %d",
            n_cols, n_rows, VN_RASTER_MOST);
    return NULL;
  }
  VnRaster *r = vn_alloc(1, sizeof *r + n_cols * n_rows * sizeof *r->cells);
  if (!r) {
    vn_fail_memory(err, "drawing on a terminal");
    return NULL;
  }
  r->n_cols = n_cols;
  r->n_rows = n_rows;
  return r;
}

void vn_raster_free(VnRaster *raster) {
  vn_free(raster);
}

void vn_raster_pen(VnRaster *raster, int colour) {
  raster->pen = (unsigned char)colour;
}

static Cell *cell_at(VnRaster *r, long col, long row) {
  if (col < 0 || row < 0) return NULL;
  if ((size_t)col >= r->n_cols || (size_t)row >= r->n_rows) return NULL;
  return &r->cells[(size_t)row * r->n_cols + (size_t)col];
}


// ---- dots ----

// Whether a place is on a sheet of any sensible size.
static bool is_near(double x) {
  return fabs(x) < 1e6;
}

static void set_dot(VnRaster *r, double x, double y) {
  static const unsigned char bits[4][2] = {
      {0x01, 0x08},
      {0x02, 0x10},
      {0x04, 0x20},
      {0x40, 0x80}
  };
  if (!is_near(x) || !is_near(y)) return;
  long col = lround(floor(x)), row = lround(floor(y));
  if (col < 0 || row < 0) return;
  Cell *cell = cell_at(r, col / 2, row / 4);
  if (!cell) return;
  cell->dots |= bits[row % 4][col % 2];
  if (r->pen) cell->colour = r->pen;
}

void vn_raster_line(VnRaster *raster, double x, double y, double x2,
                    double y2) {
  if (!is_near(x) || !is_near(y) || !is_near(x2) || !is_near(y2)) return;
  long n = lround(ceil(fmax(fabs(x2 - x), fabs(y2 - y))));
  for (long i = 0; i <= n; i++) {
    double part = n > 0 ? (double)i / (double)n : 0;
    set_dot(raster, x + part * (x2 - x), y + part * (y2 - y));
  }
}

// De Casteljau's weights of the four points.
static double along(const double at[8], int axis, double t) {
  double u = 1 - t;
  return u * u * u * at[axis] + 3 * u * u * t * at[2 + axis] +
         3 * u * t * t * at[4 + axis] + t * t * t * at[6 + axis];
}

void vn_raster_curve(VnRaster *raster, const double at[8]) {
  double x = at[0], y = at[1];
  for (int i = 1; i <= CURVE_STEPS; i++) {
    double t = (double)i / CURVE_STEPS;
    double x2 = along(at, 0, t), y2 = along(at, 1, t);
    vn_raster_line(raster, x, y, x2, y2);
    x = x2;
    y = y2;
  }
}

void vn_raster_disc(VnRaster *raster, double x, double y, double radius,
                    bool full) {
  if (!is_near(x) || !is_near(y) || !(radius < 1e4)) return;
  int reach = (int)ceil(radius);
  for (int down = -reach; down <= reach; down++) {
    for (int across = -reach; across <= reach; across++) {
      double away = hypot(across, down);
      if (away <= radius && (full || away > radius - 1)) {
        set_dot(raster, x + across, y + down);
      }
    }
  }
}


// ---- shades and letters ----

void vn_raster_fill(VnRaster *raster, double x, double y, double x2, double y2,
                    int shade) {
  for (size_t row = 0; row < raster->n_rows; row++) {
    double middle = 4 * (double)row + 2;
    if (middle < y || middle >= y2) continue;
    for (size_t col = 0; col < raster->n_cols; col++) {
      double across = 2 * (double)col + 1;
      if (across < x || across >= x2) continue;
      Cell *cell = &raster->cells[row * raster->n_cols + col];
      cell->shade = (unsigned char)shade;
      if (raster->pen) cell->colour = raster->pen;
    }
  }
}

#define FULL_BLOCK 0x2588  // and after it seven eighths to one eighth
#define ONE_EIGHTH 0x258F

static void set_letter(VnRaster *r, long col, long row,
                       utf8proc_int32_t letter) {
  Cell *cell = cell_at(r, col, row);
  if (cell) *cell = (Cell){.letter = letter, .colour = r->pen};
}

void vn_raster_bar(VnRaster *raster, double x, double x2, double y) {
  if (!is_near(x) || !is_near(x2) || !is_near(y)) return;
  long row = lround(floor(y / 4)), eighths = lround(4 * (x2 - x));
  for (long col = lround(x / 2); eighths > 0; col++, eighths -= 8) {
    long missing = eighths < 8 ? 8 - eighths : 0;
    set_letter(raster, col, row, FULL_BLOCK + (utf8proc_int32_t)missing);
  }
}

void vn_raster_text(VnRaster *raster, long col, long row, const char *text) {
  const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
  utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(text);
  while (left > 0) {
    utf8proc_int32_t letter;
    utf8proc_ssize_t n = utf8proc_iterate(at, left, &letter);
    if (n <= 0) n = 1, letter = '?';
    int width = utf8proc_charwidth(letter);
    if (letter < ' ' || letter == 0x7F) width = 1, letter = '?';
    if (width > 0) set_letter(raster, col, row, letter);
    if (width == 2) set_letter(raster, col + 1, row, BESIDE);
    col += width;
    at += n;
    left -= n;
  }
}


// ---- printing ----

typedef struct {
  utf8proc_int32_t sign;
  char ascii;
} Pair;

// The signs that pictures use: ellipsis, middle dot, dashes, arrows, and the
// marks of cells and stations, which stay different from each other.
static const Pair signs[] = {
    {0x2026, '~'},
    {0x00B7, '.'},
    {0x2013, '-'},
    {0x2014, '-'},
    {0x2212, '-'},
    {0x2190, '<'},
    {0x2191, '^'},
    {0x2192, '>'},
    {0x2193, 'v'},
    {0x25CF, '*'},
    {0x25CB, 'o'},
    {0x25C9, '@'},
    {0x25B2, '^'},
    {0x25BC, 'v'},
    {0x25C6, '#'},
    {0x25D4, 'c'},
    {0x25D1, 'd'},
    {0x25D5, 'q'},
    {0x25AA, '-'},
};

// The letter without its accent, or a question mark.
static utf8proc_int32_t bare_letter(utf8proc_int32_t letter) {
  utf8proc_int32_t parts[18];
  int last = 0;
  utf8proc_ssize_t n =
      utf8proc_decompose_char(letter, parts, 18, UTF8PROC_DECOMPOSE, &last);
  return n > 0 && n <= 18 && parts[0] >= ' ' && parts[0] <= '~' ? parts[0]
                                                                : '?';
}

static utf8proc_int32_t ascii_of(utf8proc_int32_t letter) {
  if (letter >= ' ' && letter <= '~') return letter;
  if (letter >= FULL_BLOCK && letter <= ONE_EIGHTH) return '#';
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (signs[i].sign == letter) return (utf8proc_int32_t)signs[i].ascii;
  return letter > '~' ? bare_letter(letter) : '?';
}

// What stands for the cell's dots or shade, or its letter.
static utf8proc_int32_t sign_of(const Cell *cell, bool ascii) {
  static const char shades[] = " .:+#", points[] = " .:o*";
  static const utf8proc_int32_t blocks[] = {' ', 0x2591, 0x2592, 0x2593,
                                            0x2588};
  if (cell->letter && ascii) return ascii_of(cell->letter);
  if (cell->letter) return cell->letter;
  if (cell->dots && !ascii) return 0x2800 + cell->dots;
  if (cell->dots) return points[(__builtin_popcount(cell->dots) + 1) / 2];
  return ascii ? shades[cell->shade] : blocks[cell->shade];
}

static bool put_letter(VnBytes *text, utf8proc_int32_t letter) {
  utf8proc_uint8_t bytes[4];
  return vn_bytes_put(text, bytes, (size_t)utf8proc_encode_char(letter, bytes));
}

static bool put_colour(VnBytes *text, int colour) {
  char code[16];
  int n =
      snprintf(code, sizeof code, colour ? "\33[38;5;%dm" : "\33[0m", colour);
  return vn_bytes_put(text, code, (size_t)n);
}

static bool is_blank(const Cell *cell) {
  return (!cell->letter || cell->letter == ' ') && !cell->dots && !cell->shade;
}

static bool put_row(const Cell *cells, size_t n, bool ascii, bool colours,
                    VnBytes *text) {
  int colour = 0;
  bool put = true;
  while (n > 0 && is_blank(&cells[n - 1])) n--;
  for (size_t i = 0; put && i < n; i++) {
    if (cells[i].letter == BESIDE && !ascii) continue;
    int wanted = is_blank(&cells[i]) ? 0 : cells[i].colour;
    if (colours && wanted != colour) put = put_colour(text, wanted);
    colour = wanted;
    put = put && put_letter(text, sign_of(&cells[i], ascii));
  }
  if (colours && colour) put = put && put_colour(text, 0);
  return put && vn_bytes_put(text, "\n", 1);
}

bool vn_raster_print(const VnRaster *raster, bool ascii, bool colours,
                     VnBytes *text, VnErr *err) {
  for (size_t row = 0; row < raster->n_rows; row++) {
    const Cell *cells = &raster->cells[row * raster->n_cols];
    if (!put_row(cells, raster->n_cols, ascii, colours, text)) {
      return vn_fail_memory(err, "drawing on a terminal");
    }
  }
  return true;
}
