#include "data/coding.h"

#include "data/memory.h"

VnCoding *vn_coding_blank(void) {
  return vn_alloc(1, sizeof(VnCoding));
}

void vn_coding_free(VnCoding *c) {
  if (!c) return;
  vn_frame_free(c->units);
  vn_frame_free(c->sources);
  vn_frame_free(c->codes);
  vn_frame_free(c->coders);
  vn_frame_free(c->unlike);
  vn_names_free(c->code_names);
  vn_names_free(c->coder_names);
  vn_free(c->start);
  vn_free(c->code);
  vn_free(c->coder);
  vn_free(c->source);
  vn_free(c->origin);
  vn_free(c);
}
