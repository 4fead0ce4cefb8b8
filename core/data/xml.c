#include "data/xml.h"

#include <libxml/xmlreader.h>
#include <stdio.h>
#include <string.h>

#include "data/gate.h"
#include "data/memory.h"

struct VnXml {
  VnXmlSource *source;
  void *from;
  void (*close)(void *);
  char *what;
  VnGate gate;
  xmlTextReader *reader;
  bool failed;       // `trouble` says why
  bool closes_next;  // an empty element has opened
  VnErr trouble;
  xmlChar *composed;  // an attribute's value that had to be put together
};

// Puts the document in front of a sentence that begins with its line.
static void say_where(VnXml *xml) {
  if (xml->what && xml->trouble.kind == VN_WRONG) {
    vn_fail_while(&xml->trouble, "in \"%.200s\"", xml->what);
  }
}

// libxml2 asks for the next bytes here.
static int read_through_gate(void *context, char *room, int size) {
  VnXml *xml = context;
  if (xml->failed) return -1;
  ptrdiff_t n = xml->source(xml->from, room, (size_t)size, &xml->trouble);
  if (n >= 0) {
    if (vn_gate_pass(&xml->gate, room, (size_t)n, &xml->trouble)) return (int)n;
    say_where(xml);
  }
  xml->failed = true;
  return -1;
}

// The first line of a message of libxml2, control characters left out.
static void copy_message(char *copy, size_t size, const char *message) {
  size_t n = 0;
  for (; *message && *message != '\n' && n + 1 < size; message++) {
    if ((unsigned char)*message >= ' ') copy[n++] = *message;
  }
  copy[n] = '\0';
}

static void note_error(void *context, xmlError *error) {
  VnXml *xml = context;
  char message[200];
  if (xml->failed || error->level != XML_ERR_FATAL) return;
  xml->failed = true;
  if (error->code == XML_ERR_NO_MEMORY) {
    vn_fail_memory(&xml->trouble, "reading XML");
    return;
  }
  // Also where there is no more content at all, libxml2 speaks of extra content.
  const char *said = error->code == XML_ERR_DOCUMENT_END
                         ? "it ends there, or goes on as something else"
                         : error->message;
  copy_message(message, sizeof message, said ? said : "");
  vn_fail(&xml->trouble, "line %d is not well-formed XML: %s", error->line,
          message);
  say_where(xml);
}

// The encoding is not the document's choice: some encodings would hide a
// declaration from the gate.
static bool open_reader(VnXml *xml) {
  xml->reader = xmlReaderForIO(read_through_gate, NULL, xml, NULL, "UTF-8",
                               XML_PARSE_NONET | XML_PARSE_NOCDATA |
                                   XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
  if (!xml->reader) return false;
  xmlTextReaderSetStructuredErrorHandler(xml->reader, note_error, xml);
  return true;
}

VnXml *vn_xml_new(VnXmlSource *source, void *from, void (*close)(void *),
                  const char *what, VnErr *err) {
  VnXml *xml = vn_alloc(1, sizeof *xml);
  if (!xml) {
    close(from);
    vn_fail_memory(err, "reading XML");
    return NULL;
  }
  xml->source = source, xml->from = from, xml->close = close;
  xml->what = what ? vn_copy_text(what) : NULL;
  if ((xml->what || !what) && open_reader(xml)) return xml;
  if (xml->failed) *err = xml->trouble;
  else vn_fail_memory(err, "reading XML");
  vn_xml_free(xml);
  return NULL;
}

void vn_xml_free(VnXml *xml) {
  if (!xml) return;
  xmlFreeTextReader(xml->reader);
  xml->close(xml->from);
  xmlFree(xml->composed);
  vn_free(xml->what);
  vn_free(xml);
}

static VnXmlEvent fail(VnXml *xml, VnErr *err) {
  if (!xml->failed) {
    vn_fail(&xml->trouble, "it is not well-formed XML");
    say_where(xml);
  }
  xml->failed = true;
  *err = xml->trouble;
  return VN_XML_FAILS;
}

VnXmlEvent vn_xml_next(VnXml *xml, VnErr *err) {
  if (xml->closes_next) {
    xml->closes_next = false;
    return VN_XML_CLOSES;
  }
  for (;;) {
    int read = xmlTextReaderRead(xml->reader);
    if (read < 0 || xml->failed) return fail(xml, err);
    if (read == 0) return VN_XML_ENDS;
    switch (xmlTextReaderNodeType(xml->reader)) {
      case XML_READER_TYPE_ELEMENT:
        xml->closes_next = xmlTextReaderIsEmptyElement(xml->reader) == 1;
        return VN_XML_OPENS;
      case XML_READER_TYPE_END_ELEMENT: return VN_XML_CLOSES;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return VN_XML_SAYS;
      case XML_READER_TYPE_PROCESSING_INSTRUCTION: return VN_XML_TELLS;
      default: break;
    }
  }
}

const char *vn_xml_name(const VnXml *xml) {
  return (const char *)xmlTextReaderConstLocalName(xml->reader);
}

const char *vn_xml_namespace(const VnXml *xml) {
  const xmlChar *uri = xmlTextReaderConstNamespaceUri(xml->reader);
  return uri ? (const char *)uri : "";
}

int vn_xml_depth(const VnXml *xml) {
  return xmlTextReaderDepth(xml->reader);
}

long vn_xml_line(const VnXml *xml) {
  return xmlGetLineNo(xmlTextReaderCurrentNode(xml->reader));
}

const char *vn_xml_text(const VnXml *xml) {
  return (const char *)xmlTextReaderConstValue(xml->reader);
}

static const char *value_of(VnXml *xml, const xmlAttr *a) {
  if (!a->children) return "";
  if (!a->children->next) return (const char *)a->children->content;
  xmlFree(xml->composed);
  xml->composed = xmlNodeListGetString(a->doc, a->children, 1);
  return (const char *)xml->composed;
}

// Straight from the node: the reader's own question copies every value.
const char *vn_xml_attribute(VnXml *xml, const char *name) {
  xmlNode *node = xmlTextReaderCurrentNode(xml->reader);
  for (xmlAttr *a = node->properties; a; a = a->next) {
    if (strcmp((const char *)a->name, name) == 0) return value_of(xml, a);
  }
  return NULL;
}

bool vn_xml_each(VnXml *xml, size_t *at, const char **name,
                 const char **value) {
  size_t i = 0;
  xmlAttr *a = xmlTextReaderCurrentNode(xml->reader)->properties;
  for (; a; a = a->next, i++) {
    if (i < *at || a->ns) continue;
    *at = i + 1;
    *name = (const char *)a->name;
    *value = value_of(xml, a);
    return true;
  }
  return false;
}
