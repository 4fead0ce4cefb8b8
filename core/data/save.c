#include "data/save.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "data/file.h"
#include "data/memory.h"

#define ROOM ((size_t)64 << 10)

struct VnSave {
  int file;
  gzFile packed;         // writes to a second handle of the file
  char path[PATH_MAX];   // where it shall stand
  char draft[PATH_MAX];  // where it is written, "" when that is the same
  bool nameless;         // the draft gets its name when it is whole
  size_t n;
  char bytes[ROOM];
};

static bool fail_write(int why, VnErr *err) {
  if (why == ENOSPC || why == EDQUOT || why == EFBIG) {
    return vn_fail(err,
                   "there is no room for it (%s); what stood there before "
                   "is untouched",
                   strerror(why));
  }
  return vn_fail(err, "%s; what stood there before is untouched",
                 strerror(why));
}

static const char *name_in(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

// Behind links stands the file that is meant.
static bool find_path(VnSave *save, const char *path, VnErr *err) {
  char *real = realpath(path, NULL);
  const char *meant = real ? real : path;
  bool fits = strlen(meant) < sizeof save->path - NAME_MAX;
  if (fits) memcpy(save->path, meant, strlen(meant) + 1);
  free(real);
  return fits || vn_fail(err, "the path is too long");
}

// Standard output may be a file with text in it: it is continued, neither
// opened anew nor replaced.
static int handle_of(const char *path) {
  if (strcmp(path, "/dev/stdout") == 0) return STDOUT_FILENO;
  return strcmp(path, "/dev/stderr") == 0 ? STDERR_FILENO : -1;
}

static bool open_as_it_stands(VnSave *save, VnErr *err) {
  save->file = open(save->path, O_WRONLY | O_CLOEXEC);
  return save->file >= 0 || vn_fail(err, "%s", strerror(errno));
}

static void name_draft(VnSave *save, int i) {
  size_t folder = (size_t)(name_in(save->path) - save->path);
  snprintf(save->draft, sizeof save->draft, "%.*s.%.200s.%ld-%d", (int)folder,
           save->path, save->path + folder, (long)getpid(), i);
}

// A file without a name is gone with its program, however that ends. Not all
// file systems have such.
static int open_nameless(const VnSave *save) {
  char folder[PATH_MAX];
  int n = (int)(name_in(save->path) - save->path);
  if (access("/proc/self/fd", X_OK) != 0) return -1;
  snprintf(folder, sizeof folder, "%.*s", n ? n : 1, n ? save->path : ".");
  return open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
}

static bool open_draft(VnSave *save, VnErr *err) {
  save->file = open_nameless(save);
  save->nameless = save->file >= 0;
  if (save->nameless) return true;
  for (int i = 0; i < 1000; i++) {
    name_draft(save, i);
    save->file =
        open(save->draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (save->file >= 0) return true;
    if (errno != EEXIST) break;
  }
  save->draft[0] = '\0';
  if (errno == ENOENT) return vn_fail(err, "there is no such folder");
  return vn_fail(err, "its folder cannot be written to: %s", strerror(errno));
}

static bool open_file(VnSave *save, VnErr *err) {
  struct stat old;
  if (stat(save->path, &old) != 0) return open_draft(save, err);
  if (S_ISDIR(old.st_mode)) return vn_fail(err, "it is a folder, not a file");
  if (!S_ISREG(old.st_mode)) return open_as_it_stands(save, err);
  if (access(save->path, W_OK) != 0) {
    return vn_fail(err, "the file is there and may not be written: %s",
                   strerror(errno));
  }
  if (!open_draft(save, err)) return false;
  return fchmod(save->file, old.st_mode & 07777) == 0 || fail_write(errno, err);
}

static bool open_path(VnSave *save, const char *path, VnErr *err) {
  int handle = handle_of(path);
  if (handle < 0) return find_path(save, path, err) && open_file(save, err);
  fflush(stdout);
  save->file = dup(handle);
  return save->file >= 0 || vn_fail(err, "%s", strerror(errno));
}

static bool pack(VnSave *save, VnErr *err) {
  const char *end = strrchr(save->path, '.');
  if (!end || strcmp(end, ".gz") != 0) return true;
  int second = dup(save->file);
  save->packed = second >= 0 ? gzdopen(second, "wb") : NULL;
  if (!save->packed && second >= 0) close(second);
  return save->packed || vn_fail_memory(err, "packing");
}

VnSave *vn_save_begin(const char *path, VnErr *err) {
  VnSave *save = vn_alloc(1, sizeof *save);
  if (!save) {
    vn_fail_memory(err, "writing");
    return NULL;
  }
  save->file = -1;
  // A limit on the size of files shall be an error, not the end.
  signal(SIGXFSZ, SIG_IGN);
  if (open_path(save, path, err) && pack(save, err)) return save;
  vn_save_drop(save);
  return NULL;
}

static bool put_packed(VnSave *save, VnErr *err) {
  int problem = Z_ERRNO;
  if (gzwrite(save->packed, save->bytes, (unsigned)save->n) > 0) return true;
  gzerror(save->packed, &problem);
  return problem == Z_ERRNO ? fail_write(errno, err)
                            : vn_fail_memory(err, "packing");
}

static bool flush(VnSave *save, VnErr *err) {
  size_t done = 0;
  if (save->packed && save->n > 0 && !put_packed(save, err)) return false;
  while (!save->packed && done < save->n) {
    ssize_t n = write(save->file, save->bytes + done, save->n - done);
    if (n < 0 && errno != EINTR) return fail_write(errno, err);
    if (n > 0) done += (size_t)n;
  }
  save->n = 0;
  return true;
}

bool vn_save_put(VnSave *save, const void *bytes, size_t n, VnErr *err) {
  while (n > 0) {
    if (save->n == ROOM && !flush(save, err)) return false;
    size_t part = n < ROOM - save->n ? n : ROOM - save->n;
    memcpy(save->bytes + save->n, bytes, part);
    save->n += part, n -= part;
    bytes = (const char *)bytes + part;
  }
  return true;
}

static bool finish_packing(VnSave *save, VnErr *err) {
  gzFile packed = save->packed;
  save->packed = NULL;
  return !packed || gzclose(packed) == Z_OK || fail_write(errno, err);
}

static bool give_name(VnSave *save, VnErr *err) {
  char handle[40];
  snprintf(handle, sizeof handle, "/proc/self/fd/%d", save->file);
  for (int i = 0; i < 1000; i++) {
    name_draft(save, i);
    if (linkat(AT_FDCWD, handle, AT_FDCWD, save->draft, AT_SYMLINK_FOLLOW) == 0)
      return true;
    if (errno != EEXIST) break;
  }
  save->draft[0] = '\0';
  return fail_write(errno, err);
}

static bool take_place(VnSave *save, VnErr *err) {
  if (fsync(save->file) != 0) return fail_write(errno, err);
  if (save->nameless && !give_name(save, err)) return false;
  if (rename(save->draft, save->path) != 0) return fail_write(errno, err);
  save->draft[0] = '\0';
  vn_file_keep_name(save->path);
  return true;
}

bool vn_save_end(VnSave *save, VnErr *err) {
  bool done = flush(save, err) && finish_packing(save, err) &&
              (!(save->draft[0] || save->nameless) || take_place(save, err));
  vn_save_drop(save);
  return done;
}

void vn_save_drop(VnSave *save) {
  if (!save) return;
  if (save->packed) gzclose(save->packed);
  if (save->file >= 0) close(save->file);
  if (save->draft[0]) unlink(save->draft);
  vn_free(save);
}
