// Orders in which names may come: by their bytes, or naturally, where P9 is
// before P10; rising or falling.
#ifndef VN_NATURAL_H
#define VN_NATURAL_H

#include <stddef.h>

enum {
  VN_BYTES_UP = 1,
  VN_BYTES_DOWN = 2,
  VN_NATURAL_UP = 4,
  VN_NATURAL_DOWN = 8,
  VN_ALL_ORDERS = 15
};

typedef unsigned VnOrders;  // a set of these

// Those among `orders` in which b comes after a.
VnOrders vn_orders(VnOrders orders, const char *a, size_t n_a, const char *b,
                   size_t n_b);

#endif
