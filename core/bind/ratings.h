// Boxes of ratings, for every binding that takes or gives them.
#ifndef VN_BIND_RATINGS_H
#define VN_BIND_RATINGS_H

#include "bind/bind.h"
#include "data/ratings.h"

VnRatings **vn_push_ratings(lua_State *L);  // an empty box

#endif
