// The version of the program, as it says and records it.
#ifndef VN_VERSION_H
#define VN_VERSION_H

#define VN_VERSION "0.1"

#endif
