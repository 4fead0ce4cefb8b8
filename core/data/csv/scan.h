// Finds the separators of a plain table of text: the places of every
// delimiter and line feed, many bytes at a time where the machine can.
#ifndef VN_SCAN_H
#define VN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VN_SCAN_SPARE 16

typedef struct {
  uint32_t *ends;  // the places in order; room for as many as there are bytes,
                   // and SPARE more
  size_t n_ends;
  size_t n_feeds;  // how many of them are line feeds
  bool bare;       // no quote, blank or control stands beside these
} VnScan;

// The bytes begin with a cell. False: they need a real parser, since a NUL
// stands there, a carriage return that no line feed follows, a line end in
// quotes, or a quote elsewhere than at both ends of a cell. `lanes` are those
// of vn_lanes or fewer, which find the same.
bool vn_scan(const char *bytes, size_t n, char delim, int lanes, VnScan *scan);

#endif
