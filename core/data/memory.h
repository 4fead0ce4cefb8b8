// The only door to the heap for our own code: sizes are checked for overflow,
// and a test build can refuse the n-th request to see what happens then.
#ifndef VN_MEMORY_H
#define VN_MEMORY_H

#include <stddef.h>

// Room for `count` things of `size` bytes, zeroed; NULL when there is none.
void *vn_alloc(size_t count, size_t size);

// The same room grown or shrunk; NULL leaves the old room as it was.
void *vn_resize(void *room, size_t count, size_t size);

// Says that these bytes are about to be filled: the system gives all of their
// pages at once, which is faster than one by one. They stay as they are.
void vn_touch(void *from, size_t size);

void vn_free(void *room);
char *vn_copy_text(const char *text);

// The n-th request from now on is refused (0: none); only in test builds.
void vn_refuse_after(long n);
void vn_refuse_as_told(void);  // the n that VANE_REFUSE names

// True when a test build wants this request refused; for allocators, such as
// Lua's own, that keep books of their own.
int vn_refused(void);

#endif
