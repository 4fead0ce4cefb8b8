#include "data/coding.h"

#include "data/memory.h"
#include "data/stop.h"

VnCoding *vn_coding_blank(void) {
  return vn_alloc(1, sizeof(VnCoding));
}

void vn_coding_free(VnCoding *c) {
  if (!c) return;
  vn_frame_free(c->units);
  vn_frame_free(c->sources);
  vn_frame_free(c->codes);
  vn_frame_free(c->coders);
  vn_names_free(c->code_names);
  vn_names_free(c->coder_names);
  vn_free(c->start);
  vn_free(c->code);
  vn_free(c->coder);
  vn_free(c->source);
  vn_free(c->origin);
  vn_free(c);
}

// Codings of one code stand together, so that a code is counted once.
static bool answers(const VnCoding *c, size_t unit, const VnCodeQuery *q) {
  size_t n_all = 0, n_any = 0, n_seen = 0;
  uint32_t before = VN_NOTHING;
  for (uint64_t k = c->start[unit]; k < c->start[unit + 1]; k++) {
    if (q->coder != VN_NOTHING && c->coder[k] != q->coder) continue;
    n_seen++;
    uint32_t code = c->code[k];
    if (code == VN_NOTHING || code == before) continue;
    if (q->none[code]) return false;
    n_all += q->all[code];
    n_any += q->any[code];
    before = code;
  }
  return n_all == q->n_all && (q->n_any == 0 || n_any > 0) &&
         (q->coder == VN_NOTHING || n_seen > 0);
}

uint32_t *vn_coding_find(const VnCoding *c, const VnCodeQuery *query,
                         size_t *n_found, VnErr *err) {
  uint32_t *found = vn_alloc(c->n_units, sizeof *found);
  *n_found = 0;
  if (!found) vn_fail_memory(err, "finding units");
  for (size_t u = 0; found && u < c->n_units; u++) {
    if ((u & VN_STOP_EVERY) == 0 && vn_stopped(err)) {
      vn_free(found);
      return NULL;
    }
    if (answers(c, u, query)) found[(*n_found)++] = (uint32_t)u;
  }
  return found;
}
