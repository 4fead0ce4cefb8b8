# read.py FILE [check | write OUT]: the same by pandas.
import sys

import pandas

d = pandas.read_csv(sys.argv[1])
mode = sys.argv[2] if len(sys.argv) > 2 else ""
if mode == "check":
    print(len(d), d.appln_id.sum(), d.year.sum(), d.ipc4.nunique(),
          d.nuts2.nunique())
elif mode == "write":
    d.to_csv(sys.argv[3], index=False)
