#include "data/csv/start.h"

#include <string.h>

#define LINES 20  // that are compared

static bool starts(const char *bytes, size_t n, const char *with, size_t m) {
  return n >= m && memcmp(bytes, with, m) == 0;
}

static bool is_text(const char *bytes, size_t n, VnErr *err) {
  if (starts(bytes, n, "PK\3\4", 4)) {
    return vn_fail(err, "the file is a packed folder, as .xlsx and .zip files "
                        "are, not CSV");
  }
  if (starts(bytes, n, "\x1f\x8b", 2)) {
    return vn_fail(err, "the file is packed with gzip; give it a name that "
                        "ends in .gz");
  }
  if (n > 3 && (!bytes[0] != !bytes[1]) && !bytes[0] == !bytes[2]) {
    return vn_fail(err,
                   "the file looks like UTF-16 without a mark; encoding = "
                   "\"utf-16%s\" reads it",
                   bytes[0] ? "le" : "be");
  }
  return true;
}

// "sep=;" on a line of its own is how spreadsheets are told the delimiter.
static size_t told_delim(const char *bytes, size_t n, char *delim) {
  if (n < 6 || memcmp(bytes, "sep=", 4) != 0) return 0;
  size_t length = starts(bytes + 5, n - 5, "\r\n", 2) ? 7 : 6;
  if (bytes[length - 1] != '\n') return 0;
  *delim = bytes[4];
  return length;
}

// Counts a delimiter outside quotes in each of the first lines.
static size_t count(const char *bytes, size_t n, char delim, size_t *counts) {
  bool quoted = false, any = false;
  size_t line = 0;
  counts[0] = 0;
  for (size_t i = 0; i < n && line < LINES; i++) {
    if (bytes[i] == '"') quoted = !quoted;
    if (!quoted && bytes[i] == delim) counts[line]++;
    bool end = !quoted && (bytes[i] == '\n' || bytes[i] == '\r');
    if (end && any && ++line < LINES) counts[line] = 0;
    any = !end;
  }
  return line + (line < LINES && any);
}

// In how many lines it stands as often as in the first, 0 when not there.
static size_t worth(const char *bytes, size_t n, char delim, size_t *first) {
  size_t counts[LINES];
  size_t n_lines = count(bytes, n, delim, counts);
  size_t same = 0;
  *first = n_lines ? counts[0] : 0;
  for (size_t i = 0; i < n_lines; i++) same += counts[i] == *first;
  return *first ? same : 0;
}

static char find_delim(const char *bytes, size_t n) {
  static const char candidates[] = {',', ';', '\t'};
  char best = ',';
  size_t best_worth = 0, best_first = 0;
  for (size_t i = 0; i < sizeof candidates; i++) {
    size_t first, w = worth(bytes, n, candidates[i], &first);
    if (w > best_worth || (w == best_worth && w && first > best_first)) {
      best = candidates[i], best_worth = w, best_first = first;
    }
  }
  return best;
}

bool vn_csv_start(const char *bytes, size_t n, char delim, VnCsvStart *start,
                  VnErr *err) {
  *start = (VnCsvStart){.line = 1, .delim = delim};
  if (!is_text(bytes, n, err)) return false;
  if (starts(bytes, n, "\xef\xbb\xbf", 3)) start->skip = 3;
  char told = 0;
  size_t length = told_delim(bytes + start->skip, n - start->skip, &told);
  start->skip += length;
  start->line += length > 0;
  if (start->delim) return true;
  if (told) start->delim = told;
  else start->delim = find_delim(bytes + start->skip, n - start->skip);
  return true;
}
