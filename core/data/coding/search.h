// Full-text search (SQLite's FTS5) over the texts of units.
#ifndef VN_CODING_SEARCH_H
#define VN_CODING_SEARCH_H

#include "data/frame.h"

typedef struct VnSearch VnSearch;  // an index, in memory

// Of a column of texts; missing ones are never found.
VnSearch *vn_search_new(const VnColumn *texts, VnErr *err);
void vn_search_free(VnSearch *search);

// The rows that answer a question in FTS5's own words, best first, with the
// columns unit (the frame's first), snippet (at most `words` words around what
// was found, which stands between [ and ]) and rank (BM25, higher is better).
VnFrame *vn_search_find(VnSearch *search, const VnFrame *units,
                        const char *question, int words, VnErr *err);

#endif
