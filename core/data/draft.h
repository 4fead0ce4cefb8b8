// A frame under construction. Cells are put at the end of their column, in
// any order of columns; each column takes the type it was declared to have,
// or that of what came: integers and numbers mix to number, nothing else
// mixes, and a column without values is one of numbers unless said otherwise.
#ifndef VN_DRAFT_H
#define VN_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/frame.h"

typedef struct VnDraft VnDraft;

VnDraft *vn_draft_new(VnNames *names, VnErr *err);  // shares the names
void vn_draft_free(VnDraft *draft);

// Before the first cell. Numbers without a fraction then fit "integer",
// integers fit "number" and "text", ISO texts fit "date".
void vn_draft_declare(VnDraft *draft, size_t col, VnType type);

// The type of a column in which no value comes.
void vn_draft_fall_back(VnDraft *draft, size_t col, VnType type);

bool vn_draft_missing(VnDraft *draft, size_t col, VnErr *err);
bool vn_draft_integer(VnDraft *draft, size_t col, int64_t value, VnErr *err);
bool vn_draft_number(VnDraft *draft, size_t col, double value, VnErr *err);
bool vn_draft_text(VnDraft *draft, size_t col, const char *text, size_t length,
                   VnErr *err);
bool vn_draft_logical(VnDraft *draft, size_t col, bool value, VnErr *err);

// Says `problem` about the cell that would come next in that column.
bool vn_draft_fail(const VnDraft *draft, size_t col, VnErr *err,
                   const char *problem);

// The frame; the draft is empty afterwards. Fails when the columns are not
// equally long.
VnFrame *vn_draft_finish(VnDraft *draft, const char *source, VnErr *err);

#endif
