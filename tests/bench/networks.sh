#!/bin/bash
# networks.sh VANE FOLDER: communities by our engines and by igraph's, as whole
# processes in turn; a ratio is the median over the pairs of our CPU seconds
# (user and system, all threads) by theirs.
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

# compare OURS THEIRS FILE
compare() {
  local ours theirs ratios="" all_ours="" all_theirs="" i
  for ((i = 0; i < pairs; i++)); do
    read -ra ours < <(run "$1" "$3")
    read -ra theirs < <(run "$2" "$3")
    ratios+=$(awk "BEGIN { print ${ours[0]} / ${theirs[0]} }")$'\n'
    all_ours+="${ours[0]}"$'\n' all_theirs+="${theirs[0]}"$'\n'
  done
  printf '%-14s %8s %3s %9s   %-10s %8s %3s %9s  %7.3f\n' "$1" \
    "$(median <<< "${all_ours%$'\n'}")" "${ours[1]}" "${ours[2]}" "$2" \
    "$(median <<< "${all_theirs%$'\n'}")" "${theirs[1]}" "${theirs[2]}" \
    "$(median <<< "${ratios%$'\n'}")"
}

alone() {
  local ours
  read -ra ours < <(run "$1" "$2")
  printf '%-14s %8s %3s %9s\n' "$1" "${ours[@]}"
}

small=$folder/network-640.csv large=$folder/network-10000.csv
[ -s "$small" ] || "$vane" $script make "$small" 640 19200
[ -s "$large" ] || "$vane" $script make "$large" 10000 77000

printf '\n%-14s %8s %3s %9s   %-10s %8s %3s %9s  %7s\n' "640 nodes" "CPU s" \
  k Q igraph "CPU s" k Q ratio
compare potts spinglass "$small"
compare annealing spinglass "$small"
compare mapequation infomap "$small"
alone consensus "$small"
alone space "$small"
echo "10000 nodes"
alone potts "$large"
alone read "$large"
