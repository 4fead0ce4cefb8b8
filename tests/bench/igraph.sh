#!/bin/bash
# igraph.sh VANE FOLDER: calls of igraph said in Lua beside the same from C.
set -eu
vane=$1 folder=$2
file=$folder/network-640.csv
[ -s "$file" ] || "$vane" tests/bench/network.lua make "$file" 640 19200

printf '\n%-14s %9s %9s %7s\n' "igraph, 640" "vane ms" "C ms" ratio
"$vane" tests/bench/igraph.lua "$file" | sort > "$folder/igraph.ours"
OMP_NUM_THREADS=1 "$folder/igraph" "$file" | sort > "$folder/igraph.theirs"
join "$folder/igraph.ours" "$folder/igraph.theirs" |
  awk '{
    printf "%-14s %9.2f %9.2f %7.3f  goal 1.1 %s\n", $1, $2, $3, $2 / $3,
      $2 <= 1.1 * $3 ? "met" : "MISSED"
  }'
