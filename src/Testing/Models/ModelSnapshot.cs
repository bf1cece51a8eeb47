using AutoGrad.NN;

namespace AutoGrad.Testing;

/// <summary>A model as it stood; disposing puts back values, gradients, buffers and training flags. Generators do not move meanwhile.</summary>
internal sealed class ModelSnapshot : IDisposable
{
    private readonly (Parameter Parameter, Tensor Value, Variable? Grad)[] _parameters;
    private readonly (Module.Buffer Buffer, Tensor Object, Tensor Value)[] _buffers;
    private readonly (Module Module, bool Training)[] _modules;
    private readonly RandomFork _random = new();

    internal ModelSnapshot(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _parameters = [.. model.Parameters().Select(static p => (p, p.Data.Clone(), p.Grad))];
        _buffers = [.. model.NamedBuffers().Select(static b => (b.Buffer, b.Buffer.Data, b.Buffer.Data.Clone()))];
        _modules = [.. model.Modules().Select(static m => (m, m.Training))];
    }

    /// <summary>Whether random numbers were drawn since the snapshot or the last restart.</summary>
    internal bool IsRandomUsed => _random.IsUsed;

    /// <summary>The next draws are those after the snapshot again.</summary>
    internal void RestartRandom() => _random.Restart();

    public void Dispose()
    {
        foreach ((Parameter parameter, Tensor value, Variable? grad) in _parameters)
        {
            if (!Bits.AreEqual(parameter.Data, value))
            {
                parameter.Data.CopyFrom(value);
            }

            parameter.Grad = grad;
        }

        foreach ((Module.Buffer buffer, Tensor kept, Tensor value) in _buffers)
        {
            buffer.Data = kept;
            if (!Bits.AreEqual(kept, value))
            {
                kept.CopyFrom(value);
            }
        }

        foreach ((Module module, bool training) in _modules)
        {
            module.Train(training); // parents first: what they set below is set again
        }

        _random.Dispose();
    }
}

/// <summary>Comparison without tolerance.</summary>
internal static class Bits
{
    /// <summary>Same shape, dtype and bits; NaN equals the same NaN, and 0 is not -0.</summary>
    internal static bool AreEqual(Tensor a, Tensor b) => a.Shape == b.Shape && a.DType == b.DType && FirstDifference(a, b) < 0;

    /// <summary>Row-major position of the first element that differs, -1 if there is none.</summary>
    internal static int FirstDifference(Tensor a, Tensor b)
    {
        // Every dtype fits into Float64 but Int64, which is compared as it is.
        long[] left = Of(a), right = Of(b);
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return i;
            }
        }

        return -1;
    }

    private static long[] Of(Tensor t) => t.DType == DType.Int64 ? t.ToArray<long>() : Array.ConvertAll(t.To(DType.Float64).ToArray<double>(), BitConverter.DoubleToInt64Bits);
}
