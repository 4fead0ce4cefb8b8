#include "data/coding.h"

#include "data/memory.h"
#include "data/stop.h"

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

static bool unit_has(const VnCoding *c, size_t unit, uint32_t code) {
  for (uint64_t k = c->start[unit]; k < c->start[unit + 1]; k++) {
    if (c->code[k] == code) return true;
  }
  return false;
}

uint32_t *vn_coding_with(const VnCoding *c, const uint32_t *codes, size_t n,
                         size_t *n_found, VnErr *err) {
  uint32_t *found = vn_alloc(c->n_units, sizeof *found);
  *n_found = 0;
  if (!found) vn_fail_memory(err, "finding units");
  for (size_t u = 0; found && u < c->n_units; u++) {
    size_t k = 0;
    if ((u & VN_STOP_EVERY) == 0 && vn_stopped(err)) {
      vn_free(found);
      return NULL;
    }
    while (k < n && unit_has(c, u, codes[k])) k++;
    if (k == n) found[(*n_found)++] = (uint32_t)u;
  }
  return found;
}
