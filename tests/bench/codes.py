# codes.py CODINGS RATINGS: the same by SciPy and NumPy. 1000 replicates are
# told from fewer; those of alpha multiply weights with what each unit says.
import sys
import time

import numpy
import pandas
from scipy.sparse import csr_matrix, diags

N_TIMES = 5


def timed(f, times=N_TIMES):
    seconds = []
    for _ in range(times):
        start = time.process_time()
        result = f()
        seconds.append(time.process_time() - start)
    return sorted(seconds)[times // 2], result


def say(name, seconds, answer):
    print(name, "%.4f" % seconds, answer)


d = pandas.read_csv(sys.argv[1], dtype={"code": "category"}).dropna()
of, units = d.code.cat.codes.to_numpy(), d.unit.to_numpy()
r = pandas.read_csv(sys.argv[2])
unit, value = r.unit.to_numpy(), r.value.to_numpy()
rng = numpy.random.default_rng(1)


def matrix():
    return csr_matrix((numpy.ones(len(of), dtype=numpy.int32), (units, of)))


def count():
    x = matrix()
    return x.T @ x


def count_drawn():
    n = x.shape[0]
    w = numpy.bincount(rng.integers(0, n, n), minlength=n).astype(numpy.int32)
    return x.T @ diags(w) @ x


def unit_rows():
    n_values = value.max() + 1
    rows = numpy.bincount(unit * n_values + value,
                          minlength=(unit.max() + 1) * n_values)
    rows = rows.reshape(-1, n_values).astype(float)
    n = rows.sum(1)
    rows, n = rows[n > 1], n[n > 1]
    apart = (n * n - (rows * rows).sum(1)) / (n - 1)
    return numpy.column_stack([rows, apart])


def alpha_of(sums):
    n = sums[:-1].sum()
    expected = (n * n - (sums[:-1] ** 2).sum()) / (n - 1)
    return 1 - sums[-1] / expected


def alpha_drawn():
    n = len(rows)
    w = numpy.bincount(rng.integers(0, n, n), minlength=n)
    return alpha_of(w @ rows)


seconds, m = timed(count)
say("counts", seconds, "%d" % (m.sum() - m.diagonal().sum()))
x = matrix()
say("units-1000", 1000 * timed(count_drawn, 3)[0], "-")
seconds, alpha = timed(lambda: alpha_of(unit_rows().sum(0)))
say("alpha", seconds, "%.8f" % alpha)
rows = unit_rows()
say("alpha-1000", 1000 * timed(alpha_drawn, 51)[0], "-")
