#include "data/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/memory.h"
#include "data/progress.h"
#include "data/stop.h"

#define LOOK_EACH_MS 20  // how often the parent looks at the stop flag

// What stands in front of the answer (or of the error) in the pipe.
typedef struct {
  uint64_t done;  // 1: the answer follows, 0: a VnErr
  uint64_t size;
} Head;


// ---- the child ----

static int answer_pipe;  // its end

// Ctrl-C is the parent's to hear; of its handlers none may run here.
static void drop_handlers(void) {
  static const int handled[] = {SIGHUP,  SIGQUIT, SIGTERM, SIGPIPE, SIGALRM,
                                SIGUSR1, SIGUSR2, SIGCHLD, SIGTSTP, SIGCONT,
                                SIGTTIN, SIGTTOU, SIGPROF, SIGWINCH};
  for (size_t i = 0; i < sizeof handled / sizeof *handled; i++) {
    signal(handled[i], SIG_DFL);
  }
  signal(SIGINT, SIG_IGN);
}

// The terminal is the parent's, and the pipe must not stand in its place. A
// sanitizer's report must still be seen.
static void drop_terminal(void) {
  if (answer_pipe <= STDERR_FILENO) {
    answer_pipe = fcntl(answer_pipe, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  }
  int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere < 0) return;
  dup2(nowhere, STDIN_FILENO);
  dup2(nowhere, STDOUT_FILENO);
#ifndef __SANITIZE_ADDRESS__
  dup2(nowhere, STDERR_FILENO);
#endif
}

#ifndef __SANITIZE_ADDRESS__
static size_t memory_now(void) {
  char text[32] = "";
  int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t n = read(file, text, sizeof text - 1);
  close(file);
  return n > 0 ? strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

static void limit_memory(size_t more) {
  size_t limit = memory_now() + more;
  if (more) setrlimit(RLIMIT_AS, &(struct rlimit){limit, limit});
}
#else
// The sanitizer's own shadow memory would break any limit.
static void limit_memory(size_t more) {
  (void)more;
}
#endif

// A library that calls exit() must not run the parent's farewells, nor write
// its half-full buffers a second time.
static void leave(void) {
  _exit(70);
}

static bool send_all(const void *from, size_t size) {
  const char *at = from;
  while (size > 0) {
    ssize_t n = write(answer_pipe, at, size);
    if (n < 0 && errno != EINTR) return false;
    if (n > 0) at += n, size -= (size_t)n;
  }
  return true;
}

typedef struct {
  const char *doing;
  size_t memory;
  VnApartWork *work;
  void *given;
} Errand;

static _Noreturn void finish(bool done, const void *from, size_t size) {
  Head head = {done, size};
  _exit(send_all(&head, sizeof head) && send_all(from, size) ? 0 : 70);
}

void vn_apart_give_up(const VnErr *err) {
  finish(false, err, sizeof *err);
}

static _Noreturn void be_child(const Errand *errand, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(70);
  drop_terminal();
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  limit_memory(errand->memory);
  if (atexit(leave) != 0) _exit(70);

  VnBytes answer = {0};
  VnErr err = {0};
  if (!errand->work(errand->given, &answer, &err)) vn_apart_give_up(&err);
  finish(true, answer.at, answer.n);
}


// ---- the parent ----

typedef enum { WHOLE, FAILED, CUT_SHORT } Outcome;

static bool told;  // somebody is told that the work goes on

// Signals wait while the two part, so that no handler runs in the child.
static pid_t part(const Errand *errand, const int ends[2]) {
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    drop_handlers();
    vn_stop_flag = 0;
    vn_stage_hush();
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(ends[0]);
    answer_pipe = ends[1];
    be_child(errand, parent);
  }
  int problem = errno;
  sigprocmask(SIG_SETMASK, &before, NULL);
  errno = problem;
  return child;
}

static Outcome receive(int from, void *to, size_t size, VnErr *err) {
  char *at = to;
  while (size > 0) {
    if (vn_stopped(err)) return FAILED;
    if (told) vn_stage_step(0);
    struct pollfd ready = {from, POLLIN, 0};
    if (poll(&ready, 1, LOOK_EACH_MS) <= 0) continue;
    ssize_t n = read(from, at, size);
    if (n == 0 || (n < 0 && errno != EINTR)) return CUT_SHORT;
    if (n > 0) at += n, size -= (size_t)n;
  }
  return WHOLE;
}

static Outcome receive_answer(int from, size_t size, VnBytes *answer,
                              VnErr *err) {
  *answer = (VnBytes){vn_alloc(size, 1), size, size, 0};
  if (!answer->at) {
    *answer = (VnBytes){0};
    vn_fail_memory(err, "reading an answer");
    return FAILED;
  }
  return receive(from, answer->at, size, err);
}

static Outcome receive_error(int from, VnErr *err) {
  VnErr said;
  Outcome outcome = receive(from, &said, sizeof said, err);
  if (outcome != WHOLE) return outcome;
  said.text[VN_ERR_SIZE - 1] = '\0';
  *err = said;
  return FAILED;
}

static Outcome collect(int from, VnBytes *answer, VnErr *err) {
  Head head;
  Outcome outcome = receive(from, &head, sizeof head, err);
  if (outcome != WHOLE) return outcome;
  return head.done ? receive_answer(from, head.size, answer, err)
                   : receive_error(from, err);
}

// Waits until the child is gone. Its status is lost, and 0, where the host
// has told the system to collect children itself.
static int see_off(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return 0;
  }
  return status;
}

static bool fail_death(const Errand *errand, int status, VnErr *err) {
  const char *lost = "nothing in the session was lost";
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
    return vn_fail(err,
                   "%s: the work was killed, most likely because memory "
                   "ran out; %s",
                   errand->doing, lost);
  }
  if (WIFSIGNALED(status)) {
    return vn_fail(err, "%s: the library crashed (%s)%s; %s", errand->doing,
                   strsignal(WTERMSIG(status)),
                   errand->memory ? ", perhaps for want of memory" : "", lost);
  }
  return vn_fail(err,
                 "%s: the work ended without a whole answer (status %d); "
                 "%s",
                 errand->doing, WEXITSTATUS(status), lost);
}

static bool fail_start(const Errand *errand, VnErr *err) {
  return vn_fail(err, "%s: cannot start a second process for the work (%s)",
                 errand->doing, strerror(errno));
}

bool vn_apart(const char *doing, size_t memory, VnApartWork *work, void *given,
              VnBytes *answer, VnErr *err) {
  Errand errand = {doing, memory, work, given};
  int ends[2];
  *answer = (VnBytes){0};
  if (vn_stopped(err)) return false;
  if (pipe2(ends, O_CLOEXEC) != 0) return fail_start(&errand, err);
  pid_t child = part(&errand, ends);
  if (child < 0) fail_start(&errand, err);
  close(ends[1]);
  told = vn_stage_begin(NULL, NULL, 0);
  Outcome outcome = child < 0 ? FAILED : collect(ends[0], answer, err);
  if (told) vn_stage_end(outcome == WHOLE);
  told = false;
  close(ends[0]);
  if (child < 0) return false;
  if (outcome != WHOLE) kill(child, SIGKILL);
  int status = see_off(child);
  return outcome == WHOLE ||
         (outcome == CUT_SHORT && fail_death(&errand, status, err));
}
