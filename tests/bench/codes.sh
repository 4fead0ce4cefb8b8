#!/bin/bash
# codes.sh VANE FOLDER: what is worked out of codings and ratings in memory,
# beside SciPy and NumPy if installed: CPU seconds, and the goal for each.
set -eu
vane=$1 folder=$2
codings=$folder/codings-1000000.csv ratings=$folder/ratings-100000.csv
[ -s "$codings" ] || "$folder/codings" 1000000 > "$codings"
[ -s "$ratings" ] || "$folder/ratings" 100000 > "$ratings"

"$vane" tests/bench/codes.lua "$codings" "$ratings" > "$folder/codes.ours"
OMP_NUM_THREADS=1 /usr/bin/python3 tests/bench/codes.py "$codings" "$ratings" \
  > "$folder/codes.theirs" 2> /dev/null || : > "$folder/codes.theirs"

printf '\n%-14s %9s %9s %7s\n' "in memory" "CPU s" "SciPy s" ratio
awk '
  BEGIN {
    most["counts"] = 0.2; most["alpha"] = 0.2; most["alpha-1000"] = 0.15
    seconds["sources-1000"] = 0.3
  }
  FNR == NR { theirs[$1] = $2; answer[$1] = $3; next }
  {
    printf "%-14s %9.4f ", $1, $2
    if ($1 in theirs) printf "%9.4f %7.3f", theirs[$1], $2 / theirs[$1]
    else printf "%9s %7s", "-", "-"
    if (($1 in most) && ($1 in theirs))
      printf "  goal %.2f %s", most[$1], $2 <= most[$1] * theirs[$1] ? "met" : "MISSED"
    if ($1 in seconds)
      printf "  %.1f s %s", seconds[$1], $2 <= seconds[$1] ? "met" : "MISSED"
    print ""
    if (($1 in answer) && answer[$1] != $3) { print "answers differ: " $3 ", " answer[$1]; exit 1 }
  }' "$folder/codes.theirs" "$folder/codes.ours"
