#include "data/graph/graphml.h"

#include <string.h>

#include "data/bytes.h"
#include "data/draft.h"
#include "data/graph/graphml_key.h"
#include "data/input.h"
#include "data/memory.h"
#include "data/stop.h"
#include "data/xml.h"

#define DOING "reading GraphML"
#define MOST_KEYS 1000

typedef struct {
  VnXml *xml;
  VnGraphmlKey *keys;
  size_t n_keys;
  VnDraft *drafts[2];
  bool in_graph, directed;
  VnGraphmlKind at;    // what the data that come are of
  VnGraphmlKey *said;  // the key whose value is being read
  bool otherwise;      // that value is its default
  int depth;           // of the element that holds the value
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
  for (size_t k = 0; k < r->n_keys; k++) vn_graphml_key_free(&r->keys[k]);
  vn_free(r->keys);
  vn_draft_free(r->drafts[VN_OF_NODES]);
  vn_draft_free(r->drafts[VN_OF_EDGES]);
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

static VnGraphmlKind kind_of(const char *domain) {
  if (!domain || strcmp(domain, "all") == 0) return VN_OF_NEITHER;
  if (strcmp(domain, "node") == 0) return VN_OF_NODES;
  return strcmp(domain, "edge") == 0 ? VN_OF_EDGES : VN_OF_NEITHER;
}

static bool add_key(Reader *r, VnGraphmlKind kind, VnErr *err) {
  const char *id = needed(r, "id", err);
  if (!id) return false;
  VnGraphmlKey *keys = vn_resize(r->keys, r->n_keys + 1, sizeof *keys);
  if (!keys) return vn_fail_memory(err, DOING);
  r->keys = keys;
  VnGraphmlKey *key = &keys[r->n_keys++];
  *key = (VnGraphmlKey){.kind = kind, .id = vn_copy_text(id)};
  const char *name = vn_xml_attribute(r->xml, "attr.name");
  key->name = key->id ? vn_copy_text(name ? name : key->id) : NULL;
  key->type = vn_graphml_type(vn_xml_attribute(r->xml, "attr.type"));
  r->said = key, r->at = VN_OF_NEITHER;
  return key->name || vn_fail_memory(err, DOING);
}

static bool open_key(Reader *r, VnErr *err) {
  const char *domain = vn_xml_attribute(r->xml, "for");
  VnGraphmlKind kind = kind_of(domain);
  bool all = !domain || strcmp(domain, "all") == 0;
  if (r->in_graph || r->n_keys >= MOST_KEYS) {
    return vn_fail(err, "line %ld: a <key> %s", vn_xml_line(r->xml),
                   r->in_graph ? "behind the beginning of the graph"
                               : "too many");
  }
  if (all && !add_key(r, VN_OF_NODES, err)) return false;
  return add_key(r, all ? VN_OF_EDGES : kind, err);
}

static VnGraphmlKey *find_key(Reader *r, const char *id, VnGraphmlKind kind) {
  for (size_t k = 0; k < r->n_keys; k++) {
    VnGraphmlKey *key = &r->keys[k];
    if (key->kind == kind && strcmp(key->id, id) == 0) return key;
  }
  return NULL;
}


// ---- the graph ----

static VnDraft *draft_of(Reader *r, VnGraphmlKind kind, VnErr *err) {
  const char **labels = vn_alloc(r->n_keys + 2, sizeof *labels);
  size_t n = 0;
  if (!labels) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  if (kind == VN_OF_NODES) labels[n++] = "(id)";
  else labels[n++] = "(source)", labels[n++] = "(target)";
  size_t first = n;
  for (size_t k = 0; k < r->n_keys; k++) {
    if (r->keys[k].kind != kind) continue;
    r->keys[k].col = n;
    labels[n++] = r->keys[k].name;
  }
  VnNames *names = vn_names_new(
      labels, n, kind == VN_OF_NODES ? "a key for nodes," : "a key for edges,",
      err);
  VnDraft *draft = names ? vn_draft_new(names, err) : NULL;
  for (size_t c = 0; draft && c < first; c++) {
    vn_draft_declare(draft, c, VN_TEXT);
  }
  for (size_t k = 0; draft && k < r->n_keys; k++) {
    const VnGraphmlKey *key = &r->keys[k];
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
  return (r->drafts[VN_OF_NODES] = draft_of(r, VN_OF_NODES, err)) &&
         (r->drafts[VN_OF_EDGES] = draft_of(r, VN_OF_EDGES, err));
}

static bool put(Reader *r, VnGraphmlKind kind, size_t col, const char *name,
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

static bool open_one(Reader *r, VnGraphmlKind kind, VnErr *err) {
  if (!r->in_graph || r->at != VN_OF_NEITHER) {
    return vn_fail(err, "line %ld: a <%s> where none can be",
                   vn_xml_line(r->xml), vn_xml_name(r->xml));
  }
  r->at = kind;
  if (kind == VN_OF_NODES) return put(r, VN_OF_NODES, 0, "id", err);
  return check_way(r, err) && put(r, VN_OF_EDGES, 0, "source", err) &&
         put(r, VN_OF_EDGES, 1, "target", err);
}


// ---- values ----

// The node or edge is over: its row is filled.
static bool close_one(Reader *r, VnErr *err) {
  for (size_t k = 0; k < r->n_keys; k++) {
    VnGraphmlKey *key = &r->keys[k];
    if (key->kind != r->at) continue;
    if (!vn_graphml_put(key, r->drafts[key->kind], vn_xml_line(r->xml), err)) {
      return false;
    }
  }
  r->at = VN_OF_NEITHER;
  return true;
}

static bool open_data(Reader *r, VnErr *err) {
  const char *id = needed(r, "key", err);
  if (!id) return false;
  r->said = r->at == VN_OF_NEITHER ? NULL : find_key(r, id, r->at);
  if (!r->said && r->at != VN_OF_NEITHER) {
    return vn_fail(err, "line %ld: no key \"%.100s\" for %s",
                   vn_xml_line(r->xml), id,
                   r->at == VN_OF_NODES ? "nodes" : "edges");
  }
  r->otherwise = false;
  return true;
}

static void begin_text(Reader *r) {
  r->depth = vn_xml_depth(r->xml);
  r->text.n = 0;
}

static bool keep_text(Reader *r, VnErr *err) {
  VnGraphmlKey *key = r->said;
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
  if (strcmp(name, "node") == 0) return open_one(r, VN_OF_NODES, err);
  if (strcmp(name, "edge") == 0) return open_one(r, VN_OF_EDGES, err);
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
  return !one || r->at == VN_OF_NEITHER || close_one(r, err);
}

static bool say(Reader *r, VnErr *err) {
  if (!r->depth || vn_xml_depth(r->xml) != r->depth + 1) return true;
  const char *text = vn_xml_text(r->xml);
  return vn_bytes_put(&r->text, text, strlen(text)) ||
         vn_fail_memory(err, DOING);
}

static bool read_all(Reader *r, VnErr *err) {
  r->at = VN_OF_NEITHER;
  for (;;) {
    bool done = false;
    switch (vn_xml_next(r->xml, err)) {
      case VN_XML_OPENS: done = open_element(r, err); break;
      case VN_XML_CLOSES: done = close_element(r, err); break;
      case VN_XML_SAYS: done = say(r, err); break;
      case VN_XML_TELLS: done = true; break;
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
  bool done =
      r.xml && read_all(&r, err) &&
      (graph->nodes = vn_draft_finish(r.drafts[VN_OF_NODES], path, err)) &&
      (graph->edges = vn_draft_finish(r.drafts[VN_OF_EDGES], path, err));
  graph->directed = r.directed;
  reader_free(&r);
  if (done) return true;
  vn_frame_free(graph->nodes);
  *graph = (VnGraphml){0};
  return vn_fail_while(err, "reading %s", path);
}
