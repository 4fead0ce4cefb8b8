// vane.core.host: what the prompt, the errors and the help need of the
// machine, for the Lua files in lua/vane/host.
#ifndef VN_HOST_H
#define VN_HOST_H

#include <lua.h>

#include "host/options.h"

int luaopen_vane_core_host(lua_State *L);

// What the command line said about colours, errors and progress.
void vn_host_obey(lua_State *L, const VnOptions *options);

#endif
