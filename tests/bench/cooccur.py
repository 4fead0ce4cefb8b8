# cooccur.py FILE GROUP CLASS [YEAR] [check]: the same by pandas and SciPy.
import sys

import numpy
import pandas
from scipy.sparse import csr_matrix, triu

path, group, of = sys.argv[1:4]
year = sys.argv[4] if len(sys.argv) > 4 and sys.argv[4] != "check" else None
d = pandas.read_csv(path, usecols=[group, of] + ([year] if year else []),
                    dtype={of: "category"})
periods = [(2000, 2007), (2007, 2014)] if year else [None]
codes = d[of].cat.codes.to_numpy()
said = []
for period in periods:
    rows = slice(None) if period is None else d[year].between(*period).to_numpy()
    g, _ = pandas.factorize(d[group].to_numpy()[rows])
    c = codes[rows]
    x = csr_matrix((numpy.ones(len(c), dtype=numpy.int32), (g, c)))
    x.data[:] = 1
    m = triu(x.T @ x, k=1)
    said.append("%d %d" % (m.sum(), m.nnz))
if sys.argv[-1] == "check":
    print(" ".join(said))
