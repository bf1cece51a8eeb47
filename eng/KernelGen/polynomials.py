"""Prints the minimax polynomials behind src/AutoGrad/Kernels/Math. Needs mpmath. Run: python3 eng/KernelGen/polynomials.py"""
import struct
from mpmath import atanh, cos, coth, digamma, erf, erfc, euler, exp, expm1, findroot, log, log1p, loggamma, mp, mpf, nstr, pi, psi, sin, sqrt

from rational import rational
from remez import remez

mp.dps = 50
TINY = mpf("1e-12")


def single(x):
    return struct.unpack("f", struct.pack("f", float(x)))[0]


def show(name, f, weight, lo, hi, degree, is_single=False, limit=None, grid=20):
    """Fits f, whose value at 0 is the limit, with an error measured in the given weight."""
    c, error = remez(lambda x: f(x) if abs(x) > TINY or limit is None else limit, weight, lo, hi, degree, grid=grid)
    print(f"{name}: degree {degree}, error {nstr(error, 4)} = 2^{nstr(log(error, 2), 4)}")
    for a in c:
        print("    " + ("%.9gf" % single(a) if is_single else repr(float(a))))


def relative(power, whole):
    """Weight of a remainder that stands before x^power in a sum whose value is whole(x)."""
    return lambda x: abs(x ** power / whole(x)) if abs(x) > TINY else mpf("1e-30")


HALF_LN2 = log(2) / 2 * mpf("1.001")
LOG_LO, LOG_HI = sqrt(mpf(1) / 2) - 1, sqrt(mpf(2)) - 1
S_MAX = (LOG_HI / (2 + LOG_HI)) ** 2 * mpf("1.01")
QUARTER = (pi / 4 * mpf("1.001")) ** 2

exp_rest = lambda x: (exp(x) - 1 - x) / x ** 2
show("exp, Float32: (e^r - 1 - r) / r^2", exp_rest, relative(2, exp), -HALF_LN2, HALF_LN2, 4, True, mpf(1) / 2)
SIXTEENTH = log(2) / 32 * mpf("1.001")
show("exp, Float32, with a table", exp_rest, relative(2, exp), -SIXTEENTH, SIXTEENTH, 1, True, mpf(1) / 2)
print("2^(i / 16)\n    " + ", ".join("%.9gf" % single(mpf(2) ** (mpf(i) / 16)) for i in range(16)))
show("exp, Float64", exp_rest, relative(2, exp), -HALF_LN2, HALF_LN2, 9, False, mpf(1) / 2)
show("expm1, Float32", exp_rest, relative(2, expm1), -HALF_LN2, HALF_LN2, 4, True, mpf(1) / 2)
show("expm1, Float64: (e^r - 1 - r - r^2 / 2) / r^3", lambda x: (expm1(x) - x - x * x / 2) / x ** 3, relative(3, expm1), -HALF_LN2, HALF_LN2, 8, False, mpf(1) / 6)
show("expm1, scalar", lambda x: (expm1(x) - x - x * x / 2) / x ** 3, relative(3, expm1), -HALF_LN2, HALF_LN2, 10, False, mpf(1) / 6)
show("log, Float32: (log(1 + f) - f + f^2 / 2) / f^3", lambda x: (log1p(x) - x + x * x / 2) / x ** 3, relative(3, log1p), LOG_LO, LOG_HI, 7, True, mpf(1) / 3)
show("log, Float32, with a table: (log(1 + f) - f) / f^2", lambda x: (log1p(x) - x) / x ** 2, relative(2, log1p), -mpf(1) / 32, mpf(1) / 16, 3, True, -mpf(1) / 2)
# Of all logarithms of c that are multiples of 2^-17, those with the smallest error over all floats of their interval, in units of 2^-17.
LOGS = [mpf(k) / 2 ** 17 for k in (0, 8988, 17079, 25775, 31111, 38147, 44029, 49420, -33928, -28832, -25348, -18653, -14554, -11571, -6148, 0)]
print("log c\n    " + ", ".join("%.9gf" % single(a) for a in LOGS))
print("1 / c\n    " + ", ".join("%.9gf" % single(exp(-a)) for a in LOGS))
print("log 2 in 16 bits and the rest: %.9gf, %.9gf" % (single(mpf(45426) / 65536), single(log(2) - mpf(45426) / 65536)))
log_rest = lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z
show("log, Float64: (2 atanh(s) / s - 2) / s^2 in s^2", log_rest, lambda z: z / 2 if z else mpf("1e-30"), 0, S_MAX, 6, False, mpf(2) / 3)
show("log, 40 bits, for powers of floats", log_rest, lambda z: z / 2 if z else mpf("1e-30"), 0, S_MAX, 4, False, mpf(2) / 3)
sin_rest = lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z
cos_rest = lambda z: (cos(sqrt(z)) - 1 + z / 2) / z ** 2
sin_weight = lambda z: z * sqrt(z) / sin(sqrt(z)) if z else mpf("1e-30")
cos_weight = lambda z: z * z / cos(sqrt(z)) if z else mpf("1e-30")
show("sin, Float32: (sin(r) / r - 1) / r^2 in r^2", sin_rest, sin_weight, 0, QUARTER, 3, True, -mpf(1) / 6)
show("cos, Float32: (cos(r) - 1 + r^2 / 2) / r^4 in r^2", cos_rest, cos_weight, 0, QUARTER, 2, True, mpf(1) / 24)
show("sin, Float64", sin_rest, sin_weight, 0, QUARTER, 5, False, -mpf(1) / 6)
show("cos, Float64", cos_rest, cos_weight, 0, QUARTER, 5, False, mpf(1) / 24)
show("erf, Float32: -log(erfc(a)) / a", lambda a: -log(erfc(a)) / a, lambda a: erfc(a) * a / erf(a) if a > TINY else sqrt(pi) / 2, 0, mpf("3.95"), 9, True, 2 / sqrt(pi))
show("erf, scalar: erf(x) / x in x^2", lambda z: erf(sqrt(z)) / sqrt(z), lambda z: sqrt(z) / erf(sqrt(z)) if z > TINY else sqrt(pi) / 2, 0, 1, 11, False, 2 / sqrt(pi))

show("e^r = (g + r) / (g - r): r coth(r / 2), doubled, in (2 r)^2", lambda w: sqrt(w) * coth(sqrt(w) / 4), lambda w: 2 * sqrt(w) / (4 + w / 12) ** 2 if w > TINY else mpf("1e-12"), 0, (2 * HALF_LN2) ** 2, 2, True, mpf(4))

# The tail of the normal distribution: (1 - Phi(a)) e^(a^2 / 2) = c / (a + p / q). One float for log 2 makes e^(a^2 / 2) too large by a smooth factor, which the fit takes up.
# GELU's have q(0) = 1; their last digits were then searched for until no float is off by more than 4 ulp.
SCALE = mpf(single(1 / sqrt(2 * pi)))
LOST = mpf(single(log(2))) / log(2) - 1
tail = lambda a: exp(a * a / 2 * (1 - LOST)) * erfc(a / sqrt(mpf(2))) / 2
POINTS = [mpf("14.3") * (mpf(i) / 120) ** 2 for i in range(121)]
for name, f, weight, m, n in (
    ("GELU: c / tail(a) - a", lambda a: SCALE / tail(a) - a, lambda a: tail(a) / SCALE, 4, 4),
    ("slope of GELU: tail(a)", tail, lambda a: 1 / max(abs(tail(a) - a * SCALE), mpf(1) / 2), 3, 4),
):
    p, q, error = rational(f, weight, POINTS, m, n)
    print(f"{name}: degrees {m} and {n}, error {nstr(error, 4)} = 2^{nstr(log(error, 2), 4)}")
    for c in (p, q):
        print("    " + ", ".join("%.9gf" % single(x / (q[0] if n == m else 1)) for x in c))

K = mpf("3.75")


def scaled_erfc(t):
    x = K * (1 + t) / (1 - t)
    return (1 + 2 * x) * exp(x * x) * erfc(x)


show("erfc, scalar: (1 + 2 x) e^(x^2) erfc(x) in (x - 3.75) / (x + 3.75)", scaled_erfc, lambda t: 1 / scaled_erfc(t), (mpf("0.5") - K) / (mpf("0.5") + K), (28 - K) / (28 + K), 20, grid=10)
HALF = mpf(1) / 2
for degree, base in ((28, 1), (17, 2)):
    limit = -euler if base == 1 else 1 - euler
    rest = lambda d, base=base, limit=limit: loggamma(base + d) / d if abs(d) > TINY else limit
    show(f"lgamma({base} + d) / d", rest, lambda d, rest=rest: abs(1 / rest(d)), -HALF, HALF, degree, False, limit, grid=8)

ZERO = findroot(digamma, mpf("1.46163"))
slope = lambda u: digamma(3 * HALF + u) / (3 * HALF + u - ZERO) if abs(3 * HALF + u - ZERO) > TINY else psi(1, ZERO)
show("digamma(1.5 + u) / (1.5 + u - its zero)", slope, lambda u: 1 / slope(u), -HALF, HALF, 22, grid=10)
