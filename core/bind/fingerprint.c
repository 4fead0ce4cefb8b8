// vane.core.fingerprint: what tells two tables apart, for the record of a
// result's inputs.
#include "calc/frame/fingerprint.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"

// fingerprint(frame or matrix) -> integer
static int fingerprint_of(lua_State *L) {
  VnErr err;
  uint64_t print;
  const VnMatrix *matrix = vn_test(L, 1, "matrix");
  bool ok = matrix ? vn_fingerprint_matrix(matrix, &print, &err)
                   : vn_fingerprint_frame(vn_check_frame(L, 1), &print, &err);
  if (!ok) return vn_raise(L, &err);
  lua_pushinteger(L, (lua_Integer)print);
  return 1;
}

static const VnEntry functions[] = {
    {"of", fingerprint_of, NULL},
    {NULL, NULL,           NULL},
};

int luaopen_vane_core_fingerprint(lua_State *L) {
  return vn_open_functions(L, functions);
}
