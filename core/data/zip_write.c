#include "data/zip_write.h"

#include <zip.h>

#include "data/memory.h"
#include "data/progress.h"
#include "data/save.h"
#include "data/stop.h"

#define BLOCK (64u << 10)
#define DAWN 315532800  // 1980-01-01: the earliest time zip knows
#define OFTEN 0.001     // of the bytes, between two looks at how far it is

static bool fail_zip(VnErr *err, const char *reason) {
  return vn_fail(err, "packing: %s", reason);
}

static bool add_file(zip_t *zip, const VnZipFile *file, VnErr *err) {
  zip_source_t *from = zip_source_buffer(zip, file->bytes, file->n, 0);
  zip_int64_t at =
      from ? zip_file_add(zip, file->name, from, ZIP_FL_ENC_UTF_8) : -1;
  if (at >= 0 && zip_file_set_mtime(zip, (zip_uint64_t)at, DAWN, 0) == 0)
    return true;
  if (at < 0) zip_source_free(from);
  return fail_zip(err, zip_strerror(zip));
}

static void step(zip_t *zip, double share, void *size) {
  (void)zip;
  vn_stage_step((size_t)(share * (double)*(size_t *)size));
}

static int stop_wanted(zip_t *zip, void *unused) {
  (void)zip, (void)unused;
  return vn_stop_flag != 0;
}

// Packs what has been added, bytes in all, which is the long part.
static bool close_zip(zip_t *zip, size_t bytes, VnErr *err) {
  bool told = vn_stage_begin("packing", VN_BYTES, bytes);
  if (told) {
    zip_register_progress_callback_with_state(zip, OFTEN, step, NULL, &bytes);
  }
  zip_register_cancel_callback_with_state(zip, stop_wanted, NULL, NULL);
  bool done = zip_close(zip) == 0;
  if (told) vn_stage_end(done);
  return done || (!vn_stopped(err) && fail_zip(err, zip_strerror(zip)));
}

// Packs the files into `room`, which stays the caller's.
static bool pack_into(zip_source_t *room, const VnZipFile *files, size_t n,
                      VnErr *err) {
  zip_error_t error;
  zip_error_init(&error);
  zip_t *zip = zip_open_from_source(room, ZIP_TRUNCATE, &error);
  bool done = zip != NULL;
  if (!done) fail_zip(err, zip_error_strerror(&error));
  zip_error_fini(&error);
  if (!done) return false;
  zip_source_keep(room);
  size_t bytes = 0;
  for (size_t k = 0; done && k < n; k++) {
    bytes += files[k].n;
    done = add_file(zip, &files[k], err) && !vn_stopped(err);
  }
  if (done && close_zip(zip, bytes, err)) return true;
  zip_discard(zip);
  return false;
}

static bool save_from(zip_source_t *room, VnSave *save, VnErr *err) {
  char *block = vn_alloc(1, BLOCK);
  if (!block) return vn_fail_memory(err, "packing");
  zip_int64_t n = zip_source_open(room) == 0 ? 1 : -1;
  bool is_open = n > 0, done = is_open;
  while (done && n > 0) {
    n = zip_source_read(room, block, BLOCK);
    done = n >= 0 ? n == 0 || vn_save_put(save, block, (size_t)n, err)
                  : fail_zip(err, "the packed bytes cannot be read again");
  }
  if (is_open) zip_source_close(room);
  else fail_zip(err, "the packed bytes cannot be read again");
  vn_free(block);
  return done;
}

static bool save_archive(const char *path, zip_source_t *room, VnErr *err) {
  VnSave *save = vn_save_begin(path, err);
  if (!save) return false;
  if (save_from(room, save, err)) return vn_save_end(save, err);
  vn_save_drop(save);
  return false;
}

bool vn_zip_write(const char *path, const VnZipFile *files, size_t n,
                  VnErr *err) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *room = zip_source_buffer_create(NULL, 0, 0, &error);
  bool done =
      room ? pack_into(room, files, n, err) && save_archive(path, room, err)
           : fail_zip(err, zip_error_strerror(&error));
  zip_error_fini(&error);
  zip_source_free(room);
  return done;
}
