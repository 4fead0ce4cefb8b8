// Sorting short lists of whole numbers, such as the members of a group.
#ifndef VN_SORT_NUMBERS_H
#define VN_SORT_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

void vn_sort_numbers(uint32_t *numbers, size_t n);

// Keeps each number once, at the front; gives how many are left.
size_t vn_sort_distinct(uint32_t *numbers, size_t n);

#endif
