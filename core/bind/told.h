// What Lua tells every reader of tables, and what the reader notes.
#ifndef VN_BIND_TOLD_H
#define VN_BIND_TOLD_H

#include "bind/bind.h"
#include "data/csv/infer.h"
#include "data/notes.h"

typedef struct {
  VnInferRules rules;  // words for missing and marks
  const char **typed;  // columns whose type is told
  VnType *types;
  size_t n_typed;
} VnTold;

// The fields `na`, `typed` and `types` (lists), `decimal` and `dates` (words)
// of the table at `arg`, which keeps them; blocks are left on the stack.
VnTold vn_check_told(lua_State *L, int arg);

// The first letter of a text field, or 0.
char vn_letter_field(lua_State *L, int arg, const char *name);

// Empty notes on the stack, and their sentences as a list.
VnNotes *vn_push_notes(lua_State *L);
void vn_push_sentences(lua_State *L, const VnNotes *notes);

#endif
