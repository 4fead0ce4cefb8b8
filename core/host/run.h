// Running the analyst's code: stoppable, and when it fails one sentence on
// standard error at the analyst's own line.
#ifndef VN_RUN_H
#define VN_RUN_H

#include <lua.h>
#include <stdbool.h>

// The program's exit statuses.
enum { VN_DONE = 0, VN_FAILED = 1, VN_WRONG_COMMAND = 2, VN_INTERRUPTED = 130 };

// Calls the function that stands under its n arguments. When it fails the
// sentence has been told, and nothing is left on the stack.
int vn_run(lua_State *L, int n_arguments, int n_results);

// Tells the failure that a load or a call left on the stack, and pops it.
void vn_tell(lua_State *L);

// Whether told failures show every call that led to them.
void vn_tell_trace(bool wanted);

#endif
