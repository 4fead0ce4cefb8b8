// SQLite's own memory, through the door that a test can close. To be called
// before SQLite is first used.
#ifndef VN_SQL_MEMORY_H
#define VN_SQL_MEMORY_H

void vn_sql_memory(void);

#endif
