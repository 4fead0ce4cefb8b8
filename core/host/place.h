// Where the program finds what belongs to it.
#ifndef VN_PLACE_H
#define VN_PLACE_H

#include <stdbool.h>
#include <stddef.h>

// The folder of our Lua files: VANE_HOME, or else beside the build tree or
// under the install prefix. False: there is none.
bool vn_place_home(char *folder, size_t size);

// The shared object with the modules that are loaded late (see Makefile).
void vn_place_object(char *path, size_t size);

#endif
