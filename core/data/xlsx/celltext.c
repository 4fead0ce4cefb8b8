#include "data/xlsx/celltext.h"

#include <string.h>
#include <utf8proc.h>

#include "data/gate.h"

static bool put(VnBytes *text, size_t start, const char *more, size_t n,
                VnErr *err) {
  if (text->n - start + n > VN_XML_TEXT) {
    return vn_fail(err, "the text of a cell is longer than 8 MiB");
  }
  return vn_bytes_put(text, more, n) ||
         vn_fail_memory(err, "reading a spreadsheet");
}

static bool close_text(VnBytes *text, VnErr *err) {
  return vn_bytes_put(text, "", 1) ||
         vn_fail_memory(err, "reading a spreadsheet");
}

// Elements that are open inside the text's own, from the outermost.
typedef struct {
  int depth;     // of the text's own element
  int phonetic;  // depth of the open <rPh>, or 0
  bool inside_t;
} Nest;

static void opens(VnXml *xml, Nest *nest) {
  const char *name = vn_xml_name(xml);
  nest->inside_t = strcmp(name, "t") == 0;
  if (!nest->phonetic && strcmp(name, "rPh") == 0) {
    nest->phonetic = vn_xml_depth(xml);
  }
}

// False when the text's own element has closed.
static bool closes(VnXml *xml, Nest *nest) {
  int depth = vn_xml_depth(xml);
  nest->inside_t = false;
  if (depth == nest->phonetic) nest->phonetic = 0;
  return depth > nest->depth;
}

static bool read_runs(VnXml *xml, VnBytes *text, VnErr *err) {
  size_t start = text->n;
  Nest nest = {vn_xml_depth(xml), 0, false};
  for (;;) {
    switch (vn_xml_next(xml, err)) {
      case VN_XML_OPENS: opens(xml, &nest); break;
      case VN_XML_CLOSES:
        if (closes(xml, &nest)) break;
        return true;
      case VN_XML_SAYS:
        if (nest.inside_t && !nest.phonetic) {
          const char *said = vn_xml_text(xml);
          if (!put(text, start, said, strlen(said), err)) return false;
        }
        break;
      case VN_XML_TELLS: break;
      case VN_XML_ENDS: return true;
      case VN_XML_FAILS: return false;
    }
  }
}

bool vn_celltext_read(VnXml *xml, VnBytes *text, VnErr *err) {
  size_t start = text->n;
  if (!read_runs(xml, text, err)) return false;
  vn_celltext_unescape(text, start);
  return close_text(text, err);
}

bool vn_celltext_plain(VnXml *xml, VnBytes *text, VnErr *err) {
  size_t start = text->n;
  int depth = vn_xml_depth(xml);
  for (;;) {
    VnXmlEvent event = vn_xml_next(xml, err);
    if (event == VN_XML_FAILS) return false;
    if (event == VN_XML_ENDS) break;
    if (event == VN_XML_CLOSES && vn_xml_depth(xml) <= depth) break;
    if (event != VN_XML_SAYS) continue;
    const char *said = vn_xml_text(xml);
    if (!put(text, start, said, strlen(said), err)) return false;
  }
  return close_text(text, err);
}

// The value of _xHHHH_ at this place, or 0.
static utf8proc_int32_t escaped(const char *text, size_t n) {
  utf8proc_int32_t letter = 0;
  if (n < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return 0;
  for (int i = 2; i < 6; i++) {
    const char *digits = "0123456789abcdef0123456789ABCDEF";
    const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
    if (!digit) return 0;
    letter = letter * 16 + (utf8proc_int32_t)((digit - digits) % 16);
  }
  return utf8proc_codepoint_valid(letter) ? letter : 0;
}

void vn_celltext_unescape(VnBytes *text, size_t start) {
  char *at = (char *)text->at;
  size_t to = start;
  if (text->n == start || !memchr(at + start, '_', text->n - start)) return;
  for (size_t from = start; from < text->n;) {
    utf8proc_int32_t letter = escaped(at + from, text->n - from);
    if (letter == 0) {
      at[to++] = at[from++];
    } else {
      to += (size_t)utf8proc_encode_char(letter, (utf8proc_uint8_t *)at + to);
      from += 7;
    }
  }
  text->n = to;
}
