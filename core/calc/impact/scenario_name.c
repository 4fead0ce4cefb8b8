#include "calc/impact/scenario_name.h"

#include <stdio.h>
#include <string.h>

#include "data/hash.h"
#include "data/memory.h"
#include "data/stop.h"

#define DOING "naming scenarios"
#define LETTERS 8
#define MOST_NAMED 3
#define ROOM 1024


// ---- a column of texts ----

typedef struct {
  const VnBalance *balance;
  const uint8_t *variant;
  size_t n;
  uint64_t *hash;   // of each variant's label
  size_t *holders;  // scenarios that hold it
  bool *shared;     // another descriptor has a variant of that name
} Naming;

// Writes the text of scenario s, which has room for ROOM.
typedef void Writer(const Naming *naming, const uint8_t *scenario, char *text);

static bool write_all(const Naming *naming, Writer *write,
                      VnDictBuilder *builder, int32_t *codes, VnErr *err) {
  char text[ROOM];
  for (size_t s = 0; s < naming->n; s++) {
    if ((s & VN_STOP_EVERY) == 0 && vn_stopped(err)) return false;
    write(naming, naming->variant + s * naming->balance->n, text);
    codes[s] = vn_dict_builder_add(builder, text, strlen(text));
    if (codes[s] < 0) return vn_fail_memory(err, DOING);
  }
  return true;
}

static VnColumn *written(const Naming *naming, Writer *write, VnErr *err) {
  VnColumn *column = vn_column_new(VN_TEXT, naming->n);
  VnDictBuilder *builder = vn_dict_builder_new();
  bool done = false;
  if (!column || !builder) {
    vn_fail_memory(err, DOING);
  } else if (write_all(naming, write, builder, column->text, err) &&
             vn_dict_builder_sort(builder, err)) {
    column->dict = vn_dict_builder_finish(builder, column->text, naming->n);
    done = column->dict || vn_fail_memory(err, DOING);
  }
  vn_dict_builder_free(builder);
  if (done) return column;
  vn_column_free(column);
  return NULL;
}


// ---- ids ----

static void write_id(const Naming *naming, const uint8_t *scenario,
                     char *text) {
  static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
  uint64_t sum = 0;
  for (size_t i = 0; i < naming->balance->n; i++)
    sum += naming->hash[naming->balance->first[i] + scenario[i]];
  sum = vn_hash_stir(sum);
  for (size_t c = 0; c < LETTERS; c++, sum >>= 5) text[c] = digits[sum & 31];
  text[LETTERS] = '\0';
}

VnColumn *vn_scenario_ids(const VnBalance *b, const uint8_t *variant, size_t n,
                          VnErr *err) {
  Naming naming = {.balance = b,
                   .variant = variant,
                   .n = n,
                   .hash = vn_alloc(b->n_variants, sizeof(uint64_t))};
  if (!naming.hash) {
    vn_fail_memory(err, DOING);
    return NULL;
  }
  for (size_t k = 0; k < b->n_variants; k++)
    naming.hash[k] = vn_hash_stir(
        vn_hash_text(VN_HASH_START, vn_names_at(b->impact->labels, k)));
  VnColumn *column = written(&naming, write_id, err);
  vn_free(naming.hash);
  return column;
}


// ---- labels ----

// The variant named next: held by the fewest scenarios, the first of several,
// and not by all of them (unless `any`); SIZE_MAX: there is none.
static size_t rarest(const Naming *naming, const uint8_t *scenario,
                     const bool *named, bool any) {
  const VnBalance *b = naming->balance;
  size_t best = SIZE_MAX, least = any ? SIZE_MAX : naming->n;
  for (size_t i = 0; i < b->n; i++) {
    size_t holders = naming->holders[b->first[i] + scenario[i]];
    if (!named[i] && holders < least) best = i, least = holders;
  }
  return best;
}

static void add_name(const Naming *naming, size_t i, size_t place, char *text) {
  const VnImpact *x = naming->balance->impact;
  size_t used = strlen(text);
  bool whole = naming->shared[place];
  snprintf(text + used, ROOM - used, "%s%s%s%s", used > 0 ? ", " : "",
           whole ? vn_names_at(x->descriptors, i) : "", whole ? " " : "",
           vn_impact_variant(x, place));
}

static void write_label(const Naming *naming, const uint8_t *scenario,
                        char *text) {
  const VnBalance *b = naming->balance;
  bool *named = naming->shared + b->n_variants;
  memset(named, 0, b->n * sizeof *named);
  bool like_all = rarest(naming, scenario, named, false) == SIZE_MAX;
  for (size_t k = 0; k < MOST_NAMED; k++) {
    size_t i = rarest(naming, scenario, named, like_all);
    if (i == SIZE_MAX) break;
    named[i] = true;
  }
  text[0] = '\0';
  for (size_t i = 0; i < b->n; i++) {
    if (named[i]) add_name(naming, i, b->first[i] + scenario[i], text);
  }
}

static void find_shared(Naming *naming) {
  const VnImpact *x = naming->balance->impact;
  for (size_t k = 0; k < x->n_variants; k++) {
    for (size_t l = 0; l < k; l++) {
      if (strcmp(vn_impact_variant(x, k), vn_impact_variant(x, l)) == 0)
        naming->shared[k] = naming->shared[l] = true;
    }
  }
}

VnColumn *vn_scenario_labels(const VnBalance *b, const uint8_t *variant,
                             size_t n, VnErr *err) {
  Naming naming = {.balance = b,
                   .variant = variant,
                   .n = n,
                   .holders = vn_alloc(b->n_variants, sizeof(size_t)),
                   .shared = vn_alloc(b->n_variants + b->n, sizeof(bool))};
  VnColumn *column = NULL;
  if (naming.holders && naming.shared) {
    find_shared(&naming);
    for (size_t s = 0; s < n; s++) {
      for (size_t i = 0; i < b->n; i++)
        naming.holders[b->first[i] + variant[s * b->n + i]]++;
    }
    column = written(&naming, write_label, err);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(naming.holders);
  vn_free(naming.shared);
  return column;
}
