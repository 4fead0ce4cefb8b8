// compare VANE FOLDER ROWS: reads, writes and counts tables with vane and with
// others, and prints a table of what it cost; also as FOLDER/../bench.csv.
//
// Whole processes from file to result, ours and the other in turn, one run of
// each to warm up and to see that both give the same answer, then PAIRS pairs.
// A ratio is the median over the pairs of our CPU seconds (user and system)
// by theirs. Programs that are not installed print a dash.
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAIRS = 3, STARTS = 20, LEAST_ROWS = 100000, MOST_ROWS = 10000000 };

#define SLOPE 1.1    // of time over size, at most
#define START 0.010  // seconds of CPU of a start, less than

typedef struct {
  double cpu, wall, mib;
  bool good;
  char said[256];
} Run;

typedef struct {
  const char *name;
  const char *words[4];  // what runs a script, NULL at the end
  const char *ending;    // of its scripts
} Reader;

typedef struct {
  const char *id, *script;
  const char *table, *kind;  // the table's maker, and what it is told
  const char *words[4];      // for the script, behind the table's name
  bool writes;
  const char *rival;  // the other that the goal names
  double goal;        // our CPU seconds by theirs, at most
  double most_cpu, most_mib;
  bool slope;  // its time over size is told
} Task;        // goals that are 0 are none

typedef struct {
  double cpu[PAIRS], mib[PAIRS], other_cpu[PAIRS], other_mib[PAIRS];
  double ratio[PAIRS];
} Pairs;

static const Reader others[] = {
    {"fread",  {"Rscript", NULL},          "R" },
    {"pandas", {"/usr/bin/python3", NULL}, "py"},
};

static const Task tasks[] = {
    {.id = "csv-read",
     .script = "read",
     .table = "patents",
     .kind = "",
     .rival = "fread",
     .goal = 0.35,
     .slope = true},
    {.id = "csv-read-quoted",
     .script = "read",
     .table = "patents",
     .kind = "quoted"},
    {.id = "csv-copy",
     .script = "read",
     .table = "patents",
     .kind = "",
     .writes = true                  },
    {.id = "cooccur-sorted",
     .script = "cooccur",
     .table = "patents",
     .kind = "",
     .words = {"appln_id", "ipc4", "year"},
     .rival = "pandas",
     .goal = 0.10,
     .most_mib = 24,
     .slope = true},
    {.id = "cooccur-unsorted",
     .script = "cooccur",
     .table = "patents",
     .kind = "shuffled",
     .words = {"appln_id", "ipc4", "year"}                      },
    {.id = "inventors",
     .script = "cooccur",
     .table = "inventors",
     .kind = "",
     .words = {"appln_id", "person_id"},
     .rival = "pandas",
     .goal = 0.25},
    {.id = "coding-read",
     .script = "coding",
     .table = "codings",
     .kind = "",
     .most_cpu = 2,
     .most_mib = 300                                           },
};

static const char *folder;
static FILE *results;


// ---- running ----

static double seconds(struct timeval t) {
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void become(const char *const *words, int out) {
  dup2(out, STDOUT_FILENO);
  int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDERR_FILENO);
  execvp(words[0], (char *const *)words);
  _exit(127);
}

// One process from its start to its end; the first bytes it says are kept.
static Run run(const char *const *words) {
  Run r = {0};
  int ends[2], status;
  struct rusage used;
  if (pipe(ends) != 0) return r;
  double start = now();
  pid_t child = fork();
  if (child == 0) become(words, ends[1]);
  close(ends[1]);
  for (size_t n = 0; n + 1 < sizeof r.said;) {
    ssize_t got = read(ends[0], r.said + n, sizeof r.said - 1 - n);
    if (got <= 0) break;
    n += (size_t)got;
  }
  close(ends[0]);
  if (child < 0 || wait4(child, &status, 0, &used) != child) return r;
  r.wall = now() - start;
  r.cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
  r.mib = (double)used.ru_maxrss / 1024;
  r.good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return r;
}

static const char *script_of(const Task *task, const Reader *reader,
                             char script[64]) {
  snprintf(script, 64, "tests/bench/%s.%s", task->script, reader->ending);
  return script;
}

static bool can_do(const Reader *reader, const Task *task) {
  char script[64];
  return access(script_of(task, reader, script), R_OK) == 0;
}

static Run run_reader(const Reader *reader, const Task *task, const char *path,
                      const char *mode, const char *out) {
  const char *words[16];
  char script[64];
  int n = 0;
  for (; reader->words[n]; n++) words[n] = reader->words[n];
  words[n++] = script_of(task, reader, script);
  words[n++] = path;
  for (int k = 0; task->words[k]; k++) words[n++] = task->words[k];
  if (mode) words[n++] = mode;
  if (mode && out) words[n++] = out;
  words[n] = NULL;
  return run(words);
}


// ---- figures ----

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double sorted_at(const double *values, int n, int at) {
  double copy[STARTS];
  memcpy(copy, values, (size_t)n * sizeof *copy);
  qsort(copy, (size_t)n, sizeof *copy, by_size);
  return copy[at];
}

static double median(const double *values) {
  return sorted_at(values, PAIRS, PAIRS / 2);
}

static double file_mb(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 ? (double)status.st_size / 1e6 : 0;
}

static const char *verdict(bool met) {
  return met ? "met" : "MISSED";
}

// What the task should come to beside this other, and whether it does; the
// ratio is NaN where the other is not installed.
static void print_goals(const Task *task, const Reader *other, double ratio,
                        double cpu, double mib) {
  if (task->goal > 0 && strcmp(other->name, task->rival) == 0)
    printf("  goal %.2f %s", task->goal,
           isnan(ratio) ? "-" : verdict(ratio <= task->goal));
  if (task->most_cpu > 0)
    printf("  goal %.0f s %s", task->most_cpu, verdict(cpu < task->most_cpu));
  if (task->most_mib > 0)
    printf("  goal %.0f MiB %s", task->most_mib, verdict(mib < task->most_mib));
  putchar('\n');
}

static void print_head(void) {
  printf("%-16s %8s %10s %8s %7s  %-7s %9s %8s %6s\n", "task", "MB", "CPU s",
         "MiB", "MB/s", "other", "CPU s", "MiB", "ratio");
  fputs("task,input_mb,cpu_s,peak_mib,mb_per_s,other,other_cpu_s,"
        "other_peak_mib,ratio,ratio_low,ratio_high\n",
        results);
}

static void print_pairs(const Task *task, double mb, const Reader *other,
                        const Pairs *p) {
  double cpu = median(p->cpu), ratio = median(p->ratio);
  double low = sorted_at(p->ratio, PAIRS, 0);
  double high = sorted_at(p->ratio, PAIRS, PAIRS - 1);
  printf("%-16s %8.1f %10.3f %8.1f %7.0f  %-7s %9.3f %8.1f %6.2f [%.2f..%.2f]",
         task->id, mb, cpu, median(p->mib), mb / cpu, other->name,
         median(p->other_cpu), median(p->other_mib), ratio, low, high);
  print_goals(task, other, ratio, cpu, median(p->mib));
  fprintf(results, "%s,%.3f,%.4f,%.1f,%.1f,%s,%.4f,%.1f,%.4f,%.4f,%.4f\n",
          task->id, mb, cpu, median(p->mib), mb / cpu, other->name,
          median(p->other_cpu), median(p->other_mib), ratio, low, high);
  fflush(stdout);
}

static void print_alone(const Task *task, double mb, Run ours,
                        const Reader *other) {
  printf("%-16s %8.1f %10.3f %8.1f %7.0f  %-7s %9s %8s %6s %12s", task->id, mb,
         ours.cpu, ours.mib, mb / ours.cpu, other->name, "-", "-", "-", "");
  print_goals(task, other, NAN, ours.cpu, ours.mib);
  fprintf(results, "%s,%.3f,%.4f,%.1f,%.1f,%s,,,,,\n", task->id, mb, ours.cpu,
          ours.mib, mb / ours.cpu, other->name);
  fflush(stdout);
}


// ---- tasks ----

static const char *path_of(const Task *task, long rows, char path[512]) {
  snprintf(path, 512, "%s/%s-%ld%s%s.csv", folder, task->table, rows,
           *task->kind ? "-" : "", task->kind);
  return path;
}

static void make_table(const Task *task, long rows) {
  char path[512], maker[512], number[32];
  if (file_mb(path_of(task, rows, path)) > 0) return;
  snprintf(maker, sizeof maker, "%s/%s", folder, task->table);
  snprintf(number, sizeof number, "%ld", rows);
  const char *words[] = {maker, number, task->kind, NULL};
  if (fork() == 0) {
    int out = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    become(words, out);
  }
  wait(NULL);
}

static bool agree(const Task *task, const Reader *ours, const Reader *other,
                  const char *path) {
  Run a = run_reader(ours, task, path, "check", NULL);
  Run b = run_reader(other, task, path, "check", NULL);
  if (!a.good) fprintf(stderr, "compare: %s fails on %s\n", ours->name, path);
  if (!a.good || (b.good && strcmp(a.said, b.said) != 0)) {
    fprintf(stderr, "compare: answers differ: %s%s", a.said, b.said);
    exit(1);
  }
  return b.good;
}

static Pairs run_pairs(const Task *task, const Reader *ours,
                       const Reader *other, const char *path) {
  char out[512];
  Pairs p;
  const char *mode = task->writes ? "write" : NULL;
  snprintf(out, sizeof out, "%s/copy.csv", folder);
  for (int i = 0; i < PAIRS; i++) {
    Run a = run_reader(ours, task, path, mode, out);
    Run b = run_reader(other, task, path, mode, out);
    p.cpu[i] = a.cpu, p.mib[i] = a.mib;
    p.other_cpu[i] = b.cpu, p.other_mib[i] = b.mib;
    p.ratio[i] = a.cpu / b.cpu;
  }
  if (task->writes) agree(task, ours, ours, out);
  unlink(out);
  return p;
}

static void run_beside(const Task *task, const Reader *ours,
                       const Reader *other, const char *path) {
  if (agree(task, ours, other, path)) {
    Pairs p = run_pairs(task, ours, other, path);
    print_pairs(task, file_mb(path), other, &p);
  } else {
    const char *mode = task->writes ? "write" : NULL;
    Run alone = run_reader(ours, task, path, mode, "/dev/null");
    print_alone(task, file_mb(path), alone, other);
  }
}

static void run_task(const Task *task, const Reader *ours, long rows) {
  char path[512];
  make_table(task, rows);
  path_of(task, rows, path);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (can_do(&others[i], task)) run_beside(task, ours, &others[i], path);
  }
}


// ---- what stands beside the tasks ----

static double start_up(const char *vane) {
  const char *words[] = {vane, "-e", "", NULL};
  double wall[STARTS], cpu[STARTS];
  for (int i = 0; i < STARTS; i++) {
    Run r = run(words);
    wall[i] = r.wall, cpu[i] = r.cpu;
  }
  double middle = sorted_at(wall, STARTS, STARTS / 2);
  double used = sorted_at(cpu, STARTS, STARTS / 2);
  printf(
      "\nstart-up         %.1f ms, of which %.1f ms of CPU  goal %.0f ms %s\n",
      middle * 1e3, used * 1e3, START * 1e3, verdict(used < START));
  fprintf(results, "start-up,,%.5f,,,,,,,,\n", middle);
  return used;
}

static void print_apart(const char *vane) {
  const char *words[] = {vane, "tests/bench/apart.lua", NULL};
  double nothing, large, small;
  Run r = run(words);
  if (!r.good || sscanf(r.said, "%lf %lf %lf", &nothing, &large, &small) != 3) {
    printf("work apart       failed\n");
    return;
  }
  printf("work apart       %.1f ms; %.1f with 1 GiB held in blocks of 8 MiB, "
         "%.1f of 1 MiB\n",
         nothing, large, small);
  fprintf(results, "apart,,%.5f,,,,,,,,\n", large / 1e3);
}

// How fast the bytes come out of the page cache, which nobody can beat.
static void print_limit(long rows) {
  static char block[256 << 10];
  char path[512];
  struct rusage before, after;
  int file = open(path_of(&tasks[0], rows, path), O_RDONLY);
  getrusage(RUSAGE_SELF, &before);
  while (file >= 0 && read(file, block, sizeof block) > 0) {}
  getrusage(RUSAGE_SELF, &after);
  close(file);
  double used = seconds(after.ru_utime) + seconds(after.ru_stime) -
                seconds(before.ru_utime) - seconds(before.ru_stime);
  double speed = used > 0 ? file_mb(path) / used : 0;
  printf("page cache       %.0f MB/s by read() alone\n", speed);
  fprintf(results, "page-cache,%.3f,%.4f,,%.1f,,,,,,\n", file_mb(path), used,
          speed);
}

// The median CPU seconds of a task on so many rows, less the start.
static double cpu_of(const Task *task, const Reader *ours, long rows,
                     double start) {
  double cpu[PAIRS];
  char path[512];
  make_table(task, rows);
  for (int i = 0; i < PAIRS; i++) {
    Run r = run_reader(ours, task, path_of(task, rows, path), NULL, NULL);
    cpu[i] = r.cpu - start;
  }
  return median(cpu);
}

// Work that grows as the table does has slope 1.
static void print_slope(const Task *task, const Reader *ours, double start) {
  double first = cpu_of(task, ours, LEAST_ROWS, start), last = first;
  int steps = 0;
  printf("slope            %-14s", task->id);
  for (long rows = LEAST_ROWS * 10; rows <= MOST_ROWS; rows *= 10, steps++) {
    double cpu = cpu_of(task, ours, rows, start);
    printf("  %.2f to %ld", log10(cpu / last), rows);
    last = cpu;
  }
  double slope = log10(last / first) / steps;
  printf("; in all %.2f  goal %.1f %s\n", slope, SLOPE,
         verdict(slope <= SLOPE));
  fprintf(results, "slope-%s,,%.4f,,,,,,,,\n", task->id, slope);
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: compare VANE FOLDER ROWS\n");
    return 2;
  }
  folder = argv[2];
  long rows = atol(argv[3]);
  Reader ours = {
      "vane", {argv[1], NULL},
       "lua"
  };
  char path[512];
  snprintf(path, sizeof path, "%s/../bench.csv", folder);
  results = fopen(path, "w");
  if (!results) {
    fprintf(stderr, "compare: %s: %s\n", path, strerror(errno));
    return 1;
  }
  print_head();
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
    run_task(&tasks[i], &ours, rows);
  }
  double start = start_up(argv[1]);
  print_apart(argv[1]);
  print_limit(rows);
  for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
    if (tasks[i].slope) print_slope(&tasks[i], &ours, start);
  }
  return fclose(results) == 0 ? 0 : 1;
}
