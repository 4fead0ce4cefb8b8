// A tree grown as far as it goes, before anything is cut.
#ifndef VN_CART_GROW_H
#define VN_CART_GROW_H

#include "calc/cart.h"

VnCart *vn_cart_grow(const VnCases *cases, const VnCartOptions *how,
                     VnErr *err);

#endif
