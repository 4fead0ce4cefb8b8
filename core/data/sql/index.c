#include "data/sql/index.h"

#include <math.h>
#include <string.h>

#include "data/date.h"
#include "data/memory.h"
#include "data/stop.h"

#define EXACT 9007199254740992.0  // 2^53: to here every integer is a double


// ---- keys ----

static uint64_t number_key(double number) {
  uint64_t key;
  number += 0.0;  // minus zero equals zero
  memcpy(&key, &number, sizeof key);
  return key;
}

static uint64_t cell_key(const VnColumn *column, size_t row) {
  switch (column->type) {
    case VN_NUMBER: return number_key(column->number[row]);
    case VN_INTEGER: return (uint64_t)column->integer[row];
    case VN_TEXT: return (uint64_t)column->text[row];
    case VN_DATE: return (uint64_t)column->date[row];
    case VN_LOGICAL: return (uint64_t)column->logical[row];
  }
  return 0;
}


// ---- chains ----

static size_t slot(const VnSqlIndex *index, uint64_t key) {
  key ^= key >> 32;
  return (size_t)(key * 0x9e3779b97f4a7c15u >> index->shift);
}

static int fill_index(VnSqlIndex *index, const VnColumn *column) {
  for (size_t row = column->n; row-- > 0;) {
    if (row % 65536 == 0 && vn_stop_flag) return SQLITE_INTERRUPT;
    if (vn_column_missing(column, row)) continue;
    uint32_t *head = &index->first[slot(index, cell_key(column, row))];
    index->next[row] = *head;
    *head = (uint32_t)row + 1;
  }
  return SQLITE_OK;
}

void vn_sql_index_drop(VnSqlIndex *index) {
  vn_free(index->first);
  vn_free(index->next);
  *index = (VnSqlIndex){0};
}

int vn_sql_index_need(VnSqlIndex *index, const VnColumn *column) {
  if (index->first) return SQLITE_OK;
  int bits = 4;
  while (((size_t)1 << bits) < column->n) bits++;
  *index =
      (VnSqlIndex){64 - bits, vn_alloc((size_t)1 << bits, sizeof *index->first),
                   vn_alloc(column->n, sizeof *index->next)};
  int status =
      index->first && index->next ? fill_index(index, column) : SQLITE_NOMEM;
  if (status != SQLITE_OK) vn_sql_index_drop(index);
  return status;
}

// The first row of the chain, from `link` on, that has the key.
static size_t follow(const VnSqlIndex *index, const VnColumn *column,
                     uint64_t key, uint32_t link) {
  while (link && cell_key(column, link - 1) != key)
    link = index->next[link - 1];
  return link ? link - 1 : column->n;
}

size_t vn_sql_index_first(const VnSqlIndex *index, const VnColumn *column,
                          uint64_t key) {
  return follow(index, column, key, index->first[slot(index, key)]);
}

size_t vn_sql_index_next(const VnSqlIndex *index, const VnColumn *column,
                         uint64_t key, size_t row) {
  return follow(index, column, key, index->next[row]);
}


// ---- what is looked for ----

static VnSqlSearch search_integer(VnType type, int64_t value, uint64_t *key) {
  if (type == VN_TEXT || type == VN_DATE) return VN_SQL_EVERY_ROW;
  if (type == VN_NUMBER) {
    *key = number_key((double)value);
    return fabs((double)value) <= EXACT ? VN_SQL_BY_KEY : VN_SQL_EVERY_ROW;
  }
  *key = (uint64_t)value;
  return VN_SQL_BY_KEY;
}

static VnSqlSearch search_number(VnType type, double value, uint64_t *key) {
  if (type == VN_TEXT || type == VN_DATE) return VN_SQL_EVERY_ROW;
  if (type == VN_NUMBER) {
    *key = number_key(value);
    return VN_SQL_BY_KEY;
  }
  if (!(fabs(value) <= EXACT)) return VN_SQL_EVERY_ROW;
  *key = (uint64_t)(int64_t)value;
  return value == trunc(value) ? VN_SQL_BY_KEY : VN_SQL_NO_ROW;
}

static VnSqlSearch search_text(const VnColumn *column, sqlite3_value *value,
                               uint64_t *key) {
  const char *text = (const char *)sqlite3_value_text(value);
  int32_t days, code;
  if (!text) return VN_SQL_EVERY_ROW;
  if (column->type == VN_DATE) {
    bool day = vn_date_from_text(text, strlen(text), &days);
    *key = day ? (uint64_t)days : 0;
    return day ? VN_SQL_BY_KEY : VN_SQL_NO_ROW;
  }
  if (column->type != VN_TEXT) return VN_SQL_EVERY_ROW;
  code = vn_dict_find(column->dict, text);
  *key = (uint64_t)code;
  return code < 0 ? VN_SQL_NO_ROW : VN_SQL_BY_KEY;
}

// Where the value's kind is not the column's, SQLite's rules of conversion
// hold; it then looks at every row itself.
VnSqlSearch vn_sql_search(const VnColumn *column, sqlite3_value *value,
                          uint64_t *key) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: return VN_SQL_NO_ROW;
    case SQLITE_INTEGER:
      return search_integer(column->type, sqlite3_value_int64(value), key);
    case SQLITE_FLOAT:
      return search_number(column->type, sqlite3_value_double(value), key);
    case SQLITE_TEXT: return search_text(column, value, key);
    default: return VN_SQL_EVERY_ROW;
  }
}
