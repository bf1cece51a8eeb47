"""Minimax polynomials by the exchange algorithm, in high precision.

remez(f, w, lo, hi, degree) returns coefficients c so that p(x) = sum c[i] x^i has the least largest value of |p(x) - f(x)| * w(x) on [lo, hi], and that value.
"""
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, polyval


def remez(f, weight, lo, hi, degree, rounds=12, grid=60):
    lo, hi = mpf(lo), mpf(hi)
    floor = max(weight(lo), weight(hi), weight((lo + hi) / 2)) * mpf('1e-5')
    w = lambda x: weight(x) + floor
    n = degree + 2
    points = [(lo + hi) / 2 - (hi - lo) / 2 * cos(pi * i / (n - 1)) for i in range(n)]
    best = None
    for _ in range(rounds):
        a, b = matrix(n, n), matrix(n, 1)
        for i, x in enumerate(points):
            power = mpf(1)
            for j in range(degree + 1):
                a[i, j] = power
                power *= x
            a[i, degree + 1] = (-1) ** i / w(x)
            b[i] = f(x)
        solution = lu_solve(a, b)
        c = [solution[j] for j in range(degree + 1)]
        error = lambda x: (polyval(c[::-1], x) - f(x)) * w(x)
        # extrema between sign changes
        xs = [(lo + hi) / 2 - (hi - lo) / 2 * cos(pi * i / (grid * n)) for i in range(grid * n + 1)]
        es = [error(x) for x in xs]
        segments, start = [], 0
        for i in range(1, len(xs)):
            if (es[i] > 0) != (es[i - 1] > 0):
                segments.append((start, i))
                start = i
        segments.append((start, len(xs)))
        peaks = []
        for s, t in segments:
            k = max(range(s, t), key=lambda i: abs(es[i]))
            peaks.append((xs[k], es[k]))
        largest = max(abs(e) for _, e in peaks)
        if best is None or largest < best[1]:
            best = (c, largest)
        while len(peaks) > n:
            peaks.pop(0 if abs(peaks[0][1]) < abs(peaks[-1][1]) else -1)
        if len(peaks) < n:
            break
        points = [x for x, _ in peaks]
        smallest = min(abs(e) for _, e in peaks)
        if largest < smallest * mpf('1.001'):
            break
    return best
