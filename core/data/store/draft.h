// The file in which a store is made before it gets its path. A program that
// is killed leaves it behind; the next one that makes a store, or opens it,
// under the same path takes such a file away, which nobody has locked any more.
#ifndef VN_STORE_DRAFT_H
#define VN_STORE_DRAFT_H

#include <limits.h>

#include "data/err.h"

typedef struct {
  char path[PATH_MAX];  // "study.vane.new-", the program, "-", a number
  int lock;
} VnStoreDraft;

// An empty file beside `path`, which nobody else has.
bool vn_store_draft_begin(const char *path, VnStoreDraft *draft, VnErr *err);

// It gets the path, where nothing stands.
bool vn_store_draft_settle(VnStoreDraft *draft, const char *path, VnErr *err);
void vn_store_draft_drop(VnStoreDraft *draft);

// Takes away what programs that were killed left beside the path.
void vn_store_clear_drafts(const char *path);

#endif
