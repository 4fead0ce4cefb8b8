// A name as a script writes it in front of "=" in a table: name, or ["a name"].
#ifndef VN_KEY_H
#define VN_KEY_H

#include <stddef.h>

#define VN_KEY_ROOM 208

// Gives `room`; a very long name is cut, for this is shown in sentences.
const char *vn_key(const char *name, char room[VN_KEY_ROOM]);

#endif
