// Boxes of ratings and what is found out of them, for every binding that takes
// or gives them.
#ifndef VN_BIND_RATINGS_H
#define VN_BIND_RATINGS_H

#include "bind/bind.h"
#include "calc/agreement/reliability.h"
#include "data/ratings.h"

VnRatings **vn_push_ratings(lua_State *L);  // an empty box

// A plan as Lua tells it, in a table; what was found, as a table of numbers.
VnAgreementPlan vn_check_agreement_plan(lua_State *L, int arg);
void vn_push_agreement(lua_State *L, const VnAgreement *found);

#endif
