#include "data/xlsx/workbook.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/xlsx/celltext.h"
#include "data/list.h"
#include "data/memory.h"
#include "data/near.h"

#define PATH_SIZE 1024
#define MOST_SHEETS 4096
#define FORMAT_IDS 65536

static bool no_memory(VnErr *err) {
  return vn_fail_memory(err, "reading a spreadsheet");
}


// ---- parts and their relationships ----

// What is done with each element as it opens.
typedef bool Visit(void *context, VnXml *xml, VnErr *err);

static bool visit_part(VnArchive *archive, int64_t entry, Visit *visit,
                       void *context, VnErr *err) {
  VnXml *xml = vn_archive_xml(archive, entry, err);
  if (!xml) return false;
  VnXmlEvent event;
  do {
    event = vn_xml_next(xml, err);
    if (event == VN_XML_OPENS && !visit(context, xml, err)) {
      event = VN_XML_FAILS;
    }
  } while (event != VN_XML_ENDS && event != VN_XML_FAILS);
  vn_xml_free(xml);
  return event == VN_XML_ENDS;
}

static size_t folder_length(const char *part) {
  const char *slash = strrchr(part, '/');
  return slash ? (size_t)(slash - part) + 1 : 0;
}

// Appends one step of a path; ".." takes the last one away.
static bool step(char path[PATH_SIZE], const char *name, size_t n) {
  size_t length = strlen(path);
  if (n == 0 || (n == 1 && name[0] == '.')) return true;
  if (n == 2 && name[0] == '.' && name[1] == '.') {
    char *slash = strrchr(path, '/');
    *(slash ? slash : path) = '\0';
    return true;
  }
  if (length + n + 2 > PATH_SIZE) return false;
  if (length > 0) path[length++] = '/';
  memcpy(path + length, name, n);
  path[length + n] = '\0';
  return true;
}

static bool walk(char path[PATH_SIZE], const char *steps, size_t n) {
  for (size_t from = 0; from < n;) {
    size_t length = strcspn(steps + from, "/");
    if (length > n - from) length = n - from;
    if (!step(path, steps + from, length)) return false;
    from += length + 1;
  }
  return true;
}

// The part that a target, written in `part`, means.
static bool resolve(const char *part, const char *target,
                    char path[PATH_SIZE]) {
  path[0] = '\0';
  if (target[0] != '/' && !walk(path, part, folder_length(part))) return false;
  return walk(path, target, strlen(target));
}

static void relationships_of(const char *part, char path[PATH_SIZE]) {
  int folder = (int)folder_length(part);
  snprintf(path, PATH_SIZE, "%.*s_rels/%s.rels", folder, part, part + folder);
}

static const char *last_step(const char *path) {
  const char *slash = path ? strrchr(path, '/') : NULL;
  return slash ? slash + 1 : "";
}


// ---- the main part ----

static bool visit_root(void *context, VnXml *xml, VnErr *err) {
  char *path = context;
  (void)err;
  const char *type = vn_xml_attribute(xml, "Type");
  if (strcmp(last_step(type), "officeDocument") != 0) return true;
  const char *target = vn_xml_attribute(xml, "Target");
  if (!target || !resolve("", target, path)) path[0] = '\0';
  return true;
}

// The name of the workbook's own part, usually "xl/workbook.xml".
static bool find_main(VnArchive *archive, char path[PATH_SIZE], VnErr *err) {
  int64_t root = vn_archive_find(archive, "_rels/.rels");
  path[0] = '\0';
  if (root < 0 && vn_archive_find(archive, "mimetype") >= 0) {
    return vn_fail(err, "it is an OpenDocument file; save it as .xlsx in a "
                        "spreadsheet program");
  }
  if (root >= 0 && !visit_part(archive, root, visit_root, path, err)) {
    return false;
  }
  if (*path) return true;
  return vn_fail(err, "it is a zip archive but no spreadsheet");
}


// ---- sheets ----

typedef struct {
  VnWorkbook *workbook;
  const char *main;
  int64_t texts, styles;  // entries, or -1
} Plan;

static bool add_sheet(VnWorkbook *w, VnXml *xml, VnErr *err) {
  if (w->n_sheets == MOST_SHEETS) {
    return vn_fail(err, "it has more than %d sheets", MOST_SHEETS);
  }
  VnSheetEntry *sheets = vn_resize(w->sheets, w->n_sheets + 1, sizeof *sheets);
  if (!sheets) return no_memory(err);
  w->sheets = sheets;
  VnSheetEntry *sheet = &sheets[w->n_sheets++];
  const char *name = vn_xml_attribute(xml, "name");
  sheet->name = vn_copy_text(name ? name : "");
  const char *id = vn_xml_attribute(xml, "id");
  sheet->id = vn_copy_text(id ? id : "");
  sheet->entry = -1;
  return (sheet->name && sheet->id) || no_memory(err);
}

static bool is_true(const char *value) {
  return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static bool visit_workbook(void *context, VnXml *xml, VnErr *err) {
  VnWorkbook *w = ((Plan *)context)->workbook;
  const char *name = vn_xml_name(xml);
  int depth = vn_xml_depth(xml);
  if (depth == 0 && strcmp(name, "workbook") != 0) {
    return vn_fail(err, "it is no spreadsheet: \"%.100s\" holds a \"%.100s\"",
                   ((Plan *)context)->main, name);
  }
  if (depth == 1 && strcmp(name, "workbookPr") == 0) {
    w->from_1904 = is_true(vn_xml_attribute(xml, "date1904"));
  }
  if (depth == 2 && strcmp(name, "sheet") == 0) return add_sheet(w, xml, err);
  return true;
}

static bool visit_relationship(void *context, VnXml *xml, VnErr *err) {
  Plan *plan = context;
  char type[32], path[PATH_SIZE];
  (void)err;
  const char *value = vn_xml_attribute(xml, "Type");
  snprintf(type, sizeof type, "%s", last_step(value));
  value = vn_xml_attribute(xml, "Target");
  if (!value || !resolve(plan->main, value, path)) return true;
  int64_t entry = vn_archive_find(plan->workbook->archive, path);
  if (strcmp(type, "sharedStrings") == 0) plan->texts = entry;
  if (strcmp(type, "styles") == 0) plan->styles = entry;
  if (strcmp(type, "worksheet") != 0) return true;
  value = vn_xml_attribute(xml, "Id");
  for (size_t i = 0; value && i < plan->workbook->n_sheets; i++) {
    VnSheetEntry *sheet = &plan->workbook->sheets[i];
    if (strcmp(sheet->id, value) == 0) sheet->entry = entry;
  }
  return true;
}

static bool read_plan(Plan *plan, VnErr *err) {
  VnArchive *archive = plan->workbook->archive;
  char path[PATH_SIZE + 16];
  size_t n = strlen(plan->main);
  if (n > 4 && strcmp(plan->main + n - 4, ".bin") == 0) {
    return vn_fail(err, "it is a binary workbook; save it as .xlsx in a "
                        "spreadsheet program");
  }
  int64_t entry = vn_archive_find(archive, plan->main);
  if (entry < 0) {
    return vn_fail(err, "its part \"%.200s\" is missing", plan->main);
  }
  if (!visit_part(archive, entry, visit_workbook, plan, err)) return false;
  relationships_of(plan->main, path);
  entry = vn_archive_find(archive, path);
  if (entry < 0) return vn_fail(err, "its part \"%.200s\" is missing", path);
  return visit_part(archive, entry, visit_relationship, plan, err);
}


// ---- styles ----

typedef struct {
  VnWorkbook *workbook;
  bool of_cells;                  // inside <cellXfs>
  uint8_t shows[FORMAT_IDS + 1];  // of each format id; the last: of no known
} Styles;

static long format_id(const char *text) {
  long id = text ? strtol(text, NULL, 10) : 0;
  return id >= 0 && id < FORMAT_IDS ? id : FORMAT_IDS;
}

static bool add_style(VnWorkbook *w, uint8_t shows, VnErr *err) {
  size_t n = w->n_styles;
  if ((n & (n - 1)) == 0) {
    uint8_t *more = vn_resize(w->shows, n ? 2 * n : 1, 1);
    if (!more) return no_memory(err);
    w->shows = more;
  }
  w->shows[w->n_styles++] = shows;
  return true;
}

static bool visit_style(void *context, VnXml *xml, VnErr *err) {
  Styles *styles = context;
  const char *name = vn_xml_name(xml);
  if (vn_xml_depth(xml) == 1) styles->of_cells = strcmp(name, "cellXfs") == 0;
  if (vn_xml_depth(xml) != 2) return true;
  if (strcmp(name, "numFmt") == 0) {
    long id = format_id(vn_xml_attribute(xml, "numFmtId"));
    const char *code = vn_xml_attribute(xml, "formatCode");
    styles->shows[id] = (uint8_t)vn_numfmt_parse(code ? code : "");
  } else if (styles->of_cells && strcmp(name, "xf") == 0) {
    long id = format_id(vn_xml_attribute(xml, "numFmtId"));
    return add_style(styles->workbook, styles->shows[id], err);
  }
  return true;
}

static bool read_styles(VnWorkbook *w, int64_t entry, VnErr *err) {
  Styles *styles = vn_alloc(1, sizeof *styles);
  if (!styles) return no_memory(err);
  styles->workbook = w;
  for (long id = 0; id < 164; id++) {
    styles->shows[id] = (uint8_t)vn_numfmt_builtin(id);
  }
  bool read = visit_part(w->archive, entry, visit_style, styles, err);
  vn_free(styles);
  return read;
}


// ---- shared texts ----

static bool visit_text(void *context, VnXml *xml, VnErr *err) {
  VnWorkbook *w = context;
  if (vn_xml_depth(xml) != 1 || strcmp(vn_xml_name(xml), "si") != 0) {
    return true;
  }
  size_t start = w->texts.n;
  if (!vn_bytes_put(&w->starts, &start, sizeof start)) return no_memory(err);
  w->n_texts++;
  return vn_celltext_read(xml, &w->texts, err);
}

const char *vn_workbook_text(const VnWorkbook *w, size_t i) {
  size_t start;
  memcpy(&start, w->starts.at + i * sizeof start, sizeof start);
  return (const char *)w->texts.at + start;
}


// ---- the workbook ----

static bool read_all(VnWorkbook *w, VnErr *err) {
  char part[PATH_SIZE];
  if (!find_main(w->archive, part, err)) return false;
  Plan plan = {w, part, -1, -1};
  if (!read_plan(&plan, err)) return false;
  if (plan.styles >= 0 && !read_styles(w, plan.styles, err)) return false;
  return plan.texts < 0 ||
         visit_part(w->archive, plan.texts, visit_text, w, err);
}

VnWorkbook *vn_workbook_open(const char *path, VnErr *err) {
  VnWorkbook *w = vn_alloc(1, sizeof *w);
  if (!w) {
    no_memory(err);
    return NULL;
  }
  w->archive = vn_archive_open(path, err);
  if (w->archive && read_all(w, err)) return w;
  vn_workbook_free(w);
  return NULL;
}

void vn_workbook_free(VnWorkbook *w) {
  if (!w) return;
  for (size_t i = 0; i < w->n_sheets; i++) {
    vn_free(w->sheets[i].name);
    vn_free(w->sheets[i].id);
  }
  vn_archive_free(w->archive);
  vn_free(w->sheets);
  vn_free(w->shows);
  vn_bytes_free(&w->texts);
  vn_bytes_free(&w->starts);
  vn_free(w);
}

static ptrdiff_t with_cells(const VnWorkbook *w, size_t i, VnErr *err) {
  if (w->sheets[i].entry >= 0) return (ptrdiff_t)i;
  vn_fail(err, "its sheet \"%.200s\" holds no cells, a chart perhaps",
          w->sheets[i].name);
  return -1;
}

static void fail_unknown(const VnWorkbook *w, const char *name, VnErr *err) {
  VnNear near = vn_near(name);
  VnList known = {0};
  for (size_t i = 0; i < w->n_sheets; i++) {
    vn_near_try(&near, w->sheets[i].name);
    vn_list_add(&known, w->sheets[i].name);
  }
  vn_fail(err, "it has no sheet \"%.200s\"%s; its sheets are %s", name,
          vn_near_hint(&near), known.text);
}

ptrdiff_t vn_workbook_named(const VnWorkbook *w, const char *name, VnErr *err) {
  for (size_t i = 0; i < w->n_sheets; i++) {
    if (strcmp(w->sheets[i].name, name) == 0) return with_cells(w, i, err);
  }
  fail_unknown(w, name, err);
  return -1;
}

ptrdiff_t vn_workbook_numbered(const VnWorkbook *w, int64_t number,
                               VnErr *err) {
  if (number > 0 && (uint64_t)number <= w->n_sheets) {
    return with_cells(w, (size_t)number - 1, err);
  }
  vn_fail(err, "it has no sheet %lld; its sheets count from 1 to %zu",
          (long long)number, w->n_sheets);
  return -1;
}

ptrdiff_t vn_workbook_first(const VnWorkbook *w, VnErr *err) {
  for (size_t i = 0; i < w->n_sheets; i++) {
    if (w->sheets[i].entry >= 0) return (ptrdiff_t)i;
  }
  vn_fail(err, "it has no sheet with cells");
  return -1;
}
