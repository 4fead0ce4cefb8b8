// A GUID for a thing that has a name and no GUID yet.
#ifndef VN_GUID_H
#define VN_GUID_H

#include <stddef.h>

#define VN_GUID_ROOM 37  // 8-4-4-4-12 digits and strokes, and the end

// The same kind and name (of n bytes) have the same GUID in every file: two
// halves of FNV-1a, each from a start of its own.
void vn_guid(const char *kind, const char *name, size_t n,
             char guid[VN_GUID_ROOM]);

#endif
