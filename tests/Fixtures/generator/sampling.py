"""Input data: short decimals from Python's own generator, seeded by the name of the case, so a new case moves no other."""

import random
import zlib
from dataclasses import dataclass
from typing import Callable

import torch

F64, F32, I64, I32, U8, BOOL = torch.float64, torch.float32, torch.int64, torch.int32, torch.uint8, torch.bool


def generator(key: str) -> random.Random:
    return random.Random(zlib.crc32(key.encode()))


def size(shape) -> int:
    return int(torch.Size(shape).numel())


@dataclass(frozen=True)
class Spec:
    """A tensor still to be drawn: the shape, the dtype and how to draw `count` values."""

    shape: tuple
    dtype: torch.dtype
    draw: Callable

    def make(self, key: str) -> torch.Tensor:
        values = self.draw(generator(key), size(self.shape))
        return torch.tensor(values, dtype=self.dtype).reshape(self.shape)

    def to(self, dtype: torch.dtype) -> "Spec":
        return Spec(self.shape, dtype, self.draw)


def uniform(*shape, low=-2.0, high=2.0, decimals=2, dtype=F64) -> Spec:
    return Spec(shape, dtype, lambda r, n: [round(r.uniform(low, high), decimals) for _ in range(n)])


def positive(*shape, low=0.2, high=3.0, dtype=F64) -> Spec:
    return uniform(*shape, low=low, high=high, dtype=dtype)


def away(*shape, low=0.3, high=2.0, dtype=F64) -> Spec:
    """Values of both signs whose magnitude keeps away from zero: divisors, and arguments of functions with a kink at 0."""
    return Spec(shape, dtype, lambda r, n: [round(r.choice((-1, 1)) * r.uniform(low, high), 2) for _ in range(n)])


def distinct(*shape, step=0.25, dtype=F64) -> Spec:
    """No two values are equal, so that a maximum or an order is unique."""

    def draw(r, n):
        values = [round((i - n // 2) * step + 0.07, 2) for i in range(n)]
        r.shuffle(values)
        return values

    return Spec(shape, dtype, draw)


def integers(*shape, low=-5, high=5, dtype=I64) -> Spec:
    """Integers low..high, both included."""
    return Spec(shape, dtype, lambda r, n: [r.randint(low, high) for _ in range(n)])


def booleans(*shape) -> Spec:
    return integers(*shape, low=0, high=1, dtype=BOOL)


def literal(values, dtype=F64, shape=None) -> Spec:
    """Exactly these values; nested lists give the shape unless it is named."""
    fixed = torch.tensor(values, dtype=F64 if dtype.is_floating_point else I64)
    fixed = fixed if shape is None else fixed.reshape(shape)
    return Spec(tuple(fixed.shape), dtype, lambda r, n: fixed.reshape(-1).tolist())


def cotangent(like: torch.Tensor, key: str) -> torch.Tensor:
    """A fixed direction with short decimals and no zero, so that no entry of a gradient is hidden."""
    return away(*like.shape, low=0.2, high=1.5, dtype=like.dtype).make(key)
