// The version of the program, as it says and records it, and of the library
// whose answers depend on its own.
#ifndef VN_VERSION_H
#define VN_VERSION_H

#define VN_VERSION "0.1"

extern const char vn_igraph_version[];

#endif
