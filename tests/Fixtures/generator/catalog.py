"""Every file that the script writes, by name."""

from . import modules
from .ops import binary, comparison, unary
from .suite import Suite


def family(name, module):
    def records():
        suite = Suite(name)
        module.build(suite)
        return suite.records

    return records


FAMILIES = {"unary": unary, "binary": binary, "comparison": comparison}
FILES = {name: family(name, module) for name, module in FAMILIES.items()} | {
    "modules": modules.records,
}
