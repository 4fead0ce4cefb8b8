#include "data/bundle.h"

// VN_BUNDLE names the file, as the Makefile says; its bytes are taken in as
// they are, and nothing here asks for a stack that can be executed.
__asm__(".pushsection .rodata\n"
        "vn_bundle_from:\n"
        ".incbin \"" VN_BUNDLE "\"\n"
        "vn_bundle_to:\n"
        ".byte 0\n"
        ".popsection\n"
        ".pushsection .note.GNU-stack,\"\",%progbits\n"
        ".popsection\n");

extern const char from[] __asm__("vn_bundle_from")
    __attribute__((visibility("hidden")));
extern const char to[] __asm__("vn_bundle_to")
    __attribute__((visibility("hidden")));

const char *vn_bundle(size_t *n) {
  *n = (size_t)(to - from);
  return from;
}
