// Boxes of partitions, for every binding that takes or gives one.
#ifndef VN_BIND_PARTITION_H
#define VN_BIND_PARTITION_H

#include "bind/bind.h"
#include "data/partition.h"

VnPartition *vn_check_partition(lua_State *L, int arg);
VnPartition **vn_push_partition(lua_State *L);  // an empty box

#endif
