"""Every file that the script writes, by name."""

from . import initialisation, modules, optim, philox, printing, promotion, schedulers
from .ops import (activations, attention, binary, comparison, convpool, creation, further, index, losses, matrix, norm, ranking,
                  reductions, scans, shape, sort, unary)
from .suite import Suite


def family(name, module):
    def records():
        suite = Suite(name)
        module.build(suite)
        return suite.records

    return records


FAMILIES = {
    "creation": creation,
    "unary": unary,
    "binary": binary,
    "comparison": comparison,
    "further": further,
    "reductions": reductions,
    "scans": scans,
    "matrix": matrix,
    "shape": shape,
    "index": index,
    "sort": sort,
    "convpool": convpool,
    "norm": norm,
    "activations": activations,
    "losses": losses,
    "ranking": ranking,
    "attention": attention,
}
FILES = {name: family(name, module) for name, module in FAMILIES.items()} | {
    "modules": modules.records,
    "promotion": promotion.records,
    "optim": optim.records,
    "schedulers": schedulers.records,
    "init": initialisation.records,
    "print": printing.records,
    "philox": philox.records,
}
