#include "data/input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "data/bytes.h"
#include "data/file.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"
#include "data/utf16.h"

#define MOST_TIMES 200                  // a packed file may grow so many times,
#define ALWAYS_FINE (INT64_C(1) << 30)  // or to so many bytes

struct VnInput {
  int file;  // -1 when there is an archive
  gzFile packed;
  int64_t size, unpacked;  // of what is packed
  bool kept;               // cannot be rewound, so what was read is kept
  VnBytes all;
  const unsigned short *letters;          // of the upper half, NULL: others
  enum { NO, LITTLE_END, BIG_END } wide;  // UTF-16
  VnUtf16 units;
};

// Windows-1252 puts letters where Latin-1 has unused controls (WHATWG
// Encoding, index windows-1252).
static const unsigned short windows_1252[32] = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
    0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

static const unsigned short latin1[32] = {
    0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a,
    0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95,
    0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f};

static bool set_encoding(VnInput *in, const char *encoding, VnErr *err) {
  if (!encoding || !strcmp(encoding, "utf-8")) return true;
  if (!strcmp(encoding, "windows-1252")) in->letters = windows_1252;
  if (!strcmp(encoding, "latin1")) in->letters = latin1;
  if (!strcmp(encoding, "utf-16le")) in->wide = LITTLE_END;
  if (!strcmp(encoding, "utf-16be")) in->wide = BIG_END;
  return in->letters || in->wide || !strcmp(encoding, VN_AS_IT_IS) ||
         vn_fail(err,
                 "the encoding \"%s\" is not known; known ones are utf-8, "
                 "windows-1252, latin1, utf-16le and utf-16be",
                 encoding);
}

static bool ends_with(const char *text, const char *end) {
  size_t n = strlen(text), m = strlen(end);
  return n >= m && strcmp(text + n - m, end) == 0;
}

static bool look_at_file(VnInput *in, VnErr *err) {
  struct stat status;
  if (fstat(in->file, &status) != 0) return vn_fail(err, "%s", strerror(errno));
  if (S_ISDIR(status.st_mode))
    return vn_fail(err, "it is a folder, not a file");
  bool terminal = S_ISCHR(status.st_mode) && isatty(in->file);
  bool stream = S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode);
  in->kept = !S_ISREG(status.st_mode);
  in->size = status.st_size;
  if (!in->kept || terminal || stream) return true;
  return vn_fail(err, "it is a device, not a file");
}

// Waits for the other end of a pipe, but not beyond Ctrl-C.
static bool wait_for_bytes(const VnInput *in, VnErr *err) {
  struct pollfd wanted = {.fd = in->file, .events = POLLIN};
  while (poll(&wanted, 1, 50) <= 0) {
    if (vn_stopped(err)) return false;
  }
  return true;
}

static bool unpack(VnInput *in, VnErr *err) {
  in->packed = gzdopen(in->file, "rb");
  if (!in->packed) return vn_fail_memory(err, "unpacking");
  in->file = -1;
  gzbuffer(in->packed, 1 << 17);
  return true;
}

static bool open_file(VnInput *in, const char *path, const char *encoding,
                      VnErr *err) {
  if (!set_encoding(in, encoding, err)) return false;
  in->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (in->file < 0) {
    return errno == ENOENT
               ? vn_file_absent(path, err)
               : vn_fail(err, "it cannot be opened: %s", strerror(errno));
  }
  fcntl(in->file, F_SETFL, O_RDONLY);  // opened without waiting, read with
  return look_at_file(in, err) && (!ends_with(path, ".gz") || unpack(in, err));
}

static bool read_packed(VnInput *in, char *to, size_t room, size_t *n,
                        VnErr *err) {
  int got = gzread(in->packed, to, (unsigned)room);
  int problem;
  const char *why = gzerror(in->packed, &problem);
  if (got < 0 || problem == Z_BUF_ERROR) {
    return vn_fail(err, "the packed bytes are damaged (%s)", why);
  }
  in->unpacked += got;
  if (!in->kept && in->unpacked > ALWAYS_FINE &&
      in->unpacked / MOST_TIMES > in->size) {
    return vn_fail(err, "it unpacks to more than %d times its size",
                   MOST_TIMES);
  }
  *n = (size_t)got;
  return true;
}

static bool read_raw(VnInput *in, char *to, size_t room, size_t *n,
                     VnErr *err) {
  if (room > INT_MAX) room = INT_MAX;
  if (in->packed) return read_packed(in, to, room, n, err);
  if (in->kept && !wait_for_bytes(in, err)) return false;
  ssize_t got = read(in->file, to, room);
  while (got < 0 && errno == EINTR) {
    if (vn_stopped(err)) return false;
    got = read(in->file, to, room);
  }
  if (got < 0) return vn_fail(err, "it cannot be read: %s", strerror(errno));
  *n = (size_t)got;
  return true;
}

// What cannot be rewound is first read to its end.
static bool keep_bytes(VnInput *in, bool told, VnErr *err) {
  char block[1 << 14];
  size_t n = 0;
  do {
    if (told) vn_stage_step(in->all.n);
    if (vn_stopped(err)) return false;
    if (!read_raw(in, block, sizeof block, &n, err)) return false;
    if (!vn_bytes_put(&in->all, block, n)) {
      return vn_fail_memory(err, "keeping what was read");
    }
  } while (n > 0);
  return true;
}

static bool keep_all(VnInput *in, VnErr *err) {
  bool told = vn_stage_begin("reading a pipe", VN_BYTES, 0);
  bool kept = keep_bytes(in, told, err);
  if (told) vn_stage_end(kept);
  return kept;
}

static bool read_bytes(VnInput *in, char *to, size_t room, size_t *n,
                       VnErr *err) {
  if (!in->kept) return read_raw(in, to, room, n, err);
  if (!in->all.at && !keep_all(in, err)) return false;
  size_t left = in->all.n - in->all.taken;
  *n = left < room ? left : room;
  return vn_bytes_take(&in->all, to, *n);
}

static size_t put_letters(const VnInput *in, const unsigned char *from,
                          size_t n, char *to) {
  size_t written = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned c = from[i];
    if (c >= 0x80 && c < 0xa0) c = in->letters[c - 0x80];
    written += vn_utf8_put(to + written, c);
  }
  return written;
}

// A byte becomes at most three, so the bytes are read into the last third
// and written from the front. Nothing is written only at the end.
static bool read_letters(VnInput *in, char *to, size_t room, size_t *n,
                         VnErr *err) {
  size_t third = room / 3, got;
  char *last = to + (room - third);
  const unsigned char *from = (unsigned char *)last;
  do {
    if (!read_bytes(in, last, third, &got, err)) return false;
    *n = in->wide ? vn_utf16_put(&in->units, in->wide == BIG_END, from, got, to)
                  : put_letters(in, from, got, to);
  } while (*n == 0 && got > 0);
  if (got > 0 || (!in->units.has_odd && !in->units.high)) return true;
  return vn_fail(err, "its last letter is cut off; the file is not whole");
}

bool vn_input_read(VnInput *in, char *to, size_t room, size_t *n, VnErr *err) {
  if (in->letters || in->wide) return read_letters(in, to, room, n, err);
  return read_bytes(in, to, room, n, err);
}

size_t vn_input_size(const VnInput *in) {
  bool known = !in->kept && !in->packed && in->size > 0;
  return known ? (size_t)in->size : 0;
}

bool vn_input_rewind(VnInput *in, VnErr *err) {
  in->all.taken = 0;
  in->unpacked = 0;
  in->units = (VnUtf16){0};
  if (in->kept) return true;
  bool done = in->packed ? gzrewind(in->packed) == 0
                         : lseek(in->file, 0, SEEK_SET) == 0;
  return done || vn_fail(err, "it cannot be read twice");
}

// UTF-16 that says so in its first two bytes.
static bool look_for_mark(VnInput *in, VnErr *err) {
  unsigned char mark[2] = {0};
  size_t n;
  if (!read_bytes(in, (char *)mark, sizeof mark, &n, err)) return false;
  if (mark[0] == 0xff && mark[1] == 0xfe) in->wide = LITTLE_END;
  if (mark[0] == 0xfe && mark[1] == 0xff) in->wide = BIG_END;
  return vn_input_rewind(in, err);
}

VnInput *vn_input_open(const char *path, const char *encoding, VnErr *err) {
  bool may_be_marked = !encoding || !strcmp(encoding, "utf-8");
  VnInput *in = vn_alloc(1, sizeof *in);
  if (!in) {
    vn_fail_memory(err, "opening a file");
    return NULL;
  }
  in->file = -1;
  if (open_file(in, path, encoding, err) &&
      (!may_be_marked || look_for_mark(in, err))) {
    return in;
  }
  vn_input_free(in);
  return NULL;
}

void vn_input_free(VnInput *in) {
  if (!in) return;
  if (in->packed) gzclose(in->packed);
  if (in->file >= 0) close(in->file);
  vn_bytes_free(&in->all);
  vn_free(in);
}
