// The browser libraries that a page carries, which stand in the program.
#ifndef VN_BUNDLE_H
#define VN_BUNDLE_H

#include <stddef.h>

// Their text, `*n` bytes; none when they could not be had at build time.
const char *vn_bundle(size_t *n);

#endif
