#include "data/geometry.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "data/bytes.h"
#include "data/memory.h"
#include "data/text_file.h"

typedef struct {
  size_t first, n;  // points
} Span;

typedef struct {
  char *id;
  size_t first, n;  // rings
} Shape;

struct VnGeometry {
  VnBytes points;  // pairs of numbers
  VnBytes rings;   // Span
  VnBytes shapes;  // Shape
};

// A file while it is read.
typedef struct {
  VnGeometry *g;
  VnBytes arc_points, arcs;  // of TopoJSON: pairs of numbers, Span
  VnErr *err;
} Reader;

static size_t n_points(const VnBytes *points) {
  return points->n / (2 * sizeof(double));
}

static const Shape *shape_at(const VnGeometry *g, size_t i) {
  return (const Shape *)(const void *)g->shapes.at + i;
}

void vn_geometry_free(VnGeometry *geometry) {
  if (!geometry) return;
  for (size_t i = 0; i < vn_geometry_count(geometry); i++) {
    vn_free(shape_at(geometry, i)->id);
  }
  vn_bytes_free(&geometry->points);
  vn_bytes_free(&geometry->rings);
  vn_bytes_free(&geometry->shapes);
  vn_free(geometry);
}

size_t vn_geometry_count(const VnGeometry *geometry) {
  return geometry->shapes.n / sizeof(Shape);
}

const char *vn_geometry_id(const VnGeometry *geometry, size_t i) {
  return shape_at(geometry, i)->id;
}

size_t vn_geometry_n_rings(const VnGeometry *geometry, size_t i) {
  return shape_at(geometry, i)->n;
}

VnRing vn_geometry_ring(const VnGeometry *geometry, size_t i, size_t k) {
  const Span *spans = (const Span *)(const void *)geometry->rings.at;
  const Span *span = &spans[shape_at(geometry, i)->first + k];
  const double *points = (const double *)(const void *)geometry->points.at;
  return (VnRing){points + 2 * span->first, span->n};
}


// ---- points ----

static bool no_memory(Reader *r) {
  return vn_fail_memory(r->err, "reading shapes");
}

static bool put_point(Reader *r, VnBytes *points, double x, double y) {
  double pair[2] = {x, y};
  return vn_bytes_put(points, pair, sizeof pair) || no_memory(r);
}

// The two numbers of a position.
static bool take_pair(Reader *r, const cJSON *position, double pair[2]) {
  const cJSON *x = cJSON_GetArrayItem(position, 0);
  const cJSON *y = x ? x->next : NULL;
  pair[0] = pair[1] = 0;
  if (!x || !y || !cJSON_IsNumber(x) || !cJSON_IsNumber(y)) {
    return vn_fail(r->err, "a position should be two numbers");
  }
  pair[0] = x->valuedouble;
  pair[1] = y->valuedouble;
  return true;
}

static bool end_ring(Reader *r, size_t first) {
  Span span = {first, n_points(&r->g->points) - first};
  return vn_bytes_put(&r->g->rings, &span, sizeof span) || no_memory(r);
}

static bool is_on_globe(const double pair[2]) {
  return fabs(pair[0]) <= 360 && fabs(pair[1]) <= 90;
}

static bool put_place(Reader *r, const double pair[2]) {
  if (!is_on_globe(pair)) {
    return vn_fail(r->err,
                   "a position should be a longitude and a latitude in degrees "
                   "(EPSG:4326), found %g, %g",
                   pair[0], pair[1]);
  }
  return put_point(r, &r->g->points, pair[0], pair[1]);
}


// ---- arcs of TopoJSON ----

// How the numbers of arcs become degrees.
typedef struct {
  double scale[2], translate[2];
  bool steps;  // each position counts from the one before
} Grid;

static bool read_grid(Reader *r, const cJSON *root, Grid *grid) {
  const cJSON *transform = cJSON_GetObjectItem(root, "transform");
  *grid = (Grid){
      {1, 1},
      {0, 0},
      transform != NULL
  };
  if (!transform) return true;
  return take_pair(r, cJSON_GetObjectItem(transform, "scale"), grid->scale) &&
         take_pair(r, cJSON_GetObjectItem(transform, "translate"),
                   grid->translate);
}

static bool read_arc(Reader *r, const cJSON *arc, const Grid *grid) {
  const cJSON *position;
  double sum[2] = {0, 0}, pair[2];
  Span span = {n_points(&r->arc_points), 0};
  cJSON_ArrayForEach(position, arc) {
    if (!take_pair(r, position, pair)) return false;
    for (int k = 0; k < 2; k++) {
      sum[k] = grid->steps ? sum[k] + pair[k] : pair[k];
      pair[k] = sum[k] * grid->scale[k] + grid->translate[k];
    }
    if (!put_point(r, &r->arc_points, pair[0], pair[1])) return false;
    span.n++;
  }
  return vn_bytes_put(&r->arcs, &span, sizeof span) || no_memory(r);
}

static bool read_arcs(Reader *r, const cJSON *root) {
  Grid grid;
  const cJSON *arc, *arcs = cJSON_GetObjectItem(root, "arcs");
  if (!read_grid(r, root, &grid)) return false;
  cJSON_ArrayForEach(arc, arcs) {
    if (!read_arc(r, arc, &grid)) return false;
  }
  return true;
}

// Adds arc `index` to the ring; ~index is the arc the other way round. Where
// arcs meet their common point stands once.
static bool put_arc(Reader *r, double index, bool is_first) {
  bool back = index < 0;
  double place = back ? -index - 1 : index;
  size_t n_arcs = r->arcs.n / sizeof(Span);
  if (!(place < (double)n_arcs)) {
    return vn_fail(r->err, "arc %g is not there", index);
  }
  Span span = ((const Span *)(const void *)r->arcs.at)[(size_t)place];
  const double *points = (const double *)(const void *)r->arc_points.at;
  for (size_t k = is_first ? 0 : 1; k < span.n; k++) {
    size_t from = span.first + (back ? span.n - 1 - k : k);
    if (!put_place(r, points + 2 * from)) return false;
  }
  return true;
}

static bool put_ring_of_arcs(Reader *r, const cJSON *ring) {
  const cJSON *index;
  size_t first = n_points(&r->g->points);
  cJSON_ArrayForEach(index, ring) {
    if (!cJSON_IsNumber(index)) return vn_fail(r->err, "an arc has no number");
    if (!put_arc(r, index->valuedouble, index == ring->child)) return false;
  }
  return end_ring(r, first);
}


// ---- shapes ----

static bool put_ring_of_positions(Reader *r, const cJSON *ring) {
  const cJSON *position;
  double pair[2];
  size_t first = n_points(&r->g->points);
  cJSON_ArrayForEach(position, ring) {
    if (!take_pair(r, position, pair) || !put_place(r, pair)) return false;
  }
  return end_ring(r, first);
}

typedef bool PutRing(Reader *, const cJSON *);

static bool put_polygon(Reader *r, const cJSON *rings, PutRing *put) {
  const cJSON *ring;
  cJSON_ArrayForEach(ring, rings) {
    if (!put(r, ring)) return false;
  }
  return true;
}

// A Polygon or MultiPolygon; other kinds have nothing to fill.
static bool put_geometry(Reader *r, const cJSON *geometry, bool topology) {
  const char *type =
      cJSON_GetStringValue(cJSON_GetObjectItem(geometry, "type"));
  const cJSON *rings =
      cJSON_GetObjectItem(geometry, topology ? "arcs" : "coordinates");
  PutRing *put = topology ? put_ring_of_arcs : put_ring_of_positions;
  if (type && strcmp(type, "Polygon") == 0) return put_polygon(r, rings, put);
  if (!type || strcmp(type, "MultiPolygon") != 0) return true;
  const cJSON *polygon;
  cJSON_ArrayForEach(polygon, rings) {
    if (!put_polygon(r, polygon, put)) return false;
  }
  return true;
}

static const char *id_of(const cJSON *feature) {
  static const char *const names[] = {"id", "code", "NUTS_ID", "name", NULL};
  const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(feature, "id"));
  const cJSON *properties = cJSON_GetObjectItem(feature, "properties");
  for (int i = 0; !id && names[i]; i++) {
    id = cJSON_GetStringValue(
        cJSON_GetObjectItemCaseSensitive(properties, names[i]));
  }
  return id ? id : "";
}

static bool put_shape(Reader *r, const cJSON *feature, const cJSON *geometry,
                      bool topology) {
  Shape shape = {vn_copy_text(id_of(feature)), r->g->rings.n / sizeof(Span), 0};
  if (!shape.id) return no_memory(r);
  bool done = put_geometry(r, geometry, topology);
  shape.n = r->g->rings.n / sizeof(Span) - shape.first;
  if (vn_bytes_put(&r->g->shapes, &shape, sizeof shape)) return done;
  vn_free(shape.id);
  return no_memory(r);
}


// ---- files ----

static bool read_topology(Reader *r, const cJSON *root, const char *name) {
  const cJSON *shape, *objects = cJSON_GetObjectItem(root, "objects");
  const cJSON *object = objects ? objects->child : NULL;
  if (name) object = cJSON_GetObjectItemCaseSensitive(objects, name);
  if (!object) {
    return vn_fail(r->err, "there is no object \"%s\" in it", name ? name : "");
  }
  if (!read_arcs(r, root)) return false;
  cJSON_ArrayForEach(shape, cJSON_GetObjectItem(object, "geometries")) {
    if (!put_shape(r, shape, shape, true)) return false;
  }
  return true;
}

static bool read_features(Reader *r, const cJSON *root) {
  const cJSON *feature;
  cJSON_ArrayForEach(feature, cJSON_GetObjectItem(root, "features")) {
    const cJSON *geometry = cJSON_GetObjectItem(feature, "geometry");
    if (!put_shape(r, feature, geometry, false)) return false;
  }
  return true;
}

static bool read_root(Reader *r, const cJSON *root, const char *object) {
  const char *type = cJSON_GetStringValue(cJSON_GetObjectItem(root, "type"));
  if (type && strcmp(type, "Topology") == 0) {
    return read_topology(r, root, object);
  }
  if (type && strcmp(type, "FeatureCollection") == 0) {
    return read_features(r, root);
  }
  return vn_fail(r->err,
                 "it should be a GeoJSON FeatureCollection or a TopoJSON "
                 "Topology");
}

static bool refused;  // whether cJSON was refused memory, which it does not say

static void *take_room(size_t size) {
  void *room = vn_alloc(1, size);
  if (!room) refused = true;
  return room;
}

static bool read_text(Reader *r, const VnBytes *text, const char *object) {
  cJSON_Hooks hooks = {take_room, vn_free};
  cJSON_InitHooks(&hooks);
  refused = false;
  cJSON *root = cJSON_ParseWithLength((const char *)text->at, text->n);
  if (!root && refused) return no_memory(r);
  if (!root) return vn_fail(r->err, "it is not JSON");
  bool done = read_root(r, root, object);
  cJSON_Delete(root);
  return done;
}

VnGeometry *vn_geometry_read(const char *path, const char *object, VnErr *err) {
  VnBytes text = {0};
  Reader r = {.g = vn_alloc(1, sizeof *r.g), .err = err};
  if (!r.g) {
    vn_fail_memory(err, "reading shapes");
    return NULL;
  }
  bool done = vn_text_read(path, NULL, &text, err);
  if (done && !read_text(&r, &text, object)) {
    done = vn_fail_while(err, "reading %s", path);
  }
  vn_bytes_free(&text);
  vn_bytes_free(&r.arc_points);
  vn_bytes_free(&r.arcs);
  if (done) return r.g;
  vn_geometry_free(r.g);
  return NULL;
}
