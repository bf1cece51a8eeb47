namespace AutoGrad;

/// <summary>Where tensors live and primitives run. The one seam between what is computed and how: allocation and execution, nothing else.</summary>
internal abstract class Backend
{
    /// <summary>Id of the CPU; the only one outside tests until a device assembly registers itself.</summary>
    internal const byte CpuId = 0;

    private static readonly Lock Registry = new();
    private static Backend[] _all = [new CpuBackend()];

    /// <summary>The CPU.</summary>
    internal static Backend Cpu => _all[CpuId];

    internal byte Id { get; private set; }

    internal abstract string DeviceName { get; }

    internal static Backend Of(byte id) => _all[id];

    /// <summary>Adds a backend for the life of the process; ids are handed out once.</summary>
    internal static void Register(Backend backend)
    {
        lock (Registry)
        {
            backend.Id = checked((byte)_all.Length);
            _all = [.. _all, backend];
        }
    }

    /// <summary>A fresh contiguous tensor with unspecified contents.</summary>
    internal abstract Tensor Allocate(TensorSpec spec);

    /// <summary>Runs the primitive. Shapes were validated by Infer; outputs may be any strided views.</summary>
    internal abstract void Execute(Primitive primitive, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, WriteMode mode);

    /// <summary>Copies elements to the host in row-major order: the only readback there is.</summary>
    internal abstract Tensor ToCpu(Tensor tensor);

    /// <summary>The error for a kernel that asks a device tensor for CPU memory.</summary>
    internal AutogradException NoCpuMemory() =>
        Errors.Autograd("Tensor", $"memory of a tensor on {DeviceName} was read as CPU memory. Run a primitive on it, or copy it with ToArray() or Item().");
}
