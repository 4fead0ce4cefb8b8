// Says on standard error how far long work has come.
#ifndef VN_HOST_PROGRESS_H
#define VN_HOST_PROGRESS_H

#include <lua.h>

#include "host/options.h"

// From here on stages of more than a second are told: on a terminal by a bar
// that is wiped out when the work ends, plainly by a line at the end of each,
// also into files and pipes. What the analyst called is looked up in `L`.
void vn_progress_open(lua_State *L, VnProgressWhen when);

#endif
