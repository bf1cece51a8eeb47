"""Multi-head attention and the Transformer encoder layer, without dropout."""

from torch import nn

from ..sampling import BOOL, F32, literal, uniform

SIZES = {"embed_dim": 4, "num_heads": 2}
CAUSAL = literal([[0, 1, 1], [0, 0, 1], [0, 0, 0]], BOOL)
PADDED = literal([[0, 0, 1], [0, 0, 0]], BOOL)


def three(query, key, value=None) -> dict:
    return {"query": uniform(*query), "key": uniform(*key), "value": uniform(*(value or key))}


def build(suite):
    masks(suite)
    layouts(suite)
    encoder(suite)


def masks(suite):
    time_first = three((3, 2, 4), (3, 2, 4))
    suite.add("MultiheadAttention", nn.MultiheadAttention, time_first, SIZES)
    suite.add("MultiheadAttention/float32", nn.MultiheadAttention, time_first, SIZES, dtype=F32)
    suite.add("MultiheadAttention/key_padding_mask", nn.MultiheadAttention, time_first | {"key_padding_mask": PADDED}, SIZES)
    suite.add("MultiheadAttention/bool-attn_mask", nn.MultiheadAttention, time_first | {"attn_mask": CAUSAL}, SIZES)
    suite.add("MultiheadAttention/float-attn_mask", nn.MultiheadAttention, time_first | {"attn_mask": uniform(3, 3)}, SIZES)
    suite.add("MultiheadAttention/attn_mask-by-head", nn.MultiheadAttention, time_first | {"attn_mask": uniform(4, 3, 3)}, SIZES)
    suite.add("MultiheadAttention/both-masks", nn.MultiheadAttention, time_first | {"key_padding_mask": PADDED, "attn_mask": CAUSAL}, SIZES)


def layouts(suite):
    add = suite.add
    add("MultiheadAttention/batch_first", nn.MultiheadAttention, three((2, 3, 4), (2, 2, 4)), SIZES | {"batch_first": True})
    add("MultiheadAttention/kdim-vdim", nn.MultiheadAttention, three((3, 1, 4), (2, 1, 3), (2, 1, 5)), SIZES | {"kdim": 3, "vdim": 5})
    add("MultiheadAttention/no-bias", nn.MultiheadAttention, three((2, 1, 4), (2, 1, 4)), SIZES | {"bias": False})
    add("MultiheadAttention/bias_kv-zero_attn", nn.MultiheadAttention, three((2, 1, 4), (2, 1, 4)), SIZES | {"add_bias_kv": True, "add_zero_attn": True})
    add("MultiheadAttention/unbatched", nn.MultiheadAttention, three((2, 4), (3, 4)), SIZES)
    add("MultiheadAttention/no-weights", nn.MultiheadAttention, three((2, 1, 4), (2, 1, 4)), SIZES, call_args={"need_weights": False})
    add("MultiheadAttention/weights-by-head", nn.MultiheadAttention, three((2, 1, 4), (2, 1, 4)), SIZES, call_args={"average_attn_weights": False})


def encoder(suite):
    sizes = {"d_model": 4, "nhead": 2, "dim_feedforward": 5, "dropout": 0.0}
    for norm_first in (False, True):
        for activation in ("relu", "gelu"):
            name = f"TransformerEncoderLayer/{'pre' if norm_first else 'post'}-norm-{activation}"
            args = sizes | {"norm_first": norm_first, "activation": activation}
            suite.add(name, nn.TransformerEncoderLayer, {"src": uniform(3, 2, 4)}, args)
    masked = {"src": uniform(2, 3, 4), "src_mask": CAUSAL, "src_key_padding_mask": PADDED}
    suite.add("TransformerEncoderLayer/masks-batch_first", nn.TransformerEncoderLayer, masked, sizes | {"batch_first": True})
    suite.add("TransformerEncoderLayer/float32", nn.TransformerEncoderLayer, {"src": uniform(2, 1, 4)}, sizes, dtype=F32)
    suite.add("TransformerEncoderLayer/eval", nn.TransformerEncoderLayer, {"src": uniform(2, 1, 4)}, sizes | {"batch_first": True}, (False,))
