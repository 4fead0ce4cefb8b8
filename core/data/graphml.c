#include "data/graphml.h"

#include <stdlib.h>
#include <string.h>

#include "data/bytes.h"
#include "data/draft.h"
#include "data/input.h"
#include "data/memory.h"
#include "data/number.h"
#include "data/stop.h"
#include "data/xml.h"

#define DOING "reading GraphML"
#define MOST_KEYS 1000

typedef enum { NODES, EDGES, N_KINDS, NEITHER = N_KINDS } Kind;

// What nodes or edges may have: declared before the graph begins.
typedef struct {
  char *id, *name;
  Kind kind;
  VnType type;
  size_t col;
  char *otherwise;  // where a node or edge says nothing, or NULL
  char *value;      // of the node or edge at hand, or NULL
} Key;

typedef struct {
  VnXml *xml;
  Key *keys;
  size_t n_keys;
  VnDraft *drafts[N_KINDS];
  bool in_graph, directed;
  Kind at;         // what the data that come are of
  Key *said;       // the key whose value is being read
  bool otherwise;  // that value is its default
  int depth;       // of the element that holds the value
  VnBytes text;
} Reader;


// ---- opening and closing ----

static ptrdiff_t read_bytes(void *input, char *room, size_t size, VnErr *err) {
  size_t n;
  if (vn_stopped(err) || !vn_input_read(input, room, size, &n, err)) return -1;
  return (ptrdiff_t)n;
}

static void close_input(void *input) {
  vn_input_free(input);
}

static void reader_free(Reader *r) {
  for (size_t k = 0; k < r->n_keys; k++) {
    vn_free(r->keys[k].id);
    vn_free(r->keys[k].name);
    vn_free(r->keys[k].otherwise);
    vn_free(r->keys[k].value);
  }
  vn_free(r->keys);
  vn_draft_free(r->drafts[NODES]);
  vn_draft_free(r->drafts[EDGES]);
  vn_bytes_free(&r->text);
  vn_xml_free(r->xml);
}

// The value of an attribute that has to be there.
static const char *needed(Reader *r, const char *name, VnErr *err) {
  const char *value = vn_xml_attribute(r->xml, name);
  if (value && *value) return value;
  vn_fail(err, "line %ld: a <%s> without \"%s\"", vn_xml_line(r->xml),
          vn_xml_name(r->xml), name);
  return NULL;
}


// ---- keys ----

static Kind kind_of(const char *domain) {
  if (!domain || strcmp(domain, "all") == 0) return NEITHER;
  if (strcmp(domain, "node") == 0) return NODES;
  return strcmp(domain, "edge") == 0 ? EDGES : NEITHER;
}

static VnType type_of(const char *type) {
  static const struct {
    const char *name;
    VnType type;
  } types[] = {
      {"boolean", VN_LOGICAL},
      {"int",     VN_INTEGER},
      {"long",    VN_INTEGER},
      {"float",   VN_NUMBER },
      {"double",  VN_NUMBER },
  };
  for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
    if (strcmp(type, types[i].name) == 0) return types[i].type;
  }
  return VN_TEXT;
}

static bool add_key(Reader *r, Kind kind, VnErr *err) {
  const char *id = needed(r, "id", err);
  if (!id) return false;
  Key *keys = vn_resize(r->keys, r->n_keys + 1, sizeof *keys);
  if (!keys) return vn_fail_memory(err, DOING);
  r->keys = keys;
  Key *key = &keys[r->n_keys++];
  *key = (Key){.kind = kind, .id = vn_copy_text(id)};
  const char *name = vn_xml_attribute(r->xml, "attr.name");
  key->name = key->id ? vn_copy_text(name ? name : key->id) : NULL;
  key->type = type_of(vn_xml_attribute(r->xml, "attr.type"));
  r->said = key, r->at = NEITHER;
  return key->name || vn_fail_memory(err, DOING);
}

static bool open_key(Reader *r, VnErr *err) {
  const char *domain = vn_xml_attribute(r->xml, "for");
  Kind kind = kind_of(domain);
  bool all = !domain || strcmp(domain, "all") == 0;
  if (r->in_graph || r->n_keys >= MOST_KEYS) {
    return vn_fail(err, "line %ld: a <key> %s", vn_xml_line(r->xml),
                   r->in_graph ? "behind the beginning of the graph"
                               : "too many");
  }
  if (all && !add_key(r, NODES, err)) return false;
  return add_key(r, all ? EDGES : kind, err);
}

static Key *find_key(Reader *r, const char *id, Kind kind) {
  for (size_t k = 0; k < r->n_keys; k++) {
    Key *key = &r->keys[k];
    if (key->kind == kind && strcmp(key->id, id) == 0) return key;
  }
  return NULL;
}


// ---- the graph ----

static VnDraft *draft_of(Reader *r, Kind kind, VnErr *err) {
  const char **labels = vn_alloc(r->n_keys + 2, sizeof *labels);
  size_t n = 0;
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  if (kind == NODES) labels[n++] = "(id)";
  else labels[n++] = "(source)", labels[n++] = "(target)";
  size_t first = n;
  for (size_t k = 0; k < r->n_keys; k++) {
    if (r->keys[k].kind != kind) continue;
    r->keys[k].col = n;
    labels[n++] = r->keys[k].name;
  }
  VnNames *names = vn_names_new(
      labels, n, kind == NODES ? "a key for nodes," : "a key for edges,", err);
  VnDraft *draft = names ? vn_draft_new(names, err) : NULL;
  for (size_t c = 0; draft && c < first; c++) {
    vn_draft_declare(draft, c, VN_TEXT);
  }
  for (size_t k = 0; draft && k < r->n_keys; k++) {
    const Key *key = &r->keys[k];
    if (key->kind == kind) vn_draft_declare(draft, key->col, key->type);
  }
  vn_names_free(names);
  vn_free(labels);
  return draft;
}

static bool open_graph(Reader *r, VnErr *err) {
  if (r->in_graph) {
    return vn_fail(err, "line %ld: a second or nested <graph>; one is read",
                   vn_xml_line(r->xml));
  }
  const char *way = vn_xml_attribute(r->xml, "edgedefault");
  r->in_graph = true;
  r->directed = !way || strcmp(way, "undirected") != 0;
  return (r->drafts[NODES] = draft_of(r, NODES, err)) &&
         (r->drafts[EDGES] = draft_of(r, EDGES, err));
}

static bool put(Reader *r, Kind kind, size_t col, const char *name,
                VnErr *err) {
  const char *id = needed(r, name, err);
  return id && vn_draft_text(r->drafts[kind], col, id, strlen(id), err);
}

static bool check_way(Reader *r, VnErr *err) {
  const char *way = vn_xml_attribute(r->xml, "directed");
  if (!way) return true;
  bool directed = strcmp(way, "true") == 0 || strcmp(way, "1") == 0;
  return directed == r->directed ||
         vn_fail(err,
                 "line %ld: this edge is %s, the others are not; edges with "
                 "and without directions are not read together",
                 vn_xml_line(r->xml), directed ? "directed" : "undirected");
}

static bool open_one(Reader *r, Kind kind, VnErr *err) {
  if (!r->in_graph || r->at != NEITHER) {
    return vn_fail(err, "line %ld: a <%s> where none can be",
                   vn_xml_line(r->xml), vn_xml_name(r->xml));
  }
  r->at = kind;
  if (kind == NODES) return put(r, NODES, 0, "id", err);
  return check_way(r, err) && put(r, EDGES, 0, "source", err) &&
         put(r, EDGES, 1, "target", err);
}


// ---- values ----

static bool put_number(Reader *r, const Key *key, const char *text,
                       VnErr *err) {
  double value;
  VnDraft *draft = r->drafts[key->kind];
  if (!vn_number_from_text(text, strlen(text), &value)) {
    return vn_fail(err,
                   "line %ld: \"%.60s\" is no number, as the key \"%s\" "
                   "promises",
                   vn_xml_line(r->xml), text, key->name);
  }
  return vn_draft_number(draft, key->col, value, err);
}

static bool put_integer(Reader *r, const Key *key, const char *text,
                        VnErr *err) {
  char *end;
  long long value = strtoll(text, &end, 10);
  if (*text && *end == '\0') {
    return vn_draft_integer(r->drafts[key->kind], key->col, value, err);
  }
  return vn_fail(err,
                 "line %ld: \"%.60s\" is no whole number, as the key "
                 "\"%s\" promises",
                 vn_xml_line(r->xml), text, key->name);
}

static bool is_missing(const Key *key, const char *text) {
  if (!text) return true;
  return key->type != VN_TEXT && (*text == '\0' || strcmp(text, "NaN") == 0);
}

static bool put_value(Reader *r, const Key *key, VnErr *err) {
  const char *text = key->value ? key->value : key->otherwise;
  VnDraft *draft = r->drafts[key->kind];
  if (is_missing(key, text)) return vn_draft_missing(draft, key->col, err);
  if (key->type == VN_NUMBER) return put_number(r, key, text, err);
  if (key->type == VN_INTEGER) return put_integer(r, key, text, err);
  if (key->type == VN_LOGICAL) {
    bool truth = strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
    return vn_draft_logical(draft, key->col, truth, err);
  }
  return vn_draft_text(draft, key->col, text, strlen(text), err);
}

// The node or edge is over: its row is filled.
static bool close_one(Reader *r, VnErr *err) {
  for (size_t k = 0; k < r->n_keys; k++) {
    Key *key = &r->keys[k];
    if (key->kind != r->at) continue;
    if (!put_value(r, key, err)) return false;
    vn_free(key->value);
    key->value = NULL;
  }
  r->at = NEITHER;
  return true;
}

static bool open_data(Reader *r, VnErr *err) {
  const char *id = needed(r, "key", err);
  if (!id) return false;
  r->said = r->at == NEITHER ? NULL : find_key(r, id, r->at);
  if (!r->said && r->at != NEITHER) {
    return vn_fail(err, "line %ld: no key \"%.100s\" for %s",
                   vn_xml_line(r->xml), id, r->at == NODES ? "nodes" : "edges");
  }
  r->otherwise = false;
  return true;
}

static void begin_text(Reader *r) {
  r->depth = vn_xml_depth(r->xml);
  r->text.n = 0;
}

static bool keep_text(Reader *r, VnErr *err) {
  Key *key = r->said;
  r->depth = 0;
  if (!key) return true;
  if (!vn_bytes_put(&r->text, "", 1)) return vn_fail_memory(err, DOING);
  char *text = vn_copy_text((const char *)r->text.at);
  char **to = r->otherwise ? &key->otherwise : &key->value;
  vn_free(*to);
  *to = text;
  if (!r->otherwise) r->said = NULL;
  return text || vn_fail_memory(err, DOING);
}


// ---- the stream ----

static bool open_element(Reader *r, VnErr *err) {
  const char *name = vn_xml_name(r->xml);
  if (r->depth) return true;  // drawn by a program, as yEd does
  if (strcmp(name, "key") == 0) return open_key(r, err);
  if (strcmp(name, "graph") == 0) return open_graph(r, err);
  if (strcmp(name, "node") == 0) return open_one(r, NODES, err);
  if (strcmp(name, "edge") == 0) return open_one(r, EDGES, err);
  if (strcmp(name, "hyperedge") == 0) {
    return vn_fail(err, "line %ld: a <hyperedge>; an edge joins two nodes here",
                   vn_xml_line(r->xml));
  }
  if (strcmp(name, "default") == 0 && r->said) {
    r->otherwise = true;
    begin_text(r);
  }
  if (strcmp(name, "data") != 0) return true;
  if (!open_data(r, err)) return false;
  if (r->said) begin_text(r);
  return true;
}

static bool close_element(Reader *r, VnErr *err) {
  const char *name = vn_xml_name(r->xml);
  if (r->depth) {
    return vn_xml_depth(r->xml) != r->depth || keep_text(r, err);
  }
  if (strcmp(name, "key") == 0) r->said = NULL;
  bool one = strcmp(name, "node") == 0 || strcmp(name, "edge") == 0;
  return !one || r->at == NEITHER || close_one(r, err);
}

static bool say(Reader *r, VnErr *err) {
  if (!r->depth || vn_xml_depth(r->xml) != r->depth + 1) return true;
  const char *text = vn_xml_text(r->xml);
  return vn_bytes_put(&r->text, text, strlen(text)) ||
         vn_fail_memory(err, DOING);
}

static bool read_all(Reader *r, VnErr *err) {
  r->at = NEITHER;
  for (;;) {
    bool done = false;
    switch (vn_xml_next(r->xml, err)) {
      case VN_XML_OPENS: done = open_element(r, err); break;
      case VN_XML_CLOSES: done = close_element(r, err); break;
      case VN_XML_SAYS: done = say(r, err); break;
      case VN_XML_ENDS:
        return r->in_graph || vn_fail(err, "it holds no <graph>");
      case VN_XML_FAILS: break;
    }
    if (!done) return false;
  }
}

bool vn_graphml_read(const char *path, VnGraphml *graph, VnErr *err) {
  Reader r = {0};
  *graph = (VnGraphml){0};
  VnInput *input = vn_input_open(path, NULL, err);
  r.xml = input ? vn_xml_new(read_bytes, input, close_input, NULL, err) : NULL;
  bool done = r.xml && read_all(&r, err) &&
              (graph->nodes = vn_draft_finish(r.drafts[NODES], path, err)) &&
              (graph->edges = vn_draft_finish(r.drafts[EDGES], path, err));
  graph->directed = r.directed;
  reader_free(&r);
  if (done) return true;
  vn_frame_free(graph->nodes);
  *graph = (VnGraphml){0};
  return vn_fail_while(err, "reading %s", path);
}
