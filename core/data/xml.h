// XML from a stranger, read as a stream of elements and texts: no document
// type, no entities of its own, nothing fetched, depth and lengths capped.
#ifndef VN_XML_H
#define VN_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "data/err.h"

// Up to `size` bytes into `room`: how many, 0 at the end, -1: see err.
typedef ptrdiff_t VnXmlSource(void *from, char *room, size_t size, VnErr *err);

typedef struct VnXml VnXml;

typedef enum {
  VN_XML_OPENS,   // an element begins: its name and attributes can be asked
  VN_XML_CLOSES,  // an element ends, also an empty one
  VN_XML_SAYS,    // text inside an element, spaces too
  VN_XML_TELLS,   // <?name text?>: what one program leaves for itself
  VN_XML_ENDS,    // the document is over
  VN_XML_FAILS    // see err: the line and what is wrong there
} VnXmlEvent;

// Takes `from` over, and lets go of it with `close`, also when it fails.
// `what` names the document in sentences; NULL: it is the file itself.
VnXml *vn_xml_new(VnXmlSource *source, void *from, void (*close)(void *),
                  const char *what, VnErr *err);
void vn_xml_free(VnXml *xml);

VnXmlEvent vn_xml_next(VnXml *xml, VnErr *err);

// Of the present element: its name without prefix, its namespace or "", how many elements stand
// around it, the value of an attribute (named without prefix; NULL: it is not
// there). They live until the next event or question.
const char *vn_xml_name(const VnXml *xml);
const char *vn_xml_namespace(const VnXml *xml);
int vn_xml_depth(const VnXml *xml);
long vn_xml_line(const VnXml *xml);  // where it begins, up to 65535
const char *vn_xml_attribute(VnXml *xml, const char *name);

// Its next attribute without a prefix, *at being 0 at first; false: no more.
bool vn_xml_each(VnXml *xml, size_t *at, const char **name, const char **value);

// Of the present text, or of what a program left; whose name vn_xml_name says.
const char *vn_xml_text(const VnXml *xml);

#endif
