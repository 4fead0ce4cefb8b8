#include "data/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define LARGE_BLOCK ((size_t)4 << 20)

#ifdef VN_FAULT
static long left_before_refusal;

void vn_refuse_after(long n) {
  left_before_refusal = n;
}

void vn_refuse_as_told(void) {
  const char *n = getenv("VANE_REFUSE");
  if (n) vn_refuse_after(strtol(n, NULL, 10));
}

int vn_refused(void) {
  return left_before_refusal > 0 && --left_before_refusal == 0;
}
#else
void vn_refuse_after(long n) {
  (void)n;
}

void vn_refuse_as_told(void) {
}

int vn_refused(void) {
  return 0;
}
#endif

static int too_large(size_t count, size_t size) {
  return size != 0 && count > (size_t)PTRDIFF_MAX / size;
}

// Large blocks in large pages, where the system has them: a fork copies the
// list of pages, which for 1 GiB takes 30 ms in small ones and 1 ms in these.
// Not those that grow, whose tail would take memory that nobody asked for. All
// of the block alike, or the system could not move it to where there is more.
static void *in_large_pages(void *room, size_t size) {
  if (!room || size < LARGE_BLOCK) return room;
  size_t before = (uintptr_t)room % (size_t)sysconf(_SC_PAGESIZE);
  madvise((char *)room - before, before + size, MADV_HUGEPAGE);
  return room;
}

void *vn_alloc(size_t count, size_t size) {
  if (too_large(count, size) || vn_refused()) return NULL;
  return in_large_pages(calloc(count ? count : 1, size ? size : 1),
                        count * size);
}

void *vn_resize(void *room, size_t count, size_t size) {
  if (too_large(count, size) || vn_refused()) return NULL;
  return realloc(room, count && size ? count * size : 1);
}

void vn_touch(void *from, size_t size) {
#ifdef MADV_POPULATE_WRITE
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t before = (uintptr_t)from % page, whole = (before + size) / page * page;
  if (whole > 0) madvise((char *)from - before, whole, MADV_POPULATE_WRITE);
#else
  (void)from, (void)size;
#endif
}

void vn_free(void *room) {
  free(room);
}

char *vn_copy_text(const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = vn_alloc(size, 1);
  return copy ? memcpy(copy, text, size) : NULL;
}
