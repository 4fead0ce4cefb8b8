// Facts about what a looker-on is told: test_progress FOLDER, in which there is
// a spreadsheet big.xlsx and a project big.qdpx.
#include <stdlib.h>

#include "data/progress.h"
#include "data/refi.h"
#include "data/sql.h"
#include "data/stop.h"
#include "data/xlsx.h"
#include "data/zip_write.h"
#include "fact.h"

// What was told of the last stage.
static struct {
  char doing[80], unit[20];
  size_t n, last, n_steps, n_stages, n_ends;
  bool goes_up, whole;
} told;

static void begin(const char *doing, const char *unit, size_t n) {
  snprintf(told.doing, sizeof told.doing, "%s", doing ? doing : "");
  snprintf(told.unit, sizeof told.unit, "%s", unit ? unit : "");
  told.n = n, told.last = told.n_steps = 0;
  told.goes_up = true;
  told.n_stages++;
}

static void step(size_t done) {
  told.goes_up = told.goes_up && done >= told.last;
  told.last = done;
  told.n_steps++;
}

static void end(bool whole) {
  told.whole = whole;
  told.n_ends++;
}

static const VnWatcher watcher = {begin, step, end};

static bool was(const char *doing, const char *unit) {
  return strcmp(told.doing, doing) == 0 && strcmp(told.unit, unit) == 0;
}

// Counted from first to last, and told to be over.
static bool went_all_the_way(void) {
  return told.n > 0 && told.last == told.n && told.goes_up && told.whole;
}

static void look(size_t times) {
  VnErr err;
  for (size_t i = 0; i < times; i++) vn_stopped(&err);
}


// ---- stages ----

static void test_stages(void) {
  VnErr err = {.text = "see above"};
  bool outer = vn_stage_begin("outer", "rows", 4);
  bool inner = vn_stage_begin("inner", NULL, 0);
  fact("a stage within a stage is part of it",
       outer && !inner && told.n_stages == 1, &err);
  look(5);
  vn_stage_read(3);
  fact("a stage that is counted is stepped by nobody else", told.n_steps == 0,
       &err);
  vn_stage_step(4);
  vn_stage_end(true);
  fact("it ends", told.last == 4 && told.n_ends == 1 && told.whole, &err);

  vn_stage_begin("blind", NULL, 0);
  look(5);
  fact("where nobody counts each look is told",
       told.n_steps == 5 && told.last == 0, &err);
  vn_stage_end(false);
  look(5);
  fact("when it is over nothing is told", told.n_steps == 5 && !told.whole,
       &err);

  vn_stage_begin("reading", VN_BYTES, 10);
  vn_stage_read(4);
  vn_stage_read(6);
  fact("bytes add up",
       told.n_steps == 2 && went_all_the_way() == false && told.last == 10,
       &err);
  vn_stage_end(true);
}


// ---- long work ----

static void test_query(void) {
  VnErr err = {.text = "no answer"};
  VnFrame *frame = vn_sql(
      "with recursive c(n) as (values (1) union all select n + 1 from c where "
      "n < 200000) select max(n) as n from c",
      NULL, 0, NULL, &err);
  fact("a query says that time passes",
       frame && was("querying", "") && told.n == 0 && told.n_steps > 10 &&
           told.whole,
       &err);
  vn_frame_free(frame);
}

static void test_sheet(const char *folder) {
  VnErr err = {.text = "no frame"};
  VnNotes notes = {0};
  VnXlsxOptions options = {0};
  char path[400];
  snprintf(path, sizeof path, "%s/big.xlsx", folder);
  size_t before = told.n_stages;
  VnFrame *frame = vn_xlsx_read(path, &options, &notes, &err);
  fact("a spreadsheet is opened, then read, by its bytes",
       frame && told.n_stages == before + 2 &&
           was("reading big.xlsx", VN_BYTES) && told.n_steps > 2 &&
           went_all_the_way(),
       &err);
  vn_frame_free(frame);
}

static void test_project(const char *folder) {
  VnErr err = {.text = "not opened"};
  char path[400];
  snprintf(path, sizeof path, "%s/big.qdpx", folder);
  VnRefi *refi = vn_refi_open(path, &err);
  VnXmlEvent event = refi ? VN_XML_SAYS : VN_XML_FAILS;
  bool begun = refi && vn_stage_begin("reading", VN_BYTES, vn_refi_size(refi));
  while (event != VN_XML_ENDS && event != VN_XML_FAILS) {
    event = vn_xml_next(vn_refi_xml(refi), &err);
  }
  if (begun) vn_stage_end(event == VN_XML_ENDS);
  fact("a project knows how much it will read",
       begun && told.n_steps > 0 && told.goes_up && told.whole &&
           told.last + 65536 > told.n && told.last <= told.n,
       &err);
  vn_refi_free(refi);
}

static void test_packing(const char *folder) {
  enum { SIZE = 3000000 };
  VnErr err = {.text = "not written"};
  char path[400], *bytes = malloc(SIZE);
  for (size_t i = 0; i < SIZE; i++) bytes[i] = (char)(i * i >> 7);
  VnZipFile file = {"x", bytes, SIZE};
  snprintf(path, sizeof path, "%s/packed.zip", folder);
  bool done = vn_zip_write(path, &file, 1, &err);
  fact("packing is told by its bytes",
       done && was("packing", VN_BYTES) && told.n_steps > 2 &&
           went_all_the_way(),
       &err);
  vn_stop_flag = 1;
  fact("and stops when it is told to",
       !vn_zip_write(path, &file, 1, &err) && err.kind == VN_STOPPED, &err);
  vn_stop_flag = 0;
  free(bytes);
}

int main(int n, char **words) {
  const char *folder = n > 1 ? words[1] : ".";
  vn_watcher = &watcher;
  test_stages();
  test_query();
  test_sheet(folder);
  test_project(folder);
  test_packing(folder);
  fact("what begins also ends", told.n_stages == told.n_ends, &(VnErr){0});
  vn_stage_hush();
  size_t before = told.n_stages;
  fact("who was hushed tells nothing",
       !vn_stage_begin("x", NULL, 0) && told.n_stages == before, &(VnErr){0});
  return 0;
}
