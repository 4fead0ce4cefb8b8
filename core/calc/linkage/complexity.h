// How complex places and activities are, from a table of marks: which places
// are specialised in which activities.
// Sources: Hidalgo and Hausmann, Proceedings of the National Academy of
// Sciences 106 (2009), 10570-10575, by the eigenvector of Hausmann, Hidalgo
// and others, The Atlas of Economic Complexity, MIT Press 2014; fitness:
// Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero, Scientific
// Reports 2 (2012), 723.
#ifndef VN_COMPLEXITY_H
#define VN_COMPLEXITY_H

#include "data/frame.h"
#include "data/matrix.h"

typedef struct {
  bool population;  // deviations over n, not n - 1
  size_t n_rounds;  // of fitness
} VnComplexity;

typedef struct {
  VnFrame *rows;      // name, diversity, eci, fitness
  VnFrame *cols;      // name, ubiquity, pci, complexity
  double eigenvalue;  // the second; the first is 1
  double next;        // the third
  size_t n_apart;     // rows that have a mark but no path of marks to most
  double moved;       // largest change of a fitness in the last round
} VnComplexities;

// Marks are cells above 0; a missing cell is none. A line without marks, or
// apart from most, has no index; nobody has one where two eigenvalues are the
// same, for then any mixture of their vectors would do.
bool vn_complexities(const VnMatrix *marks, const VnComplexity *how,
                     VnComplexities *found, VnErr *err);

#endif
