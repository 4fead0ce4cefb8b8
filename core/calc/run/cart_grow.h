// A tree grown as far as it goes, before anything is cut.
#ifndef VN_CART_GROW_H
#define VN_CART_GROW_H

#include "calc/run/cart.h"

// `order` is that of vn_cases_order; it is mixed up. `told`: a stage of as many
// steps as there are cases looks on.
VnCart *vn_cart_grow(const VnCases *cases, uint32_t *order,
                     const VnCartOptions *how, bool told, VnErr *err);

#endif
