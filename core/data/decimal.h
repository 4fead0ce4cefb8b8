// Products of whole numbers in decimal digits, of any size: how many
// scenarios there can be soon goes beyond what a machine's numbers hold.
#ifndef VN_DECIMAL_H
#define VN_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

// The digits, to vn_free; NULL: no memory.
char *vn_decimal_product(const uint64_t *factors, size_t n);

#endif
