"""Writes tests/Unit/Kernels/Math/Reference.txt: arguments and values of the elementary functions, correctly rounded to Float64 from 60 or more digits.

Needs mpmath. Run from the root of the repository: python3 eng/KernelGen/reference.py
Each line is a function's name, then its arguments and its value as the hexadecimal bits of doubles.
"""
import random
import struct
from mpmath import mp, mpf
import mpmath

POINTS = 160
LARGEST = 1.7976931348623157e308


def bits(x):
    return struct.pack(">d", x).hex()


def rounded(v):
    """The double nearest to v; mpmath's own conversion rounds subnormal numbers twice."""
    v = mpf(v)
    if v == 0 or abs(v) >= mpf(2) ** -1022:
        try:
            return float(v)
        except OverflowError:
            return float("inf") if v > 0 else float("-inf")
    return float(int(mpmath.nint(v * mpf(2) ** 1074))) * 5e-324


def arguments(rng, lo, hi, special):
    """Every magnitude from subnormal to the largest within [lo, hi], uniform draws near the origin, and the neighbourhood of special points."""
    out = [s * (1 + sign * 2.0 ** -e) for s in special for sign in (-1, 1) for e in (52, 40, 20, 8, 3)]
    while len(out) < POINTS:
        kind = rng.randrange(6)
        if kind == 0:
            x = 2.0 ** rng.uniform(-1074, 1024 - 1e-9)
        elif kind == 1:
            x = 2.0 ** rng.uniform(-60, 12)
        else:
            x = rng.uniform(0, [1, 3, 12, 800][kind - 2])
        x *= rng.choice((-1, 1))
        if lo <= x <= hi:
            out.append(x)
    return [x for x in out if lo <= x <= hi]


def erfinv(x):
    if abs(x) < mpf(2) ** -200:
        return x * mpmath.sqrt(mp.pi) / 2
    y = mpmath.erfinv(x)
    for _ in range(2):
        y -= (mpmath.erf(y) - x) * mpmath.sqrt(mp.pi) / 2 * mpmath.exp(y * y)
    return y


def erfc(x):
    return mpmath.erfc(x) if x < 30 else mpf(0)


UNARY = {
    "Exp": (mpmath.exp, -800, 720, [709.78, -708.4, -745.1]),
    "Expm1": (mpmath.expm1, -800, 720, [0.34657, -0.34657, 1.0397]),
    "Exp2": (lambda x: mpf(2) ** x, -1080, 1025, [-1022, 1023.9]),
    "Log": (mpmath.log, 0, LARGEST, [1, 0.70710678, 1.41421356, 2]),
    "Log2": (lambda x: mpmath.log(x, 2), 0, LARGEST, [1, 0.70710678, 1.41421356, 8]),
    "Log10": (mpmath.log10, 0, LARGEST, [1, 0.70710678, 1.41421356, 1000]),
    "Log1p": (mpmath.log1p, -1, LARGEST, [-1, -0.29289321, 0.41421356]),
    "Tanh": (mpmath.tanh, -40, 40, [0.55, 1]),
    "Sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), -740, 50, [1]),
    "Softplus": (lambda x: mpmath.log1p(mpmath.exp(x)), -740, LARGEST, [1]),
    "Erf": (mpmath.erf, -10, 10, [0.5, 1]),
    "Erfc": (erfc, -10, 26.5, [0.5, 1]),
    "Erfinv": (erfinv, -1, 1, [0.5, -1, 1]),
    "Gelu": (lambda x: x * mpmath.erfc(-x / mpmath.sqrt(2)) / 2, -37, 40, [-0.75, 1, -1]),
    "Sin": (mpmath.sin, -LARGEST, LARGEST, [3.141592653589793, 6.283185307179586, 355.0, 1e22]),
    "Cos": (mpmath.cos, -LARGEST, LARGEST, [1.5707963267948966, 4.71238898038469, 1e22]),
    "Tan": (mpmath.tan, -LARGEST, LARGEST, [3.141592653589793, 1.5707963267948966, 1e22]),
    "Sinh": (mpmath.sinh, -711, 711, [1, 710.4, -710.4]),
    "Cosh": (mpmath.cosh, -711, 711, [1, 710.4, -710.4]),
    "Asin": (mpmath.asin, -1, 1, [0.5, 1, -1]),
    "Acos": (mpmath.acos, -1, 1, [0.5, 1, -1]),
    "Atan": (mpmath.atan, -LARGEST, LARGEST, [0.41421356, 1, 2.41421356]),
    "Asinh": (mpmath.asinh, -LARGEST, LARGEST, [1]),
    "Acosh": (mpmath.acosh, 1, LARGEST, [1, 2]),
    "Atanh": (mpmath.atanh, -1, 1, [0.5, 1, -1]),
    "Lgamma": (mpmath.loggamma, 0, 1e300, [0.5, 1, 1.5, 2, 2.5, 10]),
    "Digamma": (mpmath.digamma, 0, LARGEST, [0.5, 1, 1.4616321449683622, 2, 10]),
    "GeluTanh": (lambda x: x / (1 + mpmath.exp(-2 * mpmath.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3))), -21, 40, [-0.75, 1, -1]),
}


def main():
    rng = random.Random(20261120)
    lines = []
    for name, (f, lo, hi, special) in UNARY.items():
        for x in arguments(rng, lo, hi, special):
            if x == 0 or (name in ("Log", "Log2", "Log10") and x <= 0) or (name in ("Log1p",) and x <= -1) or (name in ("Atanh", "Erfinv") and abs(x) >= 1):
                continue
            # Reducing an argument of 2^1023 by pi needs its 1023 bits and those of pi behind them.
            mp.prec = 2600 if name in ("Sin", "Cos", "Tan") else 400
            lines.append(f"{name} {bits(x)} {bits(rounded(f(mpf(x))))}")
    mp.prec = 400
    for _ in range(2 * POINTS):
        x = 2.0 ** rng.uniform(-1000, 1000) if rng.randrange(4) == 0 else 1 + 2.0 ** rng.uniform(-50, -1) * rng.choice((-1, 1)) if rng.randrange(3) == 0 else rng.uniform(0, 20)
        y = rng.uniform(-1, 1) * 700 / abs(float(mpmath.log(x))) if rng.randrange(2) else rng.uniform(-8, 8)
        v = mpf(x) ** mpf(y)
        if mpf(2) ** -1022 < v < LARGEST:
            lines.append(f"Pow {bits(x)} {bits(y)} {bits(rounded(v))}")
        y, x = (2.0 ** rng.uniform(-300, 300) * rng.choice((-1, 1)), 2.0 ** rng.uniform(-300, 300) * rng.choice((-1, 1))) if rng.randrange(3) == 0 else (rng.uniform(-3, 3), rng.uniform(-3, 3))
        lines.append(f"Atan2 {bits(y)} {bits(x)} {bits(rounded(mpmath.atan2(y, x)))}")
    with open("tests/Unit/Kernels/Math/Reference.txt", "w", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


main()
