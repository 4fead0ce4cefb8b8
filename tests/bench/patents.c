// patents ROWS [quoted | shuffled]: a synthetic table as a patent database
// exports it, on standard output: appln_id,year,ipc4,nuts2. `quoted` puts texts
// in quotes, `shuffled` the lines in random order.
//
// One line for each application, technology class and region, so that an
// application of 3 classes in 2 regions has 6 lines. Classes (640, Zipf 0.9,
// in 35 fields) and regions (300 of 28 countries, Zipf 1.0) come in planted
// groups: a further class is of the first one's field with probability 0.65,
// a further region of the same country with 0.7. Years 2000 to 2014 grow by
// 3 %. Every run gives the same bytes.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"

enum { CLASSES = 640, FIELDS = 35, REGIONS = 300, COUNTRIES = 28, YEARS = 15 };
enum { MOST = 24 };  // classes, or regions, of one application

static char classes[CLASSES][8], regions[REGIONS][8];
static int field_of[CLASSES], country_of[REGIONS];
static Urn all_classes, all_regions, years;
static Urn fields[FIELDS], countries[COUNTRIES];

// Ranks are spread over the codes, so that the alphabet tells nothing.
static void make_classes(void) {
  for (int rank = 0; rank < CLASSES; rank++) {
    int code = rank * 413 % CLASSES;
    snprintf(classes[rank], sizeof classes[rank], "%c%02d%c", 'A' + code / 80,
             1 + code % 80, 'B' + code % 13);
    field_of[rank] = rank % FIELDS;
    put(&all_classes, rank, pow(rank + 1, -0.9));
    put(&fields[rank % FIELDS], rank, pow(rank + 1, -0.9));
  }
}

static void make_regions(void) {
  for (int rank = 0; rank < REGIONS; rank++) {
    int country = rank * 37 % COUNTRIES, number = rank / COUNTRIES;
    snprintf(regions[rank], sizeof regions[rank], "%c%c%d%d",
             'A' + country / 14, 'A' + country % 14, 1 + number / 9,
             1 + number % 9);
    country_of[rank] = country;
    put(&all_regions, rank, 1.0 / (rank + 1));
    put(&countries[country], rank, 1.0 / (rank + 1));
  }
}

// Distinct things; after the first they mostly come from its own group.
static int pick_some(int wanted, const Urn *all, const Urn *groups,
                     const int *group_of, double near, int *picked) {
  int n = 1;
  picked[0] = pick(all);
  for (int tries = 0; n < wanted && tries < 60; tries++) {
    int one = pick(draw() < near ? &groups[group_of[picked[0]]] : all);
    int known = 0;
    for (int i = 0; i < n; i++) known |= picked[i] == one;
    if (!known) picked[n++] = one;
  }
  return n;
}

// One line of the table.
typedef struct {
  long id;
  short year, class, region;
} Line;

static void write_line(Line line, int quoted) {
  const char *form = quoted ? "%ld,%d,\"%s\",\"%s\"\n" : "%ld,%d,%s,%s\n";
  printf(form, line.id, line.year, classes[line.class], regions[line.region]);
}

static void write_shuffled(Line *lines, long n) {
  for (long i = n; i > 0; i--) {
    long k = (long)(draw() * (double)i);
    write_line(lines[k], 0);
    lines[k] = lines[i - 1];
  }
}

int main(int argc, char **argv) {
  long rows = argc > 1 ? atol(argv[1]) : 1000000, written = 0;
  int quoted = argc > 2 && strcmp(argv[2], "quoted") == 0;
  int shuffled = argc > 2 && strcmp(argv[2], "shuffled") == 0;
  Line *kept =
      shuffled ? malloc(((size_t)rows + MOST * MOST) * sizeof *kept) : NULL;
  if (shuffled && !kept) return 1;
  make_classes();
  make_regions();
  for (int i = 0; i < YEARS; i++) put(&years, 2000 + i, pow(1.03, i));
  puts("appln_id,year,ipc4,nuts2");
  for (long id = 1 << 24; written < rows;) {
    int in_classes[MOST], in_regions[MOST], year = pick(&years);
    id += 1 + (long)(draw() * 4);
    int n = pick_some(size(2.3, MOST), &all_classes, fields, field_of, 0.65,
                      in_classes);
    int m = pick_some(size(1.25, 8), &all_regions, countries, country_of, 0.7,
                      in_regions);
    for (int i = 0; i < n * m; i++) {
      Line line = {id, (short)year, (short)in_classes[i / m],
                   (short)in_regions[i % m]};
      if (kept) kept[written] = line;
      else write_line(line, quoted);
      written++;
    }
  }
  if (kept) write_shuffled(kept, written);
  free(kept);
  return 0;
}
