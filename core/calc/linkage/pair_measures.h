// How closely two members go together, by the names that fields have for it.
#ifndef VN_PAIR_MEASURES_H
#define VN_PAIR_MEASURES_H

// Groups with the one, with the other, with both, and all of them.
typedef struct {
  double n1, n2, n12, n;
} VnMeeting;

// NaN where a measure is undefined. Sources: association strength: van Eck and
// Waltman, JASIST 60 (2009), 1635-1651; inclusion: Callon, Law and Rip,
// Mapping the dynamics of science and technology (1986); equivalence: Callon,
// Courtial and Laville, Scientometrics 22 (1991), 155-205; PMI: Church and
// Hanks, Computational Linguistics 16 (1990), 22-29; NPMI: Bouma, GSCL (2009);
// G2: Dunning, Computational Linguistics 19 (1993), 61-74.
typedef struct {
  double c;            // n12 / (n1 + n2 - n12)
  double g2;           // 2 sum O ln(O / E) over the four cells
  double phi;          // correlation of having the one and the other
  double cosine;       // n12 / sqrt(n1 n2)
  double lift;         // n12 n / (n1 n2)
  double association;  // n12 / (n1 n2)
  double inclusion;    // n12 / min(n1, n2)
  double equivalence;  // n12^2 / (n1 n2)
  double pmi;          // log2 of lift; NaN for those that never meet
  double npmi;         // pmi / -log2(n12 / n), from -1 to 1
} VnPairMeasures;

VnPairMeasures vn_pair_measures(VnMeeting meeting);

#endif
