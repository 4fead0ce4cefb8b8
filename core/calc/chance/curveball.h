// Events as they could have been: every member is in as many groups as it
// was, every group has as many members as it had, and nothing else is kept.
#ifndef VN_CURVEBALL_H
#define VN_CURVEBALL_H

#include "calc/chance/random.h"
#include "data/events.h"

#define VN_CURVEBALL_ROUNDS 20

// In each round all groups are put in pairs at random, and each two deal the
// members that only one of them has out between them again (Strona, Nappo,
// Boccacci, Fattorini and San-Miguel-Ayanz, "A fast and unbiased procedure to
// randomize ecological binary matrices with fixed row and column totals",
// 2014; rounds as in Carstens et al., "Parallel and I/O-efficient
// randomisation of massive networks using global curveball trades", 2018).
// All events with these margins are as likely in the end. Groups keep their
// periods and clusters; with `within`, only groups of one period trade, so
// that totals are kept in each.
VnEvents *vn_curveball(const VnEvents *events, bool within, int rounds,
                       VnRandom *random, VnErr *err);

#endif
