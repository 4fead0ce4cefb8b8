#!/bin/bash
# codes.sh VANE FOLDER [TIMES]: what is worked out of codings and ratings in
# memory, beside SciPy and NumPy if installed: CPU seconds (all threads), and
# the goal for each. Both are run in turn; a row has the medians over the
# turns, its ratio the median of theirs.
set -eu
vane=$1 folder=$2 turns=${3:-3}
codings=$folder/codings-1000000.csv ratings=$folder/ratings-100000.csv
[ -s "$codings" ] || "$folder/codings" 1000000 > "$codings"
[ -s "$ratings" ] || "$folder/ratings" 100000 > "$ratings"

# Each line: who, what, CPU seconds, and what must be equal whoever does it.
for ((i = 0; i < turns; i++)); do
  "$vane" tests/bench/codes.lua "$codings" "$ratings" | sed 's/^/ours /'
  OMP_NUM_THREADS=1 /usr/bin/python3 tests/bench/codes.py "$codings" \
    "$ratings" 2> /dev/null | sed 's/^/theirs /' || :
done > "$folder/codes.said"

printf '\n%-14s %9s %9s %7s\n' "in memory" "CPU s" "SciPy s" ratio
awk '
  function median(list, n,    x, i, j, kept) {
    n = split(list, x, " ")
    for (i = 2; i <= n; i++) {
      kept = x[i] + 0
      for (j = i - 1; j > 0 && x[j] + 0 > kept; j--) x[j + 1] = x[j]
      x[j + 1] = kept
    }
    return x[int((n + 1) / 2)]
  }
  function ratios(a, b,    x, y, n, i, list) {
    n = split(a, x, " "); split(b, y, " ")
    for (i = 1; i <= n; i++) list = list " " x[i] / y[i]
    return list
  }
  function verdict(met) { return met ? "met" : "MISSED" }
  BEGIN {
    most["counts"] = 0.2; most["alpha"] = 0.2; most["alpha-1000"] = 0.15
    most["units-1000"] = 0.06; seconds["sources-1000"] = 0.3
  }
  !($2 in known) { known[$2] = 1; if ($1 == "ours") order[++n] = $2 }
  { used[$1, $2] = used[$1, $2] " " $3 }
  ($2 in answer) && $4 != "-" && answer[$2] != $4 {
    print $2 ": answers differ: " answer[$2] ", " $4; exit 1
  }
  $4 != "-" { answer[$2] = $4 }
  END {
    for (i = 1; i <= n; i++) {
      name = order[i]; ours = median(used["ours", name])
      printf "%-14s %9.4f ", name, ours
      both = ("theirs", name) in used
      if (both) ratio = median(ratios(used["ours", name], used["theirs", name]))
      if (both) printf "%9.4f %7.3f", median(used["theirs", name]), ratio
      else printf "%9s %7s", "-", "-"
      if (name in most)
        printf "  goal %.2f %s", most[name], both ? verdict(ratio <= most[name]) : "-"
      if (name in seconds)
        printf "  goal %.1f s %s", seconds[name], verdict(ours <= seconds[name])
      print ""
    }
  }' "$folder/codes.said"
