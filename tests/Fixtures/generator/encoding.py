"""JSON text: shortest round-trip decimals, one record a line, tensors as shape, dtype and flat row-major data."""

import json
import math
import struct

import torch

DTYPES = {
    torch.float64: "float64",
    torch.float32: "float32",
    torch.int64: "int64",
    torch.int32: "int32",
    torch.uint8: "uint8",
    torch.bool: "bool",
}


def shortest_single(value: float) -> float:
    """The double whose decimal form is the shortest that still rounds to this Float32."""
    for digits in range(1, 10):
        candidate = float(f"{value:.{digits}g}")
        if abs(candidate) <= 3.4028234663852886e38 and struct.pack("f", candidate) == struct.pack("f", value):
            return candidate
    raise ValueError(f"{value!r} is not a Float32")


def element(value: float, single: bool) -> str:
    """One tensor element; integers stand without a point, except the negative zero, whose sign would be lost."""
    if not math.isfinite(value):
        return json.dumps(str(value))
    value = shortest_single(value) if single and value != 0 else value
    if value == int(value) and abs(value) < 1e15 and not (value == 0 and math.copysign(1, value) < 0):
        return str(int(value))
    return repr(value)


def tensor(value: torch.Tensor, name: str = None) -> dict:
    """A tensor as a dictionary; `data` stays pre-rendered text until `dumps`."""
    value = value.detach()
    if value._is_zerotensor():  # PyTorch's zero without memory
        value = torch.zeros(value.shape, dtype=value.dtype)
    flat = value.reshape(-1).tolist()
    if value.dtype.is_floating_point:
        data = [element(x, value.dtype == torch.float32) for x in flat]
    else:
        data = [str(int(x)) for x in flat]
    record = {"name": name} if name is not None else {}
    return record | {"dtype": DTYPES[value.dtype], "shape": list(value.shape), "data": Raw("[" + ",".join(data) + "]")}


class Raw(str):
    """Text that is JSON already."""


def dumps(value) -> str:
    """Compact JSON; Python's int and float keep their difference (2 against 2.0), NaN and the infinities are strings."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(k)}:{dumps(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(dumps(v) for v in value) + "]"
    if isinstance(value, torch.dtype):
        return json.dumps(DTYPES[value])
    if isinstance(value, torch.Tensor):
        return dumps(tensor(value))
    if isinstance(value, float) and not math.isfinite(value):
        return json.dumps(str(value))
    return json.dumps(value, ensure_ascii=False)


def document(records: list) -> str:
    """A whole file: the version that made it, then one record on each line."""
    head = json.dumps("PyTorch " + torch.__version__)
    return f'{{"source":{head},"cases":[\n' + ",\n".join(dumps(r) for r in records) + "\n]}\n"
