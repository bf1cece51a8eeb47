"""Rational approximations by Lawson's weights on top of Sanathanan and Koerner's iteration, in high precision.

rational(f, w, points, m, n) returns coefficients of p and q, of degrees m and n with the leading one of q made 1, so that the largest |p / q - f| w at the points is nearly least,
and that value.
"""
from mpmath import matrix, lu_solve, mpf, polyval


def rational(f, weight, points, m, n, rounds=60):
    values, weights = [f(x) for x in points], [weight(x) for x in points]
    share, denominators, best = [mpf(1)] * len(points), [mpf(1)] * len(points), None
    size = m + 1 + n
    for turn in range(rounds):
        a, b = matrix(size, size), matrix(size, 1)
        for x, v, w, s, d in zip(points, values, weights, share, denominators):
            row = [x ** k for k in range(m + 1)] + [-v * x ** k for k in range(1, n + 1)]
            factor = s * (w / d) ** 2
            for i in range(size):
                b[i] += factor * row[i] * v
                for j in range(size):
                    a[i, j] += factor * row[i] * row[j]
        solution = lu_solve(a, b)
        p, q = [solution[k] for k in range(m + 1)], [mpf(1)] + [solution[m + k] for k in range(1, n + 1)]
        denominators = [polyval(q[::-1], x) for x in points]
        errors = [abs(polyval(p[::-1], x) / d - v) * w for x, d, v, w in zip(points, denominators, values, weights)]
        largest = max(errors)
        if best is None or largest < best[2]:
            best = ([c / q[n] for c in p], [c / q[n] for c in q], largest)
        if turn > 3:
            share = [s * (e / largest + mpf("1e-4")) for s, e in zip(share, errors)]
            share = [s * len(share) / sum(share) for s in share]
    return best
