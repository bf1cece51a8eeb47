"""The operation families of FEATURES A3; each module has one function `build(suite)`."""
