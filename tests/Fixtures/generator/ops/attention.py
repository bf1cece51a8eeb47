"""
scaled_dot_product_attention by its formula, softmax(q k' / sqrt(d) + mask) v, since PyTorch 1.13 has no public one.
A bool mask is true where attention is allowed; a causal mask lets query i see keys 0..i (aligned at the top left).
"""

import math

import torch

from ..sampling import BOOL, literal, uniform


def attention(query, key, value, attn_mask=None, is_causal=False, scale=None):
    scale = 1 / math.sqrt(query.shape[-1]) if scale is None else scale
    scores = query @ key.mT * scale
    if is_causal:
        attn_mask = torch.ones(query.shape[-2], key.shape[-2], dtype=torch.bool).tril()
    if attn_mask is not None and attn_mask.dtype == torch.bool:
        scores = scores.masked_fill(~attn_mask, -math.inf)
    elif attn_mask is not None:
        scores = scores + attn_mask
    return torch.softmax(scores, -1) @ value


def build(suite):
    name = "scaled_dot_product_attention"
    small = three((3, 2), (3, 2), (3, 2))
    suite.add(name, None, small, call=attention, single=True)
    heads = three((1, 2, 2, 3), (1, 2, 3, 3), (1, 2, 3, 2))
    suite.add(f"{name}/heads", None, heads, call=attention)
    suite.add(f"{name}/causal", None, small, {"is_causal": True}, call=lambda q, k, v: attention(q, k, v, is_causal=True), single=True)
    suite.add(f"{name}/causal-more-keys", None, three((2, 2), (3, 2), (3, 2)), {"is_causal": True}, call=lambda q, k, v: attention(q, k, v, is_causal=True))
    suite.add(f"{name}/causal-more-queries", None, three((3, 2), (2, 2), (2, 2)), {"is_causal": True}, call=lambda q, k, v: attention(q, k, v, is_causal=True))
    allowed = {"attn_mask": literal([[1, 0, 1], [0, 1, 1], [0, 0, 1]], BOOL)}
    suite.add(f"{name}/bool-mask", None, small | allowed, call=attention)
    suite.add(f"{name}/bool-mask-broadcast", None, heads | {"attn_mask": literal([[[1, 0, 1]], [[0, 1, 1]]], BOOL)}, call=attention)
    suite.add(f"{name}/float-mask", None, small | {"attn_mask": uniform(3, 3)}, call=attention)
    suite.add(f"{name}/scale", None, small, {"scale": 0.3}, call=lambda q, k, v: attention(q, k, v, scale=0.3))
    suite.add(f"{name}/broadcast-batch", None, three((2, 1, 2, 2), (3, 2, 2), (3, 2, 2)), call=attention)


def three(query, key, value) -> dict:
    return {"query": uniform(*query), "key": uniform(*key), "value": uniform(*value)}
