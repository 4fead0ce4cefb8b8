// Texts are UTF-8 from the door inwards.
#ifndef VN_UTF8_H
#define VN_UTF8_H

#include <stddef.h>

// How many bytes from the start are valid UTF-8; `n` when all are.
size_t vn_utf8_valid(const char *bytes, size_t n);

// Copies at most size - 1 bytes, cut at a letter and marked with "...",
// control characters and invalid bytes as '?': for showing in a sentence.
void vn_utf8_excerpt(char *to, size_t size, const char *bytes, size_t n);

// Makes '?' of what a terminal would obey or not understand: control
// characters other than tabs and line ends, and bytes that are no letter.
void vn_utf8_tame(char *text);

#endif
