// vane.core.rankset: ranks, and how sure they are. Every function takes the
// judgements, what each cell adds to, and whether weights make a mean.
#include "calc/matrix/rankset.h"

#include "bind/frame.h"
#include "bind/matrix.h"
#include "bind/modules.h"

typedef VnMatrix *Ranker(const VnMatrix *cells, const VnFrame *parts, bool mean,
                         VnErr *err);

static int rank_by(lua_State *L, Ranker *ranker) {
  VnErr err;
  const VnMatrix *cells = vn_check_matrix(L, 1);
  const VnFrame *parts = vn_check_frame(L, 2);
  bool mean = lua_toboolean(L, 3);
  VnMatrix **ranks = vn_push_matrix(L);
  *ranks = ranker(cells, parts, mean, &err);
  return *ranks ? 1 : vn_raise_in(L, "ranking", &err);
}

static int rankset_plain(lua_State *L) {
  return rank_by(L, vn_rank_panel);
}

static int rankset_without_one(lua_State *L) {
  return rank_by(L, vn_rank_without_one);
}

static int rankset_when_one_moves(lua_State *L) {
  return rank_by(L, vn_rank_when_one_moves);
}

// sets(panel, parts, mean, replicates, seed, level, top)
static int rankset_sets(lua_State *L) {
  VnErr err;
  const VnMatrix *panel = vn_check_matrix(L, 1);
  const VnFrame *parts = vn_check_frame(L, 2);
  bool mean = lua_toboolean(L, 3);
  lua_Integer n_replicates = vn_check_integer(L, 4, "the replicates");
  if (n_replicates < 1) return vn_error(L, "rank sets: wants replicates");
  VnResampling how = {
      .n_replicates = (size_t)n_replicates,
      .seed = (uint64_t)vn_check_integer(L, 5, "the seed"),
      .level = vn_check_number(L, 6, "the level"),
      .top = (size_t)vn_check_integer(L, 7, "the number of first ranks"),
  };
  VnMatrix **ranks = vn_push_matrix(L);
  *ranks = vn_rank_sets(panel, parts, mean, &how, &err);
  return *ranks ? 1 : vn_raise_in(L, "rank sets", &err);
}

static const VnEntry functions[] = {
    {"plain",          rankset_plain,          NULL},
    {"sets",           rankset_sets,           NULL},
    {"without_one",    rankset_without_one,    NULL},
    {"when_one_moves", rankset_when_one_moves, NULL},
    {NULL,             NULL,                   NULL},
};

int luaopen_vane_core_rankset(lua_State *L) {
  return vn_open_functions(L, functions);
}
