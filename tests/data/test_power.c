// What is left of a study when the power fails: SQLite writes through a layer
// that writes down what it does, and files are put together as a disk may
// leave them at any moment, of which only what was synced is certain.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/memory.h"
#include "data/sql/memory.h"
#include "data/store/parts.h"
#include "fact.h"

#define SECTOR 512    // bytes that are written whole or not at all
#define N_CHANGES 60  // that are committed
#define MOST_EVENTS 20000
#define LARGEST (2 << 20)  // bytes of a file

enum { STUDY, LOG, N_FILES };  // "study.vane", "study.vane-wal"
static const char *const endings[N_FILES] = {"", "-wal"};

typedef enum { WRITES, CUTS, SYNCS, REMOVES, COMMITS } Deed;

typedef struct {
  Deed deed;
  int file;
  size_t at, n;
  unsigned char *bytes;
} Event;

static Event events[MOST_EVENTS];
static size_t n_events;
static char study[PATH_MAX];


// ---- the layer between SQLite and its files ----

typedef struct {
  sqlite3_file base;
  int which;  // -1: neither file of the study
  sqlite3_file *real;
} File;

static sqlite3_vfs *beneath;

static void note(Deed deed, int file, size_t at, const void *bytes, size_t n) {
  if (file < 0 || n_events == MOST_EVENTS) return;
  Event *e = &events[n_events++];
  *e = (Event){deed, file, at, n, NULL};
  if (!bytes) return;
  e->bytes = malloc(n);
  memcpy(e->bytes, bytes, n);
}

static int which_of(const char *path) {
  char name[PATH_MAX + 8];
  for (int i = 0; path && i < N_FILES; i++) {
    snprintf(name, sizeof name, "%s%s", study, endings[i]);
    if (strcmp(path, name) == 0) return i;
  }
  return -1;
}

#define REAL(file) (((File *)(file))->real)
#define ASK(file, what, ...)                                                   \
  REAL(file)->pMethods->what(REAL(file), ##__VA_ARGS__)

static int file_close(sqlite3_file *f) {
  return ASK(f, xClose);
}

static int file_read(sqlite3_file *f, void *room, int n, sqlite3_int64 at) {
  return ASK(f, xRead, room, n, at);
}

static int file_write(sqlite3_file *f, const void *bytes, int n,
                      sqlite3_int64 at) {
  note(WRITES, ((File *)f)->which, (size_t)at, bytes, (size_t)n);
  return ASK(f, xWrite, bytes, n, at);
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size) {
  note(CUTS, ((File *)f)->which, (size_t)size, NULL, 0);
  return ASK(f, xTruncate, size);
}

// Files that are only looked at need not wait for a disk.
static int file_sync(sqlite3_file *f, int flags) {
  int which = ((File *)f)->which;
  note(SYNCS, which, 0, NULL, 0);
  if (which < 0) return SQLITE_OK;
  return ASK(f, xSync, flags);
}

static int file_size(sqlite3_file *f, sqlite3_int64 *size) {
  return ASK(f, xFileSize, size);
}

static int file_lock(sqlite3_file *f, int level) {
  return ASK(f, xLock, level);
}

static int file_unlock(sqlite3_file *f, int level) {
  return ASK(f, xUnlock, level);
}

static int file_reserved(sqlite3_file *f, int *found) {
  return ASK(f, xCheckReservedLock, found);
}

static int file_control(sqlite3_file *f, int word, void *room) {
  return ASK(f, xFileControl, word, room);
}

static int file_sector(sqlite3_file *f) {
  return ASK(f, xSectorSize);
}

static int file_kind(sqlite3_file *f) {
  return ASK(f, xDeviceCharacteristics);
}

static int shared_map(sqlite3_file *f, int k, int n, int more,
                      void volatile **room) {
  return ASK(f, xShmMap, k, n, more, room);
}

static int shared_lock(sqlite3_file *f, int at, int n, int flags) {
  return ASK(f, xShmLock, at, n, flags);
}

static void shared_barrier(sqlite3_file *f) {
  ASK(f, xShmBarrier);
}

static int shared_unmap(sqlite3_file *f, int remove) {
  return ASK(f, xShmUnmap, remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_kind,
    .xShmMap = shared_map,
    .xShmLock = shared_lock,
    .xShmBarrier = shared_barrier,
    .xShmUnmap = shared_unmap,
};

static int layer_open(sqlite3_vfs *layer, const char *path, sqlite3_file *f,
                      int flags, int *opened) {
  (void)layer;
  File *file = (File *)f;
  file->real = (sqlite3_file *)(file + 1);
  file->which = which_of(path);
  int status = beneath->xOpen(beneath, path, file->real, flags, opened);
  f->pMethods = file->real->pMethods ? &methods : NULL;
  return status;
}

static int layer_delete(sqlite3_vfs *layer, const char *path, int sync) {
  (void)layer;
  note(REMOVES, which_of(path), 0, NULL, 0);
  return beneath->xDelete(beneath, path, sync);
}

static void put_layer(sqlite3_vfs *layer) {
  vn_sql_memory();
  beneath = sqlite3_vfs_find(NULL);
  *layer = *beneath;
  layer->zName = "written down";
  layer->szOsFile = (int)sizeof(File) + beneath->szOsFile;
  layer->xOpen = layer_open;
  layer->xDelete = layer_delete;
  sqlite3_vfs_register(layer, 1);
}


// ---- a study that is written ----

static bool run(VnStore *store, const char *text, VnErr *err) {
  int64_t n;
  return vn_store_run(store, &(VnStoreStatement){.text = text}, &n, err);
}

// One code and one note, which stand in the file together or not at all.
static bool change(VnStore *store, int i, VnErr *err) {
  char code[80], remark[160];
  int64_t number;
  snprintf(code, sizeof code, "INSERT INTO code(name) VALUES('n%d')", i);
  snprintf(remark, sizeof remark,
           "INSERT INTO note(text,who,time) "
           "VALUES(printf('%%.*c',%d,'x'),'ann','now')",
           1 + i * 7919 % 9000);
  return vn_store_begin(store, "ann", "two", &number, err) &&
         run(store, code, err) && run(store, remark, err) &&
         vn_store_end(store, true, err);
}

// The study is closed now and then, which ends its log.
static bool write_study(const char *pragma, VnErr *err) {
  VnStore *store = NULL;
  bool done = true;
  n_events = 0;
  for (int i = 1; done && i <= N_CHANGES; i++) {
    if (!store) {
      store = vn_store_open(study, false, 5, err);
      done = store &&
             vn_store_say(store, "PRAGMA wal_autocheckpoint=40", err) &&
             vn_store_say(store, pragma, err);
    }
    done = done && change(store, i, err);
    if (done) note(COMMITS, STUDY, 0, NULL, 0);
    if (i % 25 == 0) vn_store_close(store), store = NULL;
  }
  vn_store_close(store);
  return done;
}

static void forget_events(void) {
  for (size_t i = 0; i < n_events; i++) free(events[i].bytes);
  n_events = 0;
}


// ---- what a disk may hold ----

typedef struct {
  unsigned char *bytes;
  size_t n;
  bool is_there;
} Disk;

static uint64_t state;

static uint32_t draw(uint32_t n) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((state >> 33) % n);
}

static void put(Disk *d, size_t at, const unsigned char *bytes, size_t n) {
  if (at + n > LARGEST) return;
  if (at + n > d->n) d->n = at + n;
  memcpy(d->bytes + at, bytes, n);
  d->is_there = true;
}

// Sectors of a write that was never synced: any of them.
static void put_some(Disk *d, const Event *e) {
  for (size_t at = 0; at < e->n; at += SECTOR) {
    size_t n = e->n - at < SECTOR ? e->n - at : SECTOR;
    if (draw(2) > 0) put(d, e->at + at, e->bytes + at, n);
  }
}

static void cut(Disk *d, size_t n) {
  if (n < d->n) memset(d->bytes + n, 0, d->n - n);
  d->n = n;
}

static void forget_file(Disk *d) {
  cut(d, 0);
  d->is_there = false;
}

// What happened to one file since it was last synced: all of it, nothing, or
// any parts.
static void leave_unsure(Disk *d, int file, size_t from, size_t to) {
  uint32_t luck = draw(4);
  for (size_t i = from; i < to; i++) {
    const Event *e = &events[i];
    if (e->file != file || luck == 0 || (luck > 1 && draw(2) == 0)) continue;
    if (e->deed == WRITES && luck == 1) put(d, e->at, e->bytes, e->n);
    else if (e->deed == WRITES) put_some(d, e);
    else if (e->deed == CUTS) cut(d, e->at);
    else if (e->deed == REMOVES) forget_file(d);
  }
}

static void leave_sure(Disk *d, int file, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    const Event *e = &events[i];
    if (e->file != file) continue;
    if (e->deed == WRITES) put(d, e->at, e->bytes, e->n);
    else if (e->deed == CUTS) cut(d, e->at);
    else if (e->deed == REMOVES) forget_file(d);
  }
}

// The file as it may be when the power fails before event number `end`.
static void fail_power(Disk *d, int file, size_t end) {
  size_t sure = 0;
  for (size_t i = 0; i < end; i++) {
    if (events[i].file == file && events[i].deed == SYNCS) sure = i;
  }
  leave_sure(d, file, 0, sure);
  leave_unsure(d, file, sure, end);
}

static bool keep(const Disk *d, const char *path, const char *ending) {
  char name[PATH_MAX + 8];
  snprintf(name, sizeof name, "%s%s", path, ending);
  unlink(name);
  FILE *f = d->is_there ? fopen(name, "wb") : NULL;
  if (!f) return !d->is_there;
  bool done = fwrite(d->bytes, 1, d->n, f) == d->n;
  return fclose(f) == 0 && done;
}


// ---- what is found again ----

static int n_committed(size_t end) {
  int n = 0;
  for (size_t i = 0; i < end; i++) n += events[i].deed == COMMITS;
  return n;
}

// All that was committed, and of what came after all or nothing.
static bool is_kept(const char *path, int n_sure, VnErr *err) {
  int64_t n = -1, n_notes = -2, n_named = -3;
  VnStore *store = vn_store_open(path, false, 0, err);
  bool done =
      store &&
      vn_store_number(store, "SELECT count(*) FROM code", 0, &n, err) &&
      vn_store_number(store, "SELECT count(*) FROM note", 0, &n_notes, err) &&
      vn_store_number(store, "SELECT count(*) FROM code WHERE name='n'||id", 0,
                      &n_named, err);
  vn_store_close(store);
  if (!done) return false;
  if (n >= n_sure && n <= n_sure + 1 && n == n_notes && n == n_named)
    return true;
  return vn_fail(err, "%d committed, %d found, with %d notes", n_sure, (int)n,
                 (int)n_notes);
}

// Lets the power fail at many moments; gives how often something was lost.
static int count_losses(const Disk *before, const char *after, int step,
                        VnErr *err) {
  int n_lost = 0;
  Disk disks[N_FILES];
  for (int i = 0; i < N_FILES; i++)
    disks[i] = (Disk){.bytes = calloc(1, LARGEST)};
  for (size_t end = 1; end <= n_events; end += (size_t)step) {
    VnErr why = {0};
    for (int i = 0; i < N_FILES; i++) {
      forget_file(&disks[i]);
      if (before[i].is_there) put(&disks[i], 0, before[i].bytes, before[i].n);
      fail_power(&disks[i], i, end);
      keep(&disks[i], after, endings[i]);
    }
    if (is_kept(after, n_committed(end), &why)) continue;
    if (n_lost++ == 0) *err = why;
  }
  for (int i = 0; i < N_FILES; i++) free(disks[i].bytes);
  return n_lost;
}

static size_t read_file(const char *path, unsigned char *bytes) {
  FILE *f = fopen(path, "rb");
  size_t n = f ? fread(bytes, 1, LARGEST, f) : 0;
  if (f) fclose(f);
  return n;
}

static void remove_study(const char *path) {
  static const char *const all[] = {"", "-wal", "-shm"};
  char name[PATH_MAX + 8];
  for (int i = 0; i < 3; i++) {
    snprintf(name, sizeof name, "%s%s", path, all[i]);
    unlink(name);
  }
}

// A study is begun, then written to by that rule of syncing.
static int lose(const char *after, const char *pragma, int step, VnErr *err) {
  Disk before[N_FILES] = {{0}};
  remove_study(study);
  before[STUDY].bytes = malloc(LARGEST);
  bool done = vn_store_make(study, err);
  before[STUDY].n = done ? read_file(study, before[STUDY].bytes) : 0;
  before[STUDY].is_there = true;
  before[LOG].bytes = before[STUDY].bytes;
  int n_lost = -1;
  if (done && write_study(pragma, err) && n_events < MOST_EVENTS)
    n_lost = count_losses(before, after, step, err);
  free(before[STUDY].bytes);
  forget_events();
  remove_study(study);
  remove_study(after);
  return n_lost;
}

int main(void) {
  sqlite3_vfs layer;
  char folder[] = "/tmp/vane-power-XXXXXX", after[PATH_MAX];
  VnErr err = {0};
  if (!mkdtemp(folder)) return 1;
  snprintf(study, sizeof study, "%s/study.vane", folder);
  snprintf(after, sizeof after, "%s/after.vane", folder);
  put_layer(&layer);
  fact("when the power fails at any moment, all that was committed is there",
       lose(after, "", 3, &err) == 0, &err);
  VnErr ignored = {0};
  fact("without syncing, some of it would be lost",
       lose(after, "PRAGMA synchronous=OFF", 11, &ignored) > 0, &ignored);
  return rmdir(folder) == 0 ? 0 : 1;
}
