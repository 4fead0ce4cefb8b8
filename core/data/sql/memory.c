#include "data/sql/memory.h"

#ifdef VN_FAULT
#include <sqlite3.h>
#include <stdbool.h>

#include "data/memory.h"

static sqlite3_mem_methods own;

static void *allocate(int size) {
  return vn_refused() ? NULL : own.xMalloc(size);
}

static void *resize(void *room, int size) {
  return vn_refused() ? NULL : own.xRealloc(room, size);
}

void vn_sql_memory(void) {
  static bool done;
  if (done) return;
  done = true;
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &own);
  sqlite3_mem_methods refusing = own;
  refusing.xMalloc = allocate;
  refusing.xRealloc = resize;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &refusing);
}

#else

void vn_sql_memory(void) {
}

#endif
