// Rows that agree in some columns, found by hashing; groups are numbered by
// their first row.
#ifndef VN_GROUP_H
#define VN_GROUP_H

#include "data/frame.h"

typedef struct {
  size_t n_rows, n_groups;
  VnRow *of;     // the group of each row
  VnRow *first;  // the first row of each group
} VnGroups;

// Missing cells agree with each other. No column at all: one group.
bool vn_group(const VnColumn *const *columns, size_t n_columns, size_t n_rows,
              VnGroups *groups, VnErr *err);

// Splits each group by one more column.
bool vn_group_refine(VnGroups *groups, const VnColumn *column, VnErr *err);
void vn_groups_free(VnGroups *groups);

// The rows group by group, each in its order; `starts` has n_groups + 1
// places and says where each begins.
void vn_group_rows(const VnGroups *groups, VnRow *rows, size_t *starts);

// The groups that the named columns make.
bool vn_group_by(const VnFrame *frame, const char *const *names, size_t n,
                 VnGroups *groups, VnErr *err);

// All rows, group by group.
VnFrame *vn_gather(const VnFrame *frame, const char *const *names, size_t n,
                   VnErr *err);

// The first row of each group; with no name, groups by all columns.
VnFrame *vn_unique(const VnFrame *frame, const char *const *names, size_t n,
                   VnErr *err);

// For each row the answer of its group; `answers` has a row for each group, in
// the order in which they appear.
VnFrame *vn_group_spread(const VnFrame *frame, const char *const *names,
                         size_t n, const VnFrame *answers, VnErr *err);

#endif
