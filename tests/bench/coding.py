# coding.py FILE [check]: the same table by pandas.
import sys

import pandas

d = pandas.read_csv(sys.argv[1], dtype={"source": "category",
                                        "code": "category"})
if len(sys.argv) > 2:
    print(d.unit.nunique(), d.code.nunique(), d.code.count())
