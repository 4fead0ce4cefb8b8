#include "data/gate.h"

enum {
  IN_TEXT,
  AFTER_LESS,  // <
  AFTER_BANG,  // <!
  AFTER_DASH,  // <!-
  IN_TAG,
  IN_COMMENT,
  IN_CDATA,
  IN_INSTRUCTION
};

static bool refuse(VnErr *err, const VnGate *gate, const char *found) {
  return vn_fail(err, "line %zu %s", gate->n_lines + 1, found);
}

static void enter(VnGate *gate, int place) {
  gate->place = place;
  gate->last = 0;
  if (place == IN_TEXT || place == AFTER_LESS) gate->length = 0;
}

static bool end_tag(VnGate *gate, VnErr *err) {
  bool empty = (gate->last & 0xff) == '/';
  if (gate->closing) gate->depth--;
  else if (!empty) gate->depth++;
  enter(gate, IN_TEXT);
  if (gate->depth <= VN_XML_DEPTH) return true;
  return vn_fail(err, "line %zu nests deeper than %d levels", gate->n_lines + 1,
                 VN_XML_DEPTH);
}

static bool pass_tag(VnGate *gate, char c, VnErr *err) {
  if (gate->quote) {
    if (c == gate->quote) gate->quote = 0;
  } else if (c == '"' || c == '\'') {
    gate->quote = c;
    gate->n_attributes++;
  } else if (c == '>') {
    return end_tag(gate, err);
  }
  return true;
}

static void pass_less(VnGate *gate, char c) {
  gate->closing = c == '/';
  gate->quote = 0;
  gate->n_attributes = 0;
  enter(gate, c == '!' ? AFTER_BANG : c == '?' ? IN_INSTRUCTION : IN_TAG);
}

// "<!" opens a comment, a CDATA section or what is refused.
static bool pass_bang(VnGate *gate, char c, VnErr *err) {
  if (c != '-' && c != '[') {
    return refuse(err, gate,
                  "has a <!DOCTYPE or another declaration, which is refused "
                  "for safety; take it out");
  }
  enter(gate, c == '[' ? IN_CDATA : AFTER_DASH);
  return true;
}

static void pass_until(VnGate *gate, char c, uint32_t end, uint32_t mask) {
  uint32_t seen = gate->last << 8 | (unsigned char)c;
  if ((seen & mask) == end) enter(gate, IN_TEXT);
}

static bool pass(VnGate *gate, char c, VnErr *err) {
  switch (gate->place) {
    case IN_TEXT:
      if (c == '<') enter(gate, AFTER_LESS);
      return true;
    case AFTER_LESS: pass_less(gate, c); return true;
    case AFTER_BANG: return pass_bang(gate, c, err);
    case AFTER_DASH: enter(gate, IN_COMMENT); return true;
    case IN_TAG: return pass_tag(gate, c, err);
    case IN_COMMENT: pass_until(gate, c, 0x2d2d3e, 0xffffff); return true;
    case IN_CDATA: pass_until(gate, c, 0x5d5d3e, 0xffffff); return true;
    default: pass_until(gate, c, 0x3f3e, 0xffff); return true;
  }
}

static bool check_length(const VnGate *gate, VnErr *err) {
  if (gate->place == IN_TAG && gate->length > VN_XML_TAG) {
    return refuse(err, gate, "has a tag of more than 64 KiB");
  }
  if (gate->n_attributes > VN_XML_ATTRIBUTES) {
    return vn_fail(err, "line %zu has an element of more than %d attributes",
                   gate->n_lines + 1, VN_XML_ATTRIBUTES);
  }
  if (gate->length > VN_XML_TEXT) {
    return refuse(err, gate, "has a text or comment of more than 8 MiB");
  }
  return true;
}

bool vn_gate_pass(VnGate *gate, const char *bytes, size_t n, VnErr *err) {
  for (size_t i = 0; i < n; i++) {
    int place = gate->place;
    gate->length++;
    if (!pass(gate, bytes[i], err) || !check_length(gate, err)) return false;
    if (gate->place == place) {
      gate->last = gate->last << 8 | (unsigned char)bytes[i];
    }
    if (bytes[i] == '\n') gate->n_lines++;
    if (bytes[i] == '\0') return refuse(err, gate, "is not UTF-8 text");
  }
  return true;
}
