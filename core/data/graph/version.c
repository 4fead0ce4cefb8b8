// igraph's version as it was when compiled, which needs no igraph to say.
#include <igraph_version.h>

#include "data/version.h"

const char vn_igraph_version[] = IGRAPH_VERSION;
