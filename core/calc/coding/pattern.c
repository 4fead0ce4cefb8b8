#include "calc/coding/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include "data/memory.h"

#define DOING "looking for a pattern"
#define MOST_STEPS 1000000         // on one text: a tenth of a second or so
#define MOST_KIBIBYTES (64 << 10)  // of what it has to remember
#define JIT_STACK (32 << 10)
#define MOST_JIT_STACK (1 << 20)

struct VnPattern {
  char *text;
  pcre2_general_context *memory;
  pcre2_match_context *limits;
  pcre2_jit_stack *stack;
  pcre2_code *code;
  pcre2_match_data *match;
};

static void *give(size_t size, void *unused) {
  (void)unused;
  return vn_alloc(1, size);
}

static void take(void *room, void *unused) {
  (void)unused;
  vn_free(room);
}


// ---- making ----

static size_t letters_before(const char *text, size_t at) {
  size_t n = 0;
  for (size_t i = 0; i < at; i++) n += ((unsigned char)text[i] & 0xc0) != 0x80;
  return n;
}

static bool compile(VnPattern *p, bool with_case, VnErr *err) {
  int code;
  PCRE2_SIZE at;
  uint32_t how = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
                 PCRE2_NEVER_BACKSLASH_C | (with_case ? 0 : PCRE2_CASELESS);
  pcre2_compile_context *context = pcre2_compile_context_create(p->memory);
  if (!context) return vn_fail_memory(err, DOING);
  p->code = pcre2_compile((PCRE2_SPTR)p->text, PCRE2_ZERO_TERMINATED, how,
                          &code, &at, context);
  pcre2_compile_context_free(context);
  if (p->code) return true;
  if (code == PCRE2_ERROR_HEAP_FAILED) return vn_fail_memory(err, DOING);
  char why[256];
  pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof why);
  return vn_fail(err, "the pattern /%.200s/ is wrong at letter %zu: %s",
                 p->text, letters_before(p->text, at) + 1, why);
}

// Where the machine cannot have it compiled further, it is interpreted.
static bool prepare(VnPattern *p, VnErr *err) {
  p->match = pcre2_match_data_create_from_pattern(p->code, p->memory);
  p->limits = pcre2_match_context_create(p->memory);
  if (!p->match || !p->limits) return vn_fail_memory(err, DOING);
  pcre2_set_match_limit(p->limits, MOST_STEPS);
  pcre2_set_heap_limit(p->limits, MOST_KIBIBYTES);
  if (pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) != 0) return true;
  p->stack = pcre2_jit_stack_create(JIT_STACK, MOST_JIT_STACK, p->memory);
  if (!p->stack) return vn_fail_memory(err, DOING);
  pcre2_jit_stack_assign(p->limits, NULL, p->stack);
  return true;
}

VnPattern *vn_pattern_new(const char *text, bool with_case, VnErr *err) {
  VnPattern *p = vn_alloc(1, sizeof *p);
  bool room = p && (p->text = vn_copy_text(text)) &&
              (p->memory = pcre2_general_context_create(give, take, NULL));
  if (!room) vn_fail_memory(err, DOING);
  if (room && compile(p, with_case, err) && prepare(p, err)) return p;
  vn_pattern_free(p);
  return NULL;
}

void vn_pattern_free(VnPattern *p) {
  if (!p) return;
  pcre2_match_data_free(p->match);
  pcre2_match_context_free(p->limits);
  pcre2_jit_stack_free(p->stack);
  pcre2_code_free(p->code);
  pcre2_general_context_free(p->memory);
  vn_free(p->text);
  vn_free(p);
}


// ---- looking ----

static bool fail_match(const VnPattern *p, int code, VnErr *err) {
  if (code == PCRE2_ERROR_NOMEMORY) return vn_fail_memory(err, DOING);
  if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_HEAPLIMIT ||
      code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_JIT_STACKLIMIT) {
    return vn_fail(err,
                   "the pattern /%.200s/ would try too many ways; say how long "
                   "its repeated parts may be, as in {1,20}, and do not repeat "
                   "what is itself repeated",
                   p->text);
  }
  char why[256];
  pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof why);
  return vn_fail(err, "the pattern /%.200s/ failed: %s", p->text, why);
}

bool vn_pattern_next(VnPattern *p, const char *text, size_t n, size_t *from,
                     size_t *to, bool *found, VnErr *err) {
  int code = pcre2_match(p->code, (PCRE2_SPTR)text, n, *to, PCRE2_NOTEMPTY,
                         p->match, p->limits);
  *found = code >= 0;
  if (code < 0) return code == PCRE2_ERROR_NOMATCH || fail_match(p, code, err);
  const PCRE2_SIZE *places = pcre2_get_ovector_pointer(p->match);
  *from = places[0];  // \K may set it behind the end
  *to = places[1];
  if (*from < *to) return true;
  *found = false;
  return true;
}
