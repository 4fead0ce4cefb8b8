// Facts about work done in a forked child.
#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "data/apart.h"
#include "data/memory.h"
#include "data/stop.h"
#include "fact.h"

static bool run(VnApartWork *work, void *given, VnBytes *answer, VnErr *err) {
  *err = (VnErr){0};
  return vn_apart("trying", 0, work, given, answer, err);
}

// Runs work that must fail; the sentence is left in err.
static bool fails(VnApartWork *work, VnErr *err) {
  VnBytes answer;
  bool failed = !run(work, NULL, &answer, err);
  vn_bytes_free(&answer);
  return failed;
}


// ---- what the child does ----

static bool count(void *given, VnBytes *answer, VnErr *err) {
  int64_t n = *(int64_t *)given;
  double *numbers = vn_alloc((size_t)n, sizeof *numbers);
  if (!numbers) return vn_fail_memory(err, "counting");
  for (int64_t i = 0; i < n; i++) numbers[i] = (double)i / 8;
  bool put = vn_bytes_put_integers(answer, &n, 1) &&
             vn_bytes_put_numbers(answer, numbers, (size_t)n);
  vn_free(numbers);
  return put || vn_fail_memory(err, "counting");
}

static bool answer_nothing(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer, (void)err;
  return true;
}

static bool object(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer;
  return vn_fail(err, "no link between \"a\" and \"b\"");
}

static bool want_memory(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer;
  return vn_fail_memory(err, "working");
}

static bool crash(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer, (void)err;
  signal(SIGBUS, SIG_DFL);
  raise(SIGBUS);
  return true;
}

static bool give_up(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer, (void)err;
  signal(SIGABRT, SIG_DFL);
  abort();
}

static bool be_killed(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer, (void)err;
  raise(SIGKILL);
  return true;
}

static bool leave_early(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer, (void)err;
  exit(3);
}

static bool chatter(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer, (void)err;
  printf("FAILED the child writes to the terminal: seen\n");
  fflush(stdout);
  return true;
}

static bool work_for_ever(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer, (void)err;
  while (pause() < 0) continue;
  return true;
}

#ifndef __SANITIZE_ADDRESS__
static bool take_all_memory(void *given, VnBytes *answer, VnErr *err) {
  (void)given, (void)answer;
  for (;;) {
    char *room = vn_alloc(1 << 20, 16);
    if (!room) return vn_fail_memory(err, "taking memory");
  }
}
#endif


// ---- what the parent sees ----

static void test_answers(void) {
  VnErr err;
  VnBytes answer;
  int64_t n = 3, found = 0;
  double numbers[3] = {0};
  bool whole = run(count, &n, &answer, &err) &&
               vn_bytes_take_integers(&answer, &found, 1) && found == 3 &&
               vn_bytes_take_numbers(&answer, numbers, 3) && numbers[2] == 0.25;
  fact("numbers come back as they were put", whole, &err);
  fact("nothing can be taken beyond the end",
       !vn_bytes_take_integers(&answer, &found, 1), &err);
  vn_bytes_free(&answer);
  fact("an empty answer is an answer",
       run(answer_nothing, NULL, &answer, &err) && answer.n == 0, &err);
  vn_bytes_free(&answer);
}

static void test_kinds(void) {
  VnBytes bytes = {0};
  double number = 1;
  int64_t integer = 1;
  VnErr none = {0};
  bool put = vn_bytes_put_numbers(&bytes, &number, 1);
  fact("a list is not taken for one of another kind or length",
       put && !vn_bytes_take_integers(&bytes, &integer, 1), &none);
  vn_bytes_free(&bytes);
}

static void test_large_answer(void) {
  VnErr err;
  VnBytes answer;
  int64_t n = 13107200, found = 0;  // 100 MiB of numbers
  double *numbers = malloc((size_t)n * sizeof *numbers);
  bool whole = numbers && run(count, &n, &answer, &err) &&
               vn_bytes_take_integers(&answer, &found, 1) &&
               vn_bytes_take_numbers(&answer, numbers, (size_t)found);
  fact("an answer of 100 MiB arrives whole",
       whole && numbers[n - 1] == (double)(n - 1) / 8, &err);
  vn_bytes_free(&answer);
  free(numbers);
}

static void test_failures(void) {
  VnErr err;
  fact("the child's sentence travels",
       fails(object, &err) && err.kind == VN_WRONG &&
           strcmp(err.text, "no link between \"a\" and \"b\"") == 0,
       &err);
  fact("so does its want of memory",
       fails(want_memory, &err) && err.kind == VN_NO_MEMORY, &err);
  fact("a crash is said",
       fails(crash, &err) && says(&err, "trying: the library crashed (Bus"),
       &err);
  fact("so is an abort", fails(give_up, &err) && says(&err, "(Aborted)"), &err);
  fact("a kill from outside is said",
       fails(be_killed, &err) && says(&err, "memory ran out"), &err);
  fact("a library that calls exit() is no answer",
       fails(leave_early, &err) &&
           says(&err, "ended without a whole answer (status 70)"),
       &err);
}

static void test_refused_memory(void) {
#ifdef VN_FAULT
  VnErr err;
  VnBytes answer;
  int64_t n = 4;
  vn_refuse_after(1);
  bool failed = !run(count, &n, &answer, &err);
  vn_refuse_after(0);
  fact("memory refused in the child is said",
       failed && err.kind == VN_NO_MEMORY, &err);
#endif
#ifndef __SANITIZE_ADDRESS__
  VnErr cause;
  VnBytes none;
  bool limited =
      !vn_apart("trying", 64 << 20, take_all_memory, NULL, &none, &cause);
  fact("the work's memory has a limit", limited && cause.kind == VN_NO_MEMORY,
       &cause);
#endif
}

static void on_interrupt(int number) {
  (void)number;
  vn_stop_flag = 1;
}

// Ctrl-C reaches every process in front of the terminal.
static void interrupt_soon(void) {
  struct timespec moment = {0, 100000000};
  pid_t group = getpgrp();
  if (fork() > 0) return;
  nanosleep(&moment, NULL);
  kill(-group, SIGINT);
  _exit(0);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void test_interrupt(void) {
  VnErr err;
  setpgid(0, 0);
  signal(SIGINT, on_interrupt);
  double start = now();
  interrupt_soon();
  bool failed = fails(work_for_ever, &err);
  fact("Ctrl-C ends work that would never end",
       failed && err.kind == VN_STOPPED && now() - start < 5, &err);
  fact("nothing is begun while Ctrl-C is unanswered",
       fails(answer_nothing, &err) && err.kind == VN_STOPPED, &err);
  vn_stop_flag = 0;
  wait(NULL);
}

static int count_open_files(void) {
  int n = 0;
  DIR *folder = opendir("/proc/self/fd");
  while (folder && readdir(folder)) n++;
  if (folder) closedir(folder);
  return n;
}

static void test_nothing_left(void) {
  VnErr err;
  VnBytes answer;
  int open_before = count_open_files();
  for (int i = 0; i < 50; i++) {
    fails(i % 2 ? crash : object, &err);
    run(answer_nothing, NULL, &answer, &err);
    vn_bytes_free(&answer);
  }
  fact("no open files are left", count_open_files() == open_before, &err);
  fact("no ended children are left", waitpid(-1, NULL, WNOHANG) < 0, &err);
  fact("the child cannot write to the terminal",
       run(chatter, NULL, &answer, &err), &err);
  vn_bytes_free(&answer);
}

static void test_closed_input(void) {
  VnErr err;
  VnBytes answer;
  int64_t n = 2;
  int before = dup(STDIN_FILENO);
  close(STDIN_FILENO);
  fact("a pipe in the place of the terminal still answers",
       run(count, &n, &answer, &err), &err);
  vn_bytes_free(&answer);
  if (before >= 0) dup2(before, STDIN_FILENO);
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  test_answers();
  test_kinds();
  test_large_answer();
  test_failures();
  test_refused_memory();
  test_interrupt();
  test_nothing_left();
  test_closed_input();
  return 0;
}
