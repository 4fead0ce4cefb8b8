#!/bin/bash
# igraph.sh VANE FOLDER: calls of igraph said in Lua beside the same from C, turn
# by turn; of each call the round whose ratio is the median.
set -euo pipefail
vane=$1 folder=$2
file=$folder/network-640.csv
[ -s "$file" ] || "$vane" tests/bench/network.lua make "$file" 640 19200

a_round() {
  "$vane" tests/bench/igraph.lua "$file" | sort > "$folder/igraph.ours"
  OMP_NUM_THREADS=1 "$folder/igraph" "$file" | sort > "$folder/igraph.theirs"
  join "$folder/igraph.ours" "$folder/igraph.theirs"
}

printf '\n%-14s %9s %9s %7s\n' "igraph, 640" "vane ms" "C ms" ratio
for _ in 1 2 3 4 5; do a_round; done |
  awk '{ print $0, $2 / $3 }' | LC_ALL=C sort -k1,1 -k4,4g |
  awk '++n[$1] == 3 {
    printf "%-14s %9.2f %9.2f %7.3f  goal 1.1 %s\n", $1, $2, $3, $4,
      $4 <= 1.1 ? "met" : "MISSED"
  }'
