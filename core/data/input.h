// The bytes of a file from first to last, as often as wanted: plain, or
// unpacked when the name ends in .gz, in UTF-8 whatever they were.
#ifndef VN_INPUT_H
#define VN_INPUT_H

#include <stddef.h>

#include "data/err.h"

typedef struct VnInput VnInput;

#define VN_AS_IT_IS "as it is"  // an encoding: the bytes of the file itself

// `encoding` is "utf-8" or NULL (UTF-16 when the file begins with its mark),
// "windows-1252", "latin1", "utf-16le", "utf-16be". NULL: the sentence says
// why; it does not name the file.
VnInput *vn_input_open(const char *path, const char *encoding, VnErr *err);
void vn_input_free(VnInput *input);

// Fills at most `room` bytes (8 or more); *n is 0 at the end only.
bool vn_input_read(VnInput *input, char *to, size_t room, size_t *n,
                   VnErr *err);

// The bytes of the file; 0: nobody knows before they are read.
size_t vn_input_size(const VnInput *input);

// From the first byte again.
bool vn_input_rewind(VnInput *input, VnErr *err);

#endif
