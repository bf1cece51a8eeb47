using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>Runs each primitive's own kernel on managed memory.</summary>
internal sealed class CpuBackend : Backend
{
    internal override string DeviceName => "CPU";

    internal override Tensor Allocate(TensorSpec spec)
    {
        if (spec.DType > DType.Float64)
        {
            throw Errors.UndefinedDType(spec.DType); // a number cast to DType: no kernel knows its size
        }

        var tensor = new Tensor(spec.Shape, spec.DType, CpuId);
        long bytes = (long)spec.Shape.NumEl * spec.DType.Size();
        if (bytes > 16)
        {
            BufferPool.Provide(tensor, bytes);
        }

        return Born(tensor);
    }

    /// <summary>A single number, stored in the tensor itself.</summary>
    internal static Tensor AllocateScalar(DType dtype) => Born(new Tensor(Shape.Scalar, dtype, CpuId));

    /// <summary>What the present mode has to say about a fresh tensor.</summary>
    private static Tensor Born(Tensor tensor)
    {
        Mode mode = Mode.Current;
        tensor.IsInference = mode.Inference;
        mode.Rule?.Note(tensor);
        return tensor;
    }

    /// <summary>sum += term for two Float32 or two Float64 scalars: the strided driver would take half of a backward pass over a graph of scalars.</summary>
    internal static void AddScalar(Tensor sum, Tensor term)
    {
        if (sum.DType == DType.Float32)
        {
            sum.First<float>() += term.First<float>();
        }
        else
        {
            sum.First<double>() += term.First<double>();
        }

        sum.Bump();
    }

    internal override void Execute(Primitive primitive, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, WriteMode mode)
    {
        if (primitive.AcceptsStrides && (mode == WriteMode.Write || primitive.AcceptsAccumulate))
        {
            primitive.Forward(new KernelContext(inputs, outputs, mode));
        }
        else
        {
            ExecuteContiguous(primitive, inputs, outputs, mode);
        }

        KeepAlive(inputs);
        KeepAlive(outputs);
    }

    internal override Tensor ToCpu(Tensor tensor) => tensor;

    private static void ExecuteContiguous(Primitive primitive, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, WriteMode mode)
    {
        Tensor[]? packed = null;
        if (!primitive.AcceptsStrides)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (!inputs[i].IsContiguous)
                {
                    packed ??= inputs.ToArray();
                    packed[i] = TensorCopy.Convert(inputs[i], inputs[i].DType);
                }
            }
        }

        bool accumulates = mode == WriteMode.Accumulate && !primitive.AcceptsAccumulate;
        Tensor[]? results = null;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (accumulates || (!outputs[i].IsContiguous && !primitive.AcceptsStrides))
            {
                results ??= outputs.ToArray();
                results[i] = Cpu.Allocate(outputs[i].Spec);
                if (!accumulates && mode == WriteMode.Accumulate)
                {
                    TensorCopy.Copy(outputs[i], results[i]);
                }
            }
        }

        ReadOnlySpan<Tensor> from = packed ?? inputs, to = results ?? outputs;
        primitive.Forward(new KernelContext(from, to, accumulates ? WriteMode.Write : mode));
        for (int i = 0; results is not null && i < outputs.Length; i++)
        {
            if (accumulates)
            {
                Elementwise.AddInto(outputs[i], results[i]);
            }
            else if (!ReferenceEquals(results[i], outputs[i]))
            {
                TensorCopy.Copy(results[i], outputs[i]);
            }
        }
    }

    /// <summary>Keeps owners alive to the end of the kernel: the JIT ends liveness early, and a sweep on another thread would lend the memory again.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive(ReadOnlySpan<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
        {
            GC.KeepAlive(tensor);
        }
    }
}
