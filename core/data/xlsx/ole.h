// The container that Office files were before they were zip archives, and
// that a password still puts them into.
#ifndef VN_OLE_H
#define VN_OLE_H

#include "data/err.h"

// When the file is such a container or plain text, says that instead.
void vn_ole_explain(const char *path, VnErr *err);

#endif
