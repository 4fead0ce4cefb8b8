// What a GraphML file may say of its nodes or edges: a key with a type, and
// the values it has.
#ifndef VN_GRAPHML_KEY_H
#define VN_GRAPHML_KEY_H

#include "data/draft.h"

typedef enum { VN_OF_NODES, VN_OF_EDGES, VN_OF_NEITHER } VnGraphmlKind;

typedef struct {
  char *id, *name;
  VnGraphmlKind kind;
  VnType type;
  size_t col;
  char *otherwise;  // where a node or edge says nothing, or NULL
  char *value;      // of the node or edge at hand, or NULL
} VnGraphmlKey;

void vn_graphml_key_free(VnGraphmlKey *key);

// What attr.type promises; NULL: text.
VnType vn_graphml_type(const char *type);

// Puts the value of the node or edge at hand, which began at that line, and
// forgets it.
bool vn_graphml_put(VnGraphmlKey *key, VnDraft *draft, long line, VnErr *err);

#endif
