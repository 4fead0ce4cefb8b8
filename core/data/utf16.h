// UTF-16, as spreadsheets write "Unicode text", into UTF-8, block by block.
#ifndef VN_UTF16_H
#define VN_UTF16_H

#include <stdbool.h>
#include <stddef.h>

// Between two blocks; all zero at the start of a text.
typedef struct {
  unsigned char odd;  // the first byte of a unit, when has_odd
  bool has_odd;
  unsigned high;  // the first half of a letter of two units, or 0
} VnUtf16;

// Writes n bytes as UTF-8 and gives the number of bytes written, at most
// 3 * (n + 1) / 2 + 4. `to` may overlap `from` when it begins that much
// before. Half a letter is written as three bytes that are not valid UTF-8.
size_t vn_utf16_put(VnUtf16 *state, bool big_end, const unsigned char *from,
                    size_t n, char *to);

// One letter; the number of bytes written.
size_t vn_utf8_put(char *to, unsigned letter);

#endif
