// The inside of a column builder, for infer.c, infer_take.c and infer_rows.c
// alone.
#ifndef VN_INFER_COLUMN_H
#define VN_INFER_COLUMN_H

#include "data/csv/infer.h"
#include "data/csv/seen.h"

typedef struct {
  size_t place;
  char text[40];
} VnExample;

typedef enum { VN_LOOKING, VN_EMPTY, VN_TAKING } VnInferState;

struct VnInfer {
  char *name;
  const VnInferRules *rules;
  bool forced;
  VnInferState state;
  VnType type;
  VnMarks marks;
  bool again;       // settled wrongly: taken cells are void
  bool done;        // taken, and only other columns need another round
  VnExample cause;  // of that, when a cell contradicted
  unsigned seen;
  VnExample first[VN_SEEN_KINDS];
  size_t n_numbers, n_others;  // among the cells looked at
  size_t n, room, expected;
  size_t touched;  // cells that have memory
  union {
    void *cells;
    double *number;
    int64_t *integer;
    int32_t *text;
    int32_t *date;
    int8_t *logical;
  };
  VnDictBuilder *dict;
  bool not_utf8;  // the last text
};

void vn_infer_keep(VnExample *example, const char *bytes, size_t n,
                   size_t place);

// Adds the bits, with the cell as the example of those that are new.
void vn_infer_note_bits(VnInfer *column, unsigned bits, const char *bytes,
                        size_t n, size_t place);

// Looks at the cell and gives its bits, 0 for a missing one.
unsigned vn_infer_bits(VnInfer *column, const char *bytes, size_t n,
                       size_t place);

VnMarks vn_infer_marks(const VnInfer *column);
void vn_infer_drop(VnInfer *column);  // the cells
void vn_infer_put_missing(VnInfer *column, size_t i);

// Room for that many cells.
bool vn_infer_grow(VnInfer *column, size_t n, VnErr *err);

// A text at the end of a column of texts that has room; false when it is not
// UTF-8 or there is no memory.
bool vn_infer_put_text(VnInfer *column, const char *bytes, size_t n);

#endif
