#include "calc/pool.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>

#include "data/progress.h"

#define MOST_WORKERS 64

typedef struct {
  VnPiece *piece;
  void *given;
  size_t n;
  atomic_size_t next;
  atomic_bool failed;
  pthread_mutex_t lock;  // over what is below
  size_t failed_piece;
  VnErr *err;
} Pool;

static void note_failure(Pool *pool, size_t piece, const VnErr *err) {
  pthread_mutex_lock(&pool->lock);
  if (piece < pool->failed_piece) {
    pool->failed_piece = piece;
    *pool->err = *err;
  }
  pthread_mutex_unlock(&pool->lock);
  atomic_store(&pool->failed, true);
}

// The next piece; false when there is none to begin.
static bool do_one(Pool *pool) {
  VnErr err;
  if (atomic_load(&pool->failed)) return false;
  size_t piece = atomic_fetch_add(&pool->next, 1);
  if (piece >= pool->n) return false;
  if (!pool->piece(pool->given, piece, &err)) note_failure(pool, piece, &err);
  return true;
}

static void *help(void *given) {
  vn_stage_hush();
  while (do_one(given)) continue;
  return NULL;
}

// What the thread that called does. Pieces that others have begun are told as
// done: there are a few of them at any time.
static void lead(Pool *pool, bool told) {
  while (do_one(pool)) {
    size_t begun = atomic_load(&pool->next);
    if (told && begun < pool->n) vn_stage_step(begun);
  }
}

// One while a test refuses memory: refusals are counted in order.
static size_t processors(void) {
#ifdef VN_FAULT
  return 1;
#else
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return (size_t)CPU_COUNT(&set);
#endif
}

// Signals are for the thread that called: it alone reads the terminal.
static size_t start(Pool *pool, pthread_t *threads, size_t n) {
  sigset_t all, before;
  size_t started = 0;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (started < n &&
         pthread_create(&threads[started], NULL, help, pool) == 0)
    started++;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return started;
}

size_t vn_workers(size_t workers) {
  if (workers == 0) workers = processors();
  return workers < MOST_WORKERS ? workers : MOST_WORKERS;
}

bool vn_pool(size_t n, size_t workers, VnPiece *piece, void *given,
             VnErr *err) {
  pthread_t threads[MOST_WORKERS];
  Pool pool = {.piece = piece,
               .given = given,
               .n = n,
               .err = err,
               .lock = PTHREAD_MUTEX_INITIALIZER,
               .failed_piece = n};
  workers = vn_workers(workers);
  if (workers > n) workers = n;
  bool told = vn_stage_begin(NULL, NULL, n);
  size_t started = workers > 1 ? start(&pool, threads, workers - 1) : 0;
  lead(&pool, told);
  for (size_t k = 0; k < started; k++) pthread_join(threads[k], NULL);
  if (told) vn_stage_end(pool.failed_piece == n);
  pthread_mutex_destroy(&pool.lock);
  return pool.failed_piece == n;
}
