#!/bin/bash
# networks.sh VANE FOLDER [TIMES]: communities by our engines and by igraph's,
# as whole processes: medians of CPU seconds (user and system, all threads).
# A goal is met when the quality, too, is as good.
set -eu
vane=$1 folder=$2 pairs=${3:-3}
script=tests/bench/network.lua
TIMEFORMAT="%U %S"

# CPU seconds of a task, and what it said.
run() {
  local said used
  said=$folder/network.said
  used=$({ time "$vane" $script "$1" "$2" > "$said"; } 2>&1)
  awk -v used="$used" '{ split(used, t, " "); print t[1] + t[2], $1, $2 }' "$said"
}

median() {
  sort -g | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)] }'
}

# take TASK FILE: the median of its CPU seconds, how many communities, Q.
take() {
  local got all="" i
  for ((i = 0; i < pairs; i++)); do
    read -ra got < <(run "$1" "$2")
    all+="${got[0]}"$'\n'
  done
  echo "$(median <<< "${all%$'\n'}") ${got[1]} ${got[2]}"
}

# beside NAME GOAL OURS THEIRS: a row; goal - is none.
beside() {
  local ours theirs
  read -ra ours <<< "$3"
  read -ra theirs <<< "$4"
  awk -v name="$1" -v goal="$2" -v a="${ours[0]}" -v b="${theirs[0]}" \
    -v ours="${ours[1]} ${ours[2]}" -v theirs="${theirs[1]} ${theirs[2]}" 'BEGIN {
      split(ours, x, " "); split(theirs, y, " ")
      printf "%-14s %8s %3s %9s   %8s %3s %9s  %7.3f", name, a, x[1], x[2], b, y[1], y[2], a / b
      met = a <= goal * b && x[2] + 0.0005 >= y[2]
      if (goal != "-") printf "  goal %.2f %s", goal, met ? "met" : "MISSED"
      print ""
    }'
}

# alone TASK FILE [SECONDS]: a row of ours, and whether it takes no longer.
alone() {
  local ours
  read -ra ours < <(run "$1" "$2")
  awk -v name="$1" -v said="${ours[*]}" -v most="${3:-}" 'BEGIN {
    split(said, x, " ")
    printf "%-14s %8s %3s %9s", name, x[1], x[2], x[3]
    if (most != "") printf "  goal %g s %s", most, x[1] <= most ? "met" : "MISSED"
    print ""
  }'
}

small=$folder/network-640.csv large=$folder/network-10000.csv
[ -s "$small" ] || "$vane" $script make "$small" 640 19200
[ -s "$large" ] || "$vane" $script make "$large" 10000 77000

printf '\n%-14s %8s %3s %9s   %8s %3s %9s  %7s\n' "640 nodes" "CPU s" \
  k Q "igraph s" k Q ratio
spinglass=$(pairs=1 take spinglass "$small")  # takes many seconds
beside potts 0.10 "$(take potts "$small")" "$spinglass"
beside annealing 0.10 "$(take annealing "$small")" "$spinglass"
beside mapequation - "$(take mapequation "$small")" "$(take infomap "$small")"
alone consensus "$small" 5
alone space "$small"
echo "10000 nodes"
alone potts "$large" 5
alone read "$large"
