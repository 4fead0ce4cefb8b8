#include "data/tree.h"

#include <stdio.h>
#include <string.h>

#include "data/matrix/frame.h"
#include "data/memory.h"

#define DOING "making a tree"

VnTree *vn_tree_new(VnNames *leaves, const char *method, VnErr *err) {
  VnTree *tree = vn_alloc(1, sizeof *tree);
  VnMerge *merges = vn_alloc(vn_names_count(leaves), sizeof *merges);
  if (tree && merges) {
    *tree = (VnTree){.leaves = vn_names_share(leaves),
                     .n = vn_names_count(leaves),
                     .merges = merges,
                     .method = method};
    return tree;
  }
  vn_free(tree);
  vn_free(merges);
  vn_fail_memory(err, DOING);
  return NULL;
}

void vn_tree_free(VnTree *tree) {
  if (!tree) return;
  vn_names_free(tree->leaves);
  vn_free(tree->merges);
  vn_free(tree->title);
  vn_free(tree->source);
  vn_free(tree);
}

static size_t count_merges(const VnTree *tree) {
  return tree->n > 0 ? tree->n - 1 : 0;
}


// ---- the merges, as a frame ----

static int32_t code_group(const VnTree *tree, size_t group,
                          VnDictBuilder *builder) {
  char step[24];
  snprintf(step, sizeof step, "#%zu", group - tree->n + 1);
  const char *name = group < tree->n ? vn_names_at(tree->leaves, group) : step;
  return vn_dict_builder_add(builder, name, strlen(name));
}

static bool code_groups(const VnTree *tree, bool second, VnColumn *column,
                        VnDictBuilder *builder) {
  for (size_t k = 0; k < column->n; k++) {
    const VnMerge *merge = &tree->merges[k];
    column->text[k] = code_group(tree, second ? merge->b : merge->a, builder);
    if (column->text[k] < 0) return false;
  }
  column->dict = vn_dict_builder_finish(builder, column->text, column->n);
  return column->dict != NULL;
}

static VnColumn *group_column(const VnTree *tree, bool second) {
  VnColumn *column = vn_column_new(VN_TEXT, count_merges(tree));
  VnDictBuilder *builder = vn_dict_builder_new();
  bool done = column && builder && code_groups(tree, second, column, builder);
  vn_dict_builder_free(builder);
  if (done) return column;
  vn_column_free(column);
  return NULL;
}

static bool fill_merges(VnFrame *frame, const VnTree *tree) {
  size_t n = count_merges(tree);
  VnColumn *step = frame->columns[0] = vn_column_new(VN_INTEGER, n);
  frame->columns[1] = group_column(tree, false);
  frame->columns[2] = group_column(tree, true);
  VnColumn *height = frame->columns[3] = vn_column_new(VN_NUMBER, n);
  VnColumn *size = frame->columns[4] = vn_column_new(VN_INTEGER, n);
  if (!step || !frame->columns[1] || !frame->columns[2] || !height || !size) {
    return false;
  }
  for (size_t k = 0; k < n; k++) {
    step->integer[k] = (int64_t)k + 1;
    height->number[k] = tree->merges[k].height;
    size->integer[k] = (int64_t)tree->merges[k].size;
  }
  return true;
}

VnFrame *vn_tree_merges(const VnTree *tree, VnErr *err) {
  static const char *const labels[] = {"step", "a", "b", "height", "size"};
  VnNames *names = vn_names_new(labels, 5, "column", err);
  if (!names) return NULL;
  VnFrame *frame = vn_frame_blank(names, count_merges(tree), tree->source, err);
  if (!frame) return NULL;
  if (fill_merges(frame, tree)) return frame;
  vn_frame_free(frame);
  vn_fail_memory(err, DOING);
  return NULL;
}


// ---- the order of the leaves ----

// Depth first, a before b; the stack never holds more than one group for each
// level, so n are enough.
static void walk(const VnTree *tree, size_t *stack, const char **labels) {
  size_t high = 0, n = 0;
  if (tree->n > 0) stack[high++] = tree->n + count_merges(tree) - 1;
  while (high > 0) {
    size_t group = stack[--high];
    if (group < tree->n) {
      labels[n++] = vn_names_at(tree->leaves, group);
      continue;
    }
    stack[high++] = tree->merges[group - tree->n].b;
    stack[high++] = tree->merges[group - tree->n].a;
  }
}

VnNames *vn_tree_order(const VnTree *tree, VnErr *err) {
  const char **labels = vn_alloc(tree->n, sizeof *labels);
  size_t *stack = vn_alloc(tree->n + 1, sizeof *stack);
  VnNames *order = NULL;
  if (labels && stack) {
    walk(tree, stack, labels);
    order = vn_names_new(labels, tree->n, "leaf", err);
  } else {
    vn_fail_memory(err, DOING);
  }
  vn_free(labels);
  vn_free(stack);
  return order;
}


// ---- cutting ----

// From the last kept merge down, each group tells its two parts where they
// belong; then the groups are numbered as their first leaves come. `top` and
// `number` have room for every group.
static void number_groups(const VnTree *tree, size_t n_groups, size_t *top,
                          int64_t *number, int64_t *of_leaf) {
  size_t kept = tree->n - n_groups;
  for (size_t group = 0; group < tree->n + kept; group++) top[group] = group;
  for (size_t k = kept; k-- > 0;) {
    top[tree->merges[k].a] = top[tree->merges[k].b] = top[tree->n + k];
  }
  int64_t n = 0;
  for (size_t leaf = 0; leaf < tree->n; leaf++) {
    int64_t *mine = &number[top[leaf]];
    if (*mine == 0) *mine = ++n;
    of_leaf[leaf] = *mine;
  }
}

static VnColumn *number_column(const VnTree *tree, size_t n_groups) {
  VnColumn *column = vn_column_new(VN_INTEGER, tree->n);
  size_t *top = vn_alloc(2 * tree->n, sizeof *top);
  int64_t *number = vn_alloc(2 * tree->n, sizeof *number);
  bool done = column && top && number;
  if (done) number_groups(tree, n_groups, top, number, column->integer);
  vn_free(top);
  vn_free(number);
  if (done) return column;
  vn_column_free(column);
  return NULL;
}

VnFrame *vn_tree_cut(const VnTree *tree, size_t n_groups, VnErr *err) {
  if (n_groups < 1 || n_groups > tree->n) {
    vn_fail(err, "%zu leaves fall into 1 to %zu groups, not %zu", tree->n,
            tree->n, n_groups);
    return NULL;
  }
  const char *labels[] = {tree->title ? tree->title : "leaf", "group"};
  VnNames *names = vn_names_new(labels, 2, "column", err);
  if (!names) return NULL;
  VnFrame *frame = vn_frame_blank(names, tree->n, tree->source, err);
  if (!frame) return NULL;
  frame->columns[0] = vn_column_of_names(tree->leaves);
  frame->columns[1] = number_column(tree, n_groups);
  if (frame->columns[0] && frame->columns[1]) return frame;
  vn_frame_free(frame);
  vn_fail_memory(err, DOING);
  return NULL;
}
