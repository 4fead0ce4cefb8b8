// A zip archive from a stranger, read one entry at a time: damaged, lying,
// encrypted or bursting archives are refused in one sentence.
#ifndef VN_ARCHIVE_H
#define VN_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include "data/err.h"
#include "data/xml.h"

#define VN_ARCHIVE_ENTRIES 10000
#define VN_ARCHIVE_BYTES (INT64_C(512) << 20)  // all entries, unpacked
#define VN_ARCHIVE_RATIO 200  // unpacked to packed, of entries above 1 MiB

typedef struct VnArchive VnArchive;

// Looks at every entry's name and size before it returns; NULL: see err.
VnArchive *vn_archive_open(const char *path, VnErr *err);
void vn_archive_free(VnArchive *archive);

// The entry of that name, upper and lower case alike; -1: there is none.
int64_t vn_archive_find(const VnArchive *archive, const char *name);

// How many bytes it unpacks to, as the archive says; 0: there is none.
size_t vn_archive_size(const VnArchive *archive, int64_t entry);

typedef struct VnPart VnPart;  // one entry being read

VnPart *vn_part_open(VnArchive *archive, int64_t entry, VnErr *err);
void vn_part_free(VnPart *part);

// Up to `size` bytes of it into `room`: how many, 0 at the end, when its
// checksum has been found right; -1: see err.
ptrdiff_t vn_part_read(VnPart *part, char *room, size_t size, VnErr *err);

// The entry as a stream of XML.
VnXml *vn_archive_xml(VnArchive *archive, int64_t entry, VnErr *err);

#endif
