#include "data/store/draft.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/file.h"

#define INFIX ".new-"
#define MOST 1000  // drafts of one program beside one path

// The folder of a path with its slash, "./" where none is said; gives the name.
static const char *split(const char *path, char folder[PATH_MAX]) {
  const char *slash = strrchr(path, '/');
  int n = slash ? (int)(slash - path) + 1 : 2;
  snprintf(folder, PATH_MAX, "%.*s", n, slash ? path : "./");
  return slash ? slash + 1 : path;
}

// SQLite's files beside it first, so that they never stay alone.
static void remove_database(const char *path) {
  static const char *const endings[] = {"-wal", "-shm", "-journal", ""};
  char beside[PATH_MAX];
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    int n = snprintf(beside, sizeof beside, "%s%s", path, endings[i]);
    if (n < (int)sizeof beside) unlink(beside);
  }
}


// ---- those of programs that were killed ----

static const char *skip_digits(const char *at) {
  const char *end = at;
  while (isdigit((unsigned char)*end)) end++;
  return end > at ? end : NULL;
}

// Whether a file is called as a draft of that name is.
static bool is_draft(const char *file, const char *name) {
  size_t n = strlen(name);
  if (strncmp(file, name, n) != 0) return false;
  if (strncmp(file + n, INFIX, strlen(INFIX)) != 0) return false;
  const char *at = skip_digits(file + n + strlen(INFIX));
  at = at && *at == '-' ? skip_digits(at + 1) : NULL;
  return at && *at == '\0';
}

// Whether the path still names the file that was opened, and a plain one.
static bool is_still(int file, const char *path) {
  struct stat opened, named;
  return fstat(file, &opened) == 0 && lstat(path, &named) == 0 &&
         S_ISREG(opened.st_mode) && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

// Whoever makes a draft holds it; another may stand there under its name since.
static void clear_one(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return;
  if (flock(file, LOCK_EX | LOCK_NB) == 0 && is_still(file, path))
    remove_database(path);
  close(file);
}

void vn_store_clear_drafts(const char *path) {
  char folder[PATH_MAX], draft[PATH_MAX + NAME_MAX + 1];
  const char *name = split(path, folder);
  DIR *opened = opendir(folder);
  if (!opened) return;
  for (struct dirent *entry; (entry = readdir(opened));) {
    if (!is_draft(entry->d_name, name)) continue;
    snprintf(draft, sizeof draft, "%s%s", folder, entry->d_name);
    clear_one(draft);
  }
  closedir(opened);
}


// ---- a new one ----

static bool check_folder(const char *path, VnErr *err) {
  char folder[PATH_MAX];
  split(path, folder);
  if (access(folder, F_OK) != 0) {
    return vn_fail(err, "\"%s\": there is no such folder", path);
  }
  return access(folder, W_OK) == 0 ||
         vn_fail(err, "\"%s\": its folder may not be written", path);
}

// Another program may have taken it for one that was left, and away.
static bool is_ours(int file) {
  struct stat about;
  bool locked = flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  return locked && fstat(file, &about) == 0 && about.st_nlink > 0;
}

static bool try_name(const char *path, int i, VnStoreDraft *draft) {
  int n = snprintf(draft->path, sizeof draft->path, "%s" INFIX "%ld-%d", path,
                   (long)getpid(), i);
  errno = ENAMETOOLONG;
  if (n >= (int)sizeof draft->path) return false;
  draft->lock = open(draft->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (draft->lock < 0) return false;
  if (is_ours(draft->lock)) return true;
  close(draft->lock);
  errno = EEXIST;
  return false;
}

bool vn_store_draft_begin(const char *path, VnStoreDraft *draft, VnErr *err) {
  if (!check_folder(path, err)) return false;
  vn_store_clear_drafts(path);
  for (int i = 0; i < MOST; i++) {
    if (try_name(path, i, draft)) return true;
    if (errno != EEXIST) break;
  }
  return vn_fail(err, "\"%s\": %s", path, strerror(errno));
}

void vn_store_draft_drop(VnStoreDraft *draft) {
  remove_database(draft->path);
  close(draft->lock);
}

// Some file systems have no links.
bool vn_store_draft_settle(VnStoreDraft *draft, const char *path, VnErr *err) {
  bool done = link(draft->path, path) == 0 ||
              (errno != EEXIST && access(path, F_OK) != 0 &&
               rename(draft->path, path) == 0);
  if (done) vn_file_keep_name(path);
  else if (errno == EEXIST) vn_fail(err, "\"%s\": it is there already", path);
  else vn_fail(err, "\"%s\": %s", path, strerror(errno));
  return done;
}
