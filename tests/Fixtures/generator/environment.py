"""Import this before torch: one thread and no CPU-specific kernels, so that the same script writes the same bytes."""

import os

os.environ["ATEN_CPU_CAPABILITY"] = "default"
os.environ["OPENBLAS_CORETYPE"] = "Haswell"
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"

import torch  # noqa: E402  (the variables above must be set first)

torch.set_num_threads(1)
torch.backends.mkldnn.enabled = False
