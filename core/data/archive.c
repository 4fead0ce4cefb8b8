#include "data/archive.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "data/file.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"

#define RATIO_FROM (1u << 20)

struct VnArchive {
  zip_t *zip;
};

struct VnPart {
  zip_file_t *file;
  const char *name;  // lives in the archive
  uint64_t left;     // bytes still declared
};


// ---- what is wrong with it ----

static const char *reason(zip_error_t *error) {
  switch (zip_error_code_zip(error)) {
    case ZIP_ER_NOZIP: return "it is no zip archive, or its end is missing";
    case ZIP_ER_INCONS:
      return "its directory and its entries contradict each other, the file "
             "is damaged";
    case ZIP_ER_EXISTS: return "it holds two entries of one name";
    case ZIP_ER_CRC:
    case ZIP_ER_ZLIB:
    case ZIP_ER_COMPRESSED_DATA:
    case ZIP_ER_EOF: return "its bytes are damaged";
    case ZIP_ER_COMPNOTSUPP:
      return "it is packed by a method other than deflate";
    default: return zip_error_strerror(error);
  }
}

static bool fail_zip(VnErr *err, zip_error_t *error) {
  if (zip_error_code_zip(error) == ZIP_ER_MEMORY) {
    return vn_fail_memory(err, "reading a zip archive");
  }
  return vn_fail(err, "%s", reason(error));
}

// Absolute names and names that climb out with ".." are refused.
static bool name_stays_inside(const char *name) {
  if (!*name || *name == '/' || *name == '\\') return false;
  if (name[1] == ':') return false;
  for (const char *step = name; step; step = strpbrk(step, "/\\")) {
    step += *step == '/' || *step == '\\';
    if (strncmp(step, "..", 2) == 0 && strchr("/\\", step[2])) return false;
  }
  return true;
}

static bool is_link(zip_t *zip, zip_uint64_t i) {
  zip_uint8_t system;
  zip_uint32_t attributes;
  if (zip_file_get_external_attributes(zip, i, 0, &system, &attributes) != 0) {
    return false;
  }
  return system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

static bool bursts(const zip_stat_t *entry) {
  return entry->size > RATIO_FROM &&
         entry->size / VN_ARCHIVE_RATIO > entry->comp_size;
}

static bool check_entry(zip_t *zip, zip_uint64_t i, uint64_t *total,
                        VnErr *err) {
  zip_stat_t entry;
  if (zip_stat_index(zip, i, 0, &entry) != 0) {
    return fail_zip(err, zip_get_error(zip));
  }
  if (!name_stays_inside(entry.name)) {
    return vn_fail(err, "its part \"%.200s\" points outside the archive",
                   entry.name);
  }
  if (is_link(zip, i)) {
    return vn_fail(err, "its part \"%.200s\" is a link", entry.name);
  }
  if (bursts(&entry)) {
    return vn_fail(err,
                   "its part \"%.200s\" unpacks to more than %d times its "
                   "size",
                   entry.name, VN_ARCHIVE_RATIO);
  }
  if (entry.size > VN_ARCHIVE_BYTES ||
      (*total += entry.size) > VN_ARCHIVE_BYTES) {
    return vn_fail(err, "it unpacks to more than %d MiB",
                   (int)(VN_ARCHIVE_BYTES >> 20));
  }
  return true;
}

static bool check_entries(zip_t *zip, VnErr *err) {
  zip_int64_t n = zip_get_num_entries(zip, 0);
  uint64_t total = 0;
  if (n > VN_ARCHIVE_ENTRIES) {
    return vn_fail(err, "it holds %lld entries, more than %d", (long long)n,
                   VN_ARCHIVE_ENTRIES);
  }
  for (zip_int64_t i = 0; i < n; i++) {
    if (!check_entry(zip, (zip_uint64_t)i, &total, err)) return false;
  }
  return true;
}


// ---- the archive ----

static zip_t *open_zip(const char *path, VnErr *err) {
  int file = vn_file_open(path, err);
  if (file < 0) return NULL;
  int code;
  zip_t *zip = zip_fdopen(file, ZIP_CHECKCONS, &code);
  if (zip) return zip;
  close(file);
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  fail_zip(err, &error);
  zip_error_fini(&error);
  return NULL;
}

VnArchive *vn_archive_open(const char *path, VnErr *err) {
  VnArchive *archive = vn_alloc(1, sizeof *archive);
  if (!archive) {
    vn_fail_memory(err, "opening a zip archive");
    return NULL;
  }
  archive->zip = open_zip(path, err);
  if (archive->zip && check_entries(archive->zip, err)) return archive;
  vn_archive_free(archive);
  return NULL;
}

void vn_archive_free(VnArchive *archive) {
  if (!archive) return;
  if (archive->zip) zip_discard(archive->zip);
  vn_free(archive);
}

size_t vn_archive_size(const VnArchive *archive, int64_t entry) {
  zip_stat_t about;
  bool known = entry >= 0 && zip_stat_index(archive->zip, (zip_uint64_t)entry,
                                            0, &about) == 0;
  return known ? about.size : 0;
}

int64_t vn_archive_find(const VnArchive *archive, const char *name) {
  return zip_name_locate(archive->zip, name, ZIP_FL_NOCASE);
}


// ---- one entry ----

static bool open_entry(VnPart *part, zip_t *zip, zip_uint64_t entry,
                       VnErr *err) {
  zip_stat_t about;
  if (zip_stat_index(zip, entry, 0, &about) != 0) {
    return fail_zip(err, zip_get_error(zip));
  }
  part->name = about.name;
  part->left = about.size;
  if (about.encryption_method != ZIP_EM_NONE) {
    return vn_fail(err, "its part \"%.200s\" is encrypted", about.name);
  }
  part->file = zip_fopen_index(zip, entry, 0);
  return part->file || fail_zip(err, zip_get_error(zip));
}

VnPart *vn_part_open(VnArchive *archive, int64_t entry, VnErr *err) {
  VnPart *part = vn_alloc(1, sizeof *part);
  if (!part) {
    vn_fail_memory(err, "reading a zip archive");
    return NULL;
  }
  if (open_entry(part, archive->zip, (zip_uint64_t)entry, err)) return part;
  vn_part_free(part);
  return NULL;
}

void vn_part_free(VnPart *part) {
  if (!part) return;
  if (part->file) zip_fclose(part->file);
  vn_free(part);
}

static bool fail_part(const VnPart *part, VnErr *err, const char *found) {
  return vn_fail(err, "its part \"%.200s\" %s", part->name, found);
}

ptrdiff_t vn_part_read(VnPart *part, char *room, size_t size, VnErr *err) {
  if (vn_stopped(err)) return -1;
  zip_int64_t n = zip_fread(part->file, room, size);
  if (n < 0) {
    fail_part(part, err, "is damaged and cannot be unpacked");
  } else if ((uint64_t)n > part->left) {
    fail_part(part, err, "holds more than the archive says");
  } else if (n == 0 && part->left > 0) {
    fail_part(part, err, "ends too early");
  } else {
    part->left -= (uint64_t)n;
    vn_stage_read((size_t)n);
    return (ptrdiff_t)n;
  }
  return -1;
}

static ptrdiff_t read_xml(void *part, char *room, size_t size, VnErr *err) {
  return vn_part_read(part, room, size, err);
}

static void free_xml(void *part) {
  vn_part_free(part);
}

VnXml *vn_archive_xml(VnArchive *archive, int64_t entry, VnErr *err) {
  VnPart *part = vn_part_open(archive, entry, err);
  return part ? vn_xml_new(read_xml, part, free_xml, part->name, err) : NULL;
}
