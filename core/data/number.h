// Numbers as text and back, the same in every locale: the nearest double of a
// decimal, and the shortest decimal that reads back as the same double.
#ifndef VN_NUMBER_H
#define VN_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VN_NUMBER_TEXT 32
#define VN_NUMBER_DIGITS 400  // a number with more digits is refused

// All of the text as [sign] digits [. digits] [e [sign] digits]; false when it
// is something else or too large for a double.
bool vn_number_from_text(const char *text, size_t length, double *value);

// The integer written as n digits, times ten to the exponent; false when it
// is too large, or too small to differ from 0.
bool vn_number_from_digits(const char *digits, size_t n, long exponent,
                           double *value);

// The integer with its last digits behind the decimal mark; false when a double
// cannot hold the integer or there are more than 22 places.
bool vn_number_from_places(uint64_t digits, size_t places, double *value);

// Writes the text and its closing NUL, gives its length. A number within
// 1e-5 and 1e16 is written out, others as 1.5e+20. Not for NaN and Inf.
size_t vn_number_to_text(double value, char text[VN_NUMBER_TEXT]);
size_t vn_integer_to_text(int64_t value, char text[VN_NUMBER_TEXT]);

#endif
