// A word of caution on stderr, where an error would be too much.
#ifndef VN_WARN_H
#define VN_WARN_H

// Says the sentence, unless it was the last one said.
void vn_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
