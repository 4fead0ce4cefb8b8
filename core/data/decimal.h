// Products of whole numbers, and sums of these, in decimal digits, of any size:
// how many scenarios there can be soon goes beyond what a machine's numbers
// hold.
#ifndef VN_DECIMAL_H
#define VN_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

// The digits, to vn_free; NULL: no memory.
char *vn_decimal_product(const uint64_t *factors, size_t n);

// A sum of products of n factors each.
typedef struct VnDecimalSum VnDecimalSum;

VnDecimalSum *vn_decimal_sum_new(size_t n);  // 0; NULL: no memory
void vn_decimal_sum_add(VnDecimalSum *sum, const uint64_t *factors);
char *vn_decimal_sum_digits(const VnDecimalSum *sum);  // as above
void vn_decimal_sum_free(VnDecimalSum *sum);

#endif
