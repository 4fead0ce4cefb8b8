// Exchange files of programs for qualitative analysis (REFI-QDA): projects
// (.qdpx: a zip archive; .qde: its XML alone) and codebooks (.qdc).
#ifndef VN_REFI_H
#define VN_REFI_H

#include "data/archive.h"
#include "data/bytes.h"
#include "data/xml.h"

typedef struct VnRefi VnRefi;  // such a file, opened

// Whether it is an archive is told by its first bytes, not by its name.
VnRefi *vn_refi_open(const char *path, VnErr *err);
void vn_refi_free(VnRefi *refi);

// For sentences.
const char *vn_refi_path(const VnRefi *refi);

// How many bytes of XML it holds; 0: nobody knows before they are read.
size_t vn_refi_size(const VnRefi *refi);

// Its XML, event by event.
VnXml *vn_refi_xml(VnRefi *refi);

// Puts the archive's file of that name into `text`, without a byte order mark;
// *found is false where there is none. Fails on what is not UTF-8.
bool vn_refi_text(VnRefi *refi, const char *name, VnBytes *text, bool *found,
                  VnErr *err);

// The same for any file of the archive, byte for byte.
bool vn_refi_file(VnRefi *refi, const char *name, VnBytes *bytes, bool *found,
                  VnErr *err);

// Whether the archive has a file of that name.
bool vn_refi_has(const VnRefi *refi, const char *name);

#endif
