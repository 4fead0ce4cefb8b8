// A coding: units of text, which of the codes each coder gave them, and where
// the units come from. What a coder did not look at is missing; what a coder
// looked at and gave no code is coded with nothing.
#ifndef VN_CODING_H
#define VN_CODING_H

#include <stddef.h>
#include <stdint.h>

#include "data/frame.h"

#define VN_NOTHING UINT32_MAX  // the code of a unit coded with nothing

typedef struct {
  VnFrame *units;    // a row for each unit, its name first
  VnFrame *sources;  // a row for each source, its name first; NULL: unknown
  VnFrame *codes;    // a row for each code, its name first
  VnFrame *coders;   // a row for each coder, the name first
  VnFrame *unlike;   // columns in which rows of a unit differ: column, units
                     // (how many), unit (the first); NULL: in none
  VnNames *code_names, *coder_names;
  size_t n_units, n_codes, n_coders, n_sources;
  size_t n_known_coders;  // without "unknown", unless it is the only one

  uint64_t *start;   // unit u has the codings start[u] .. start[u + 1] - 1
  uint32_t *code;    // ascending, or VN_NOTHING,
  uint32_t *coder;   // and by whom
  uint32_t *source;  // of each unit, or VN_NO_LABEL; NULL with `sources`
  size_t n_entries, n_codings;  // with and without those of nothing

  char *origin;       // where it was read from, or NULL
  size_t n_left_out;  // rows that named no unit
  size_t n_repeated;  // rows that said once more what is known
  size_t n_within;    // names of units that more than one source has
} VnCoding;

VnCoding *vn_coding_blank(void);  // of nothing at all; NULL: no memory
void vn_coding_free(VnCoding *coding);

#endif
