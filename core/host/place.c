#include "host/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Relative to the folder of the program: beside the build tree, and under the
// install prefix.
static const char *const homes[] = {"/../lua", "/../../lua",
                                    "/../share/vane/lua", NULL};
static const char *const objects[] = {"/vane.so", "/../lib/vane/vane.so", NULL};

static bool has_files(const char *folder) {
  char path[4200];
  snprintf(path, sizeof path, "%s/vane/init.lua", folder);
  return access(path, R_OK) == 0;
}

static bool is_file(const char *path) {
  return access(path, R_OK) == 0;
}

// The first of the places that is right, without dots in its path.
static bool beside_program(const char *const *places,
                           bool (*right)(const char *), char *found,
                           size_t size) {
  char program[4000];
  ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
  if (n <= 0) return false;
  program[n] = '\0';
  *strrchr(program, '/') = '\0';
  for (; *places; places++) {
    char path[4100];
    snprintf(path, sizeof path, "%s%s", program, *places);
    char *real = realpath(path, NULL);
    bool is_right = real && right(real);
    if (is_right) snprintf(found, size, "%s", real);
    free(real);
    if (is_right) return true;
  }
  return false;
}

bool vn_place_home(char *folder, size_t size) {
  const char *told = getenv("VANE_HOME");
  if (!told || !*told) return beside_program(homes, has_files, folder, size);
  snprintf(folder, size, "%s", told);
  return has_files(folder);
}

void vn_place_object(char *path, size_t size) {
  if (beside_program(objects, is_file, path, size)) return;
  snprintf(path, size, "%s", "vane.so");
}
