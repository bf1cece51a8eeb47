"""The PyTorch side of the comparison: fed by lines of JSON on its standard input, each followed by the bytes it announces.

Every case has a fork of this process to itself, so that it finds the memory of a fresh process and not the heap that earlier cases faulted in; the other side trims its pool.
In it are the tensors the case was lent, `leaves` (those that need gradients), and the function `step` of its snippet.
"""
import json
import os
import re
import resource
import sys
import time

import numpy
import torch

orders, replies = sys.stdin.buffer, sys.stdout.buffer
sys.stdout = sys.stderr  # a print in a snippet must not become a reply
threads = int(os.environ["OMP_NUM_THREADS"])
torch.set_num_threads(threads)

DTYPES = {"Float32": numpy.float32, "Float64": numpy.float64, "Int64": numpy.int64, "Int32": numpy.int32, "Bool": numpy.bool_}
space = {}


def begin():
    torch.manual_seed(1)
    space.update(torch=torch, nn=torch.nn, F=torch.nn.functional, leaves=[], state={}, back=back)


def back(output, gradient=None):
    """Clears the gradients of the leaves and runs backward, as the other side does."""
    for leaf in space["leaves"]:
        leaf.grad = None
    output.backward(gradient)
    return output


def lend(order):
    array = numpy.frombuffer(orders.read(order["bytes"]), DTYPES[order["dtype"]]).reshape(order["shape"])
    tensor = torch.from_numpy(array.copy())
    if order["leaf"]:
        space["leaves"].append(tensor.requires_grad_())
    if order["module"]:
        space["state"].setdefault(order["module"], {})[order["name"]] = tensor
    else:
        space[order["name"]] = tensor
    return {}


def lend_text(order):
    space[order["name"]] = order["text"]
    return {}


def run(order):
    exec(order["code"], space)
    return {}


def values(order):
    """The tensors of an expression: one, or several in a tuple."""
    result = eval(order["code"], space)
    arrays = [t.detach().contiguous().numpy() for t in (result if isinstance(result, (tuple, list)) else [result])]
    names = {numpy.dtype(v): k for k, v in DTYPES.items()}
    return {"tensors": [{"dtype": names[a.dtype], "shape": a.shape, "bytes": a.nbytes} for a in arrays]}, [a.tobytes() for a in arrays]


def waiting():
    """Nanoseconds that threads of this process stood ready while others had the processors; see Waiting.cs."""
    total = 0
    for task in os.listdir("/proc/self/task") if os.path.isdir("/proc/self/task") else []:
        try:
            with open(f"/proc/self/task/{task}/schedstat") as file:
                total += int(file.read().split()[1])
        except OSError:
            pass  # the thread ended meanwhile
    return total


def measure(order):
    """Several samples of `count` steps each, after `settle` seconds of steps that do not count: nanoseconds per step and the part spent waiting; what all threads ran, over the time of all samples."""
    step, count = space["step"], range(order["count"])
    until = time.perf_counter() + order["settle"]
    step()
    while time.perf_counter() < until:
        step()
    samples, ran, begin = [], time.process_time(), time.perf_counter()
    for _ in range(order["samples"]):
        before, start = waiting(), time.perf_counter_ns()
        for _ in count:
            step()
        elapsed = time.perf_counter_ns() - start
        samples.append((elapsed / len(count), (waiting() - before) / elapsed))
    return {"samples": samples, "ran": (time.process_time() - ran) / (time.perf_counter() - begin)}


def describe(order):
    """Versions, threads and the BLAS that is really loaded."""
    torch.ones(64, 64) @ torch.ones(64, 64)
    paths = {line.split()[-1] for line in open("/proc/self/maps") if re.search(r"blas|mkl|dnnl|atlas|blis", line.split()[-1])}
    return {"torch": torch.__version__, "threads": torch.get_num_threads(), "libraries": sorted(map(os.path.realpath, paths))}


def memory():
    """The greatest peak of the cases' processes."""
    return {"peak": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024}


COMMANDS = {f.__name__: f for f in (lend, lend_text, run, values, measure, describe)}


def send(reply, blobs=()):
    replies.write(json.dumps(reply).encode() + b"\n")
    for blob in blobs:
        replies.write(blob)
    replies.flush()


def serve():
    """Answers the orders of one case in a fork of its own, until the case ends."""
    begin()
    send({})
    going = True
    while going and (line := orders.readline()):
        order = json.loads(line)
        going = order["command"] != "end"
        try:
            reply = COMMANDS[order["command"]](order) if going else {}
        except Exception as error:  # told to the other side, which names the case
            import traceback
            reply = {"error": "".join(traceback.format_exception(error))}
        send(*(reply if isinstance(reply, tuple) else (reply,)))
    os._exit(0)


# The parent computes nothing: a fork has none of the threads that a library started before.
while line := orders.readline():
    order = json.loads(line)
    if order["command"] == "memory":
        send(memory())
        continue
    if (fork := os.fork()) == 0:
        serve()
    if os.waitpid(fork, 0)[1] != 0:
        send({"error": "the case's process ended"})
