// Shapes on the globe, as GeoJSON (RFC 7946) and TopoJSON files have them:
// regions and countries, each a list of rings of longitudes and latitudes.
#ifndef VN_GEOMETRY_H
#define VN_GEOMETRY_H

#include <stddef.h>

#include "data/err.h"

typedef struct VnGeometry VnGeometry;

typedef struct {
  const double *at;  // n pairs of degrees: longitude, latitude
  size_t n;
} VnRing;

// Polygons only; of a TopoJSON file its first object, or the one of that name.
// NULL: the sentence names the file.
VnGeometry *vn_geometry_read(const char *path, const char *object, VnErr *err);
void vn_geometry_free(VnGeometry *geometry);

size_t vn_geometry_count(const VnGeometry *geometry);

// What shape i is called, by its id or the first of its properties id, code,
// NUTS_ID, name; or "".
const char *vn_geometry_id(const VnGeometry *geometry, size_t i);
size_t vn_geometry_n_rings(const VnGeometry *geometry, size_t i);
VnRing vn_geometry_ring(const VnGeometry *geometry, size_t i, size_t k);

#endif
