#include "bind/question.h"

VnQuestion vn_check_question(lua_State *L, int arg, size_t n_leaves) {
  VnErr err;
  arg = lua_absindex(L, arg);
  size_t n = vn_check_list(L, arg, "the steps");
  int32_t *steps = lua_newuserdatauv(L, (n + 1) * sizeof *steps, 0);
  uint32_t *first = lua_newuserdatauv(L, (n + 1) * sizeof *first, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, arg, (lua_Integer)i + 1);
    steps[i] = (int32_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
  }
  VnQuestion question = {n, steps, first};
  if (!vn_question_check(&question, n_leaves, &err)) vn_raise(L, &err);
  return question;
}
