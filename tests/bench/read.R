# read.R FILE [check | write OUT]: the same by data.table, on one thread.
library(data.table)
setDTthreads(1)
args <- commandArgs(TRUE)
d <- fread(args[1], showProgress = FALSE)
if (length(args) > 1 && args[2] == "check") {
  cat(sprintf("%d %.0f %.0f %d %d\n", nrow(d), sum(as.numeric(d$appln_id)),
              sum(as.numeric(d$year)), uniqueN(d$ipc4), uniqueN(d$nuts2)))
} else if (length(args) > 1) {
  fwrite(d, args[3], showProgress = FALSE)
}
