"""
The known answers of Philox 4x32 with 10 rounds, as published with Salmon, Moraes, Dror and Shaw, "Parallel random
numbers: as easy as 1, 2, 3" (SC 2011, doi:10.1145/2063384.2063405), file kat_vectors of its library Random123.
Typed from there and not computed; words in the order of the publication, x0 first.
"""

KNOWN = {
    "zeros": ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    "ones": ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    "pi": ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
}


def records() -> list:
    return [{"name": name, "rounds": 10, "counter": counter.split(), "key": key.split(), "output": output.split()}
            for name, (counter, key, output) in KNOWN.items()]
