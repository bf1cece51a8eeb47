"""Generator of the PyTorch fixtures: one module for each family of cases, see ../README.md."""
