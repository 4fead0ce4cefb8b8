// What every binding file uses: boxes, registration with help, plain values. A
// binding function checks, makes empty boxes, calls once, returns; it does no
// arithmetic and frees nothing.
#ifndef VN_BIND_H
#define VN_BIND_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "bind/check.h"
#include "bind/names.h"
#include "bind/raise.h"
#include "data/bytes.h"

// A function as the analyst sees it: its help text stands beside it.
typedef struct {
  const char *name;
  lua_CFunction call;
  const char *help;
} VnEntry;

// A noun as C says it to Lua. Every list ends with an entry without a name.
typedef struct {
  const char *name;          // "matrix": type name and metatable
  const VnEntry *functions;  // matrix.of(...)
  const VnEntry *methods;    // m:get(...)
  const VnEntry *fields;     // m.n_rows, read only
  lua_CFunction free;        // __gc and __close: may be called twice
} VnNoun;

// Leaves the module table on the stack: the functions by name, and `methods`
// and `fields`, which the noun's Lua file may add to.
int vn_open_noun(lua_State *L, const VnNoun *noun);

// The same for a module of plain functions.
int vn_open_functions(lua_State *L, const VnEntry *functions);

// An empty box of that noun, on the stack: fill it with one call into data or
// calc, and the collector frees it.
void **vn_box(lua_State *L, const char *noun);

// A box without methods, for what is only held until the function returns.
void **vn_hold(lua_State *L, void (*free_it)(void *));

// An empty row of bytes, held so; raises when there is no memory.
VnBytes *vn_hold_bytes(lua_State *L);

// In the registry: the function of base.ask_elsewhere.
#define VN_ELSEWHERE "vane.elsewhere"

// `na`, the missing value, as Lua has it.
void vn_push_na(lua_State *L);
int vn_is_na(lua_State *L, int arg);
void vn_push_value(lua_State *L, double value);  // NaN is na

// Fields of the table on top.
void vn_set_number(lua_State *L, const char *name, double value);  // NaN is na
void vn_set_count(lua_State *L, const char *name, uint64_t count);
void vn_set_text(lua_State *L, const char *name, const char *text);  // "": nil

// The modules, gathered in core/bind/modules.c; those that are loaded late
// stand in that shared object.
void vn_preload(lua_State *L, const char *object);

#endif
