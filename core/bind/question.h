// Questions as lists of steps.
#ifndef VN_BIND_QUESTION_H
#define VN_BIND_QUESTION_H

#include "bind/bind.h"
#include "calc/coding/question.h"

// The question about n_leaves leaves whose steps are the list at `arg`, in
// blocks left on the stack.
VnQuestion vn_check_question(lua_State *L, int arg, size_t n_leaves);

#endif
