// What bytes pass before a library reads them as XML. The gate knows just
// enough XML to tell tags from texts, and keeps out what libxml2 would expand
// or pay dearly for: document types, deep nesting, tags and texts without end.
#ifndef VN_GATE_H
#define VN_GATE_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"

#define VN_XML_DEPTH 200
#define VN_XML_TAG (64u << 10)  // bytes between < and >
#define VN_XML_ATTRIBUTES 256   // of one element; libxml2 compares each pair
#define VN_XML_TEXT (8u << 20)  // bytes of one text, comment or instruction

typedef struct {
  int place;     // in a text, a tag, a comment ...
  char quote;    // in a tag: the open quotation mark, or 0
  bool closing;  // in a tag: it began with </
  int n_attributes;
  uint32_t last;  // the bytes before at this place, the newest lowest
  size_t length;  // of the present tag, text, comment ...
  int depth;
  size_t n_lines;  // line ends passed
} VnGate;          // begins all zero

bool vn_gate_pass(VnGate *gate, const char *bytes, size_t n, VnErr *err);

#endif
