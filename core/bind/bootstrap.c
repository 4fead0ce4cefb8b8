// vane.core.bootstrap: limits by drawing records anew; the help stands with
// the study of concentration.
#include "calc/linkage/bootstrap.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"
#include "data/memory.h"

#define DOING "concentration"

static void free_records(void *records) {
  vn_records_free(records);
}

// The records of the frame at 1, by the columns record, row, column and value
// at 2, of the table at 3.
static const VnRecords *take_records(lua_State *L) {
  VnErr err;
  const VnFrame *frame = vn_check_frame(L, 1);
  const char **names = vn_check_n_texts(L, 2, "column", 4);
  VnRecordColumns columns = {names[0], names[1], names[2], names[3]};
  const VnMatrix *table = vn_check_matrix(L, 3);
  void **box = vn_hold(L, free_records);
  const VnRecords *records = *box =
      vn_records_new(frame, &columns, table, &err);
  if (!records) vn_raise_in(L, DOING, &err);
  return records;
}

// How often, and from which seed, at two places from `arg` on.
static VnBootstrap check_how(lua_State *L, int arg) {
  lua_Integer n = vn_check_integer(L, arg, "the number of replicates");
  lua_Integer seed = vn_check_integer(L, arg + 1, "the seed");
  if (n < 1 || n > 1000000) {
    vn_error(L, DOING ": wants 1 to 1000000 replicates, found %lld", n);
  }
  return (VnBootstrap){.n_replicates = (size_t)n, .seed = (uint64_t)seed};
}

// lines(frame, columns, table, replicates, seed, "rows" or "cols", in bits)
// -> replicates of hhi, entropy and gini, three matrices
static int bootstrap_lines(lua_State *L) {
  VnErr err;
  VnMatrix *indices[VN_N_CORE], **boxes[VN_N_CORE];
  VnBootstrap how = check_how(L, 4);
  VnSide of = vn_check_lines(L, 6);
  how.in_bits = lua_toboolean(L, 7);
  const VnRecords *records = take_records(L);
  for (int k = 0; k < VN_N_CORE; k++) boxes[k] = vn_push_matrix(L);
  bool done = vn_bootstrap_lines(records, vn_check_matrix(L, 3), of, &how,
                                 indices, &err);
  for (int k = 0; k < VN_N_CORE; k++) *boxes[k] = indices[k];
  return done ? VN_N_CORE : vn_raise_in(L, DOING, &err);
}

// quotients(frame, columns, table, replicates, seed, level) -> low, high
static int bootstrap_quotients(lua_State *L) {
  VnErr err;
  VnBootstrap how = check_how(L, 4);
  double level = vn_check_number(L, 6, "the level");
  const VnRecords *records = take_records(L);
  VnMatrix **low = vn_push_matrix(L), **high = vn_push_matrix(L);
  if (!vn_bootstrap_quotients(records, vn_check_matrix(L, 3), level, &how, low,
                              high, &err)) {
    return vn_raise_in(L, DOING, &err);
  }
  return 2;
}

// limits(m, level) -> "low" and "high" of every column
static int bootstrap_limits(lua_State *L) {
  VnErr err;
  const VnMatrix *m = vn_check_matrix(L, 1);
  double level = vn_check_number(L, 2, "the level");
  VnMatrix **limits = vn_push_matrix(L);
  *limits = vn_matrix_limits(m, level, &err);
  return *limits ? 1 : vn_raise_in(L, DOING, &err);
}

// n_records(frame, columns, table, "rows" or "cols") -> list
static int bootstrap_n_records(lua_State *L) {
  VnErr err;
  VnSide side = vn_check_lines(L, 4);
  const VnRecords *records = take_records(L);
  size_t n = vn_matrix_n_lines(vn_check_matrix(L, 3), side);
  void **box = vn_hold(L, vn_free);
  const size_t *counts = *box = vn_records_count(records, side, n);
  if (!counts) {
    vn_fail_memory(&err, DOING);
    return vn_raise(L, &err);
  }
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    lua_pushinteger(L, (lua_Integer)counts[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static const VnEntry functions[] = {
    {"lines",     bootstrap_lines,     NULL},
    {"quotients", bootstrap_quotients, NULL},
    {"limits",    bootstrap_limits,    NULL},
    {"n_records", bootstrap_n_records, NULL},
    {NULL,        NULL,                NULL},
};

int luaopen_vane_core_bootstrap(lua_State *L) {
  return vn_open_functions(L, functions);
}
