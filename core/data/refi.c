#include "data/refi.h"

#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "data/file.h"
#include "data/input.h"
#include "data/memory.h"
#include "data/progress.h"
#include "data/save.h"
#include "data/stop.h"
#include "data/text_file.h"
#include "data/utf8.h"

#define PROJECT "project.qde"
#define BLOCK (64u << 10)
#define MOST_TEXT (64u << 20)  // bytes of one text

struct VnRefi {
  char *path;
  VnArchive *archive;  // NULL: plain XML
  VnXml *xml;
  size_t size;  // of the XML
};


// ---- opening ----

static ptrdiff_t read_plain(void *input, char *room, size_t size, VnErr *err) {
  size_t n;
  if (vn_stopped(err) || !vn_input_read(input, room, size, &n, err)) return -1;
  vn_stage_read(n);
  return (ptrdiff_t)n;
}

static void free_plain(void *input) {
  vn_input_free(input);
}

static VnXml *open_plain(const char *path, size_t *size, VnErr *err) {
  VnInput *input = vn_input_open(path, VN_AS_IT_IS, err);
  if (input) *size = vn_input_size(input);
  return input ? vn_xml_new(read_plain, input, free_plain, NULL, err) : NULL;
}

static VnXml *open_packed(VnArchive *archive, size_t *size, VnErr *err) {
  int64_t entry = vn_archive_find(archive, PROJECT);
  *size = vn_archive_size(archive, entry);
  if (entry >= 0) return vn_archive_xml(archive, entry, err);
  vn_fail(err, "the archive holds no " PROJECT
               ", so that it is no project for exchange");
  return NULL;
}

// The first bytes tell a zip archive from XML, which begins with "<" after
// blanks, or with the mark of an encoding.
static bool begins_as_zip(const char *path, bool *zip, VnErr *err) {
  char start[64] = "";
  int file = vn_file_open(path, err);
  if (file < 0) return false;
  ssize_t n = read(file, start, sizeof start - 1);
  close(file);
  if (n == 0) return vn_fail(err, "the file is empty");
  size_t blanks = strspn(start, " \t\r\n");
  *zip = n >= 4 && memcmp(start, "PK\3\4", 4) == 0;
  if (*zip || start[blanks] == '<' || (start[0] & 0x80)) return true;
  return vn_fail(err, "it is neither a zip archive nor XML, so that it is no "
                      "project for exchange");
}

static bool open_both(VnRefi *refi, const char *path, VnErr *err) {
  bool zip = false;
  if (!begins_as_zip(path, &zip, err)) return false;
  if (zip && !(refi->archive = vn_archive_open(path, err))) return false;
  refi->xml = zip ? open_packed(refi->archive, &refi->size, err)
                  : open_plain(path, &refi->size, err);
  return refi->xml != NULL;
}

VnRefi *vn_refi_open(const char *path, VnErr *err) {
  VnRefi *refi = vn_alloc(1, sizeof *refi);
  if (!refi) {
    vn_fail_memory(err, "reading a project");
    return NULL;
  }
  refi->path = vn_copy_text(path);
  if (!refi->path) vn_fail_memory(err, "reading a project");
  else if (open_both(refi, path, err)) return refi;
  vn_refi_free(refi);
  return NULL;
}

void vn_refi_free(VnRefi *refi) {
  if (!refi) return;
  vn_xml_free(refi->xml);
  vn_archive_free(refi->archive);
  vn_free(refi->path);
  vn_free(refi);
}

const char *vn_refi_path(const VnRefi *refi) {
  return refi->path;
}

size_t vn_refi_size(const VnRefi *refi) {
  return refi->size;
}

VnXml *vn_refi_xml(VnRefi *refi) {
  return refi->xml;
}


// ---- texts ----

static bool put_part(VnPart *part, size_t most, VnBytes *bytes, VnErr *err) {
  char *block = vn_alloc(1, BLOCK);
  ptrdiff_t n = 1;
  if (!block) return vn_fail_memory(err, "reading a project");
  while (n > 0 && bytes->n <= most) {
    n = vn_part_read(part, block, BLOCK, err);
    if (n > 0 && !vn_bytes_put(bytes, block, (size_t)n)) {
      vn_fail_memory(err, "reading a project");
      n = -1;
    }
  }
  vn_free(block);
  if (n > 0)
    return vn_fail(err, "a text is longer than %u MiB", MOST_TEXT >> 20);
  return n == 0;
}

static bool check_letters(const VnBytes *text, const char *name, VnErr *err) {
  if (text->n == 0) return true;
  size_t valid = vn_utf8_valid((const char *)text->at, text->n);
  const unsigned char *zero = memchr(text->at, 0, text->n);
  if (zero)
    return vn_fail(err, "the text \"%.200s\" holds a NUL byte at byte %td",
                   name, zero - text->at + 1);
  return valid == text->n ||
         vn_fail(err, "the text \"%.200s\" is not UTF-8 at byte %zu", name,
                 valid + 1);
}

static bool read_file(VnRefi *refi, const char *name, size_t most,
                      VnBytes *bytes, bool *found, VnErr *err) {
  int64_t entry = refi->archive ? vn_archive_find(refi->archive, name) : -1;
  *found = entry >= 0;
  if (!*found) return true;
  VnPart *part = vn_part_open(refi->archive, entry, err);
  bool done = part && put_part(part, most, bytes, err);
  vn_part_free(part);
  return done;
}

bool vn_refi_text(VnRefi *refi, const char *name, VnBytes *text, bool *found,
                  VnErr *err) {
  if (!read_file(refi, name, MOST_TEXT, text, found, err)) return false;
  vn_text_drop_mark(text);
  return check_letters(text, name, err);
}

bool vn_refi_file(VnRefi *refi, const char *name, VnBytes *bytes, bool *found,
                  VnErr *err) {
  return read_file(refi, name, (size_t)VN_ARCHIVE_BYTES, bytes, found, err);
}

bool vn_refi_has(const VnRefi *refi, const char *name) {
  return refi->archive && vn_archive_find(refi->archive, name) >= 0;
}
