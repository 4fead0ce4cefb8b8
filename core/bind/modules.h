// The native modules, as `require` opens them: a line for each file here.
#ifndef VN_MODULES_H
#define VN_MODULES_H

#include <lua.h>

int luaopen_vane_core_agree(lua_State *L);
int luaopen_vane_core_arithmetic(lua_State *L);
int luaopen_vane_core_backbone(lua_State *L);
int luaopen_vane_core_base(lua_State *L);
int luaopen_vane_core_bootstrap(lua_State *L);
int luaopen_vane_core_bundle(lua_State *L);
int luaopen_vane_core_cart(lua_State *L);
int luaopen_vane_core_code_design(lua_State *L);
int luaopen_vane_core_code_search(lua_State *L);
int luaopen_vane_core_code_verbs(lua_State *L);
int luaopen_vane_core_coding(lua_State *L);
int luaopen_vane_core_coding_find(lua_State *L);
int luaopen_vane_core_coding_rule(lua_State *L);
int luaopen_vane_core_coding_text(lua_State *L);
int luaopen_vane_core_community(lua_State *L);
int luaopen_vane_core_complexity(lua_State *L);
int luaopen_vane_core_consistent(lua_State *L);
int luaopen_vane_core_cooccur(lua_State *L);
int luaopen_vane_core_csv(lua_State *L);
int luaopen_vane_core_detect(lua_State *L);
int luaopen_vane_core_diverse(lua_State *L);
int luaopen_vane_core_draws(lua_State *L);
int luaopen_vane_core_events(lua_State *L);
int luaopen_vane_core_fingerprint(lua_State *L);
int luaopen_vane_core_flow(lua_State *L);
int luaopen_vane_core_frame(lua_State *L);
int luaopen_vane_core_frame_verbs(lua_State *L);
int luaopen_vane_core_gamma(lua_State *L);
int luaopen_vane_core_geometry(lua_State *L);
int luaopen_vane_core_graph(lua_State *L);
int luaopen_vane_core_graph_parts(lua_State *L);
int luaopen_vane_core_graphml(lua_State *L);
int luaopen_vane_core_inequality(lua_State *L);
int luaopen_vane_core_impact(lua_State *L);
int luaopen_vane_core_lettering(lua_State *L);
int luaopen_vane_core_levers(lua_State *L);
int luaopen_vane_core_margin(lua_State *L);
int luaopen_vane_core_matrix(lua_State *L);
int luaopen_vane_core_measure(lua_State *L);
int luaopen_vane_core_normalise(lua_State *L);
int luaopen_vane_core_panel(lua_State *L);
int luaopen_vane_core_partition(lua_State *L);
int luaopen_vane_core_place(lua_State *L);
int luaopen_vane_core_plain(lua_State *L);
int luaopen_vane_core_prim(lua_State *L);
int luaopen_vane_core_product(lua_State *L);
int luaopen_vane_core_random(lua_State *L);
int luaopen_vane_core_rank(lua_State *L);
int luaopen_vane_core_rankset(lua_State *L);
int luaopen_vane_core_refi(lua_State *L);
int luaopen_vane_core_raster(lua_State *L);
int luaopen_vane_core_relate(lua_State *L);
int luaopen_vane_core_reliability(lua_State *L);
int luaopen_vane_core_roadmap(lua_State *L);
int luaopen_vane_core_roles(lua_State *L);
int luaopen_vane_core_run(lua_State *L);
int luaopen_vane_core_run_model(lua_State *L);
int luaopen_vane_core_sample(lua_State *L);
int luaopen_vane_core_scale(lua_State *L);
int luaopen_vane_core_scenarios(lua_State *L);
int luaopen_vane_core_signal(lua_State *L);
int luaopen_vane_core_similar(lua_State *L);
int luaopen_vane_core_sql(lua_State *L);
int luaopen_vane_core_stage(lua_State *L);
int luaopen_vane_core_store(lua_State *L);
int luaopen_vane_core_tail(lua_State *L);
int luaopen_vane_core_tally_test(lua_State *L);
int luaopen_vane_core_term(lua_State *L);
int luaopen_vane_core_text_file(lua_State *L);
int luaopen_vane_core_tree(lua_State *L);
int luaopen_vane_core_xlsx(lua_State *L);

#endif
