// What binding functions are given: checked, and said in our own voice when it
// is something else.
#ifndef VN_CHECK_H
#define VN_CHECK_H

#include <lua.h>
#include <stddef.h>

// In the registry: function -> what it is called.
#define VN_WORDS "vane.words"

// The thing in the box at `arg`; raises when something else stands there.
void *vn_check(lua_State *L, int arg, const char *noun);
void *vn_test(lua_State *L, int arg, const char *noun);  // or NULL

// Raises unless the thing at 1 is of that noun, in the name of its method.
void vn_check_self(lua_State *L, const char *noun, const char *name);

// What the running function was called as, for its sentences.
const char *vn_called_as(lua_State *L);

// A plain value at `arg`; raises, in our own voice, "name: `what` should be
// a text, found ...".
const char *vn_check_text(lua_State *L, int arg, const char *what);
lua_Integer vn_check_integer(lua_State *L, int arg, const char *what);
double vn_check_number(lua_State *L, int arg, const char *what);  // finite

// The length of the list at `arg`.
size_t vn_check_list(lua_State *L, int arg, const char *what);

// The number of the word at `arg` in a list that ends with NULL; `otherwise`
// when there is none (negative: one is needed).
int vn_check_word(lua_State *L, int arg, const char *const *words,
                  int otherwise);

// "a" or "an".
const char *vn_article(const char *noun);

// What stands at `arg`, as a sentence says it: "a matrix", "na", "a text", ...
// Leaves a value on the stack that holds it.
const char *vn_found(lua_State *L, int arg);

#endif
