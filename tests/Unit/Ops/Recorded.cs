using AutoGrad.Tests.Fixtures;

namespace AutoGrad.Tests.Unit.Ops;

/// <summary>Holds a call of ours against PyTorch's record of it: values, dtypes, first-order gradients, second-order gradients and forward derivatives.</summary>
internal static class Recorded
{
    /// <summary>The recorded tensor as one of ours.</summary>
    internal static Tensor Tensor(FixtureTensor t)
    {
        int[] shape = Array.ConvertAll(t.Shape, s => (int)s);
        DType dtype = Enum.Parse<DType>(t.DType, ignoreCase: true);
        return (t.IsFloating ? AutoGrad.Tensor.From<double>(t.Doubles) : AutoGrad.Tensor.From<long>(t.Longs)).To(dtype).Reshape(shape);
    }

    /// <summary>Compares everything the case recorded. The call gets the inputs in the recorded order and returns the outputs in the recorded order.</summary>
    /// <param name="c">The record.</param>
    /// <param name="call">Our call.</param>
    /// <param name="tolerance">Relative above 1, absolute below; never less than Float32 can hold where it takes part.</param>
    /// <param name="numbersForNaN">Whether a gradient may be a number where PyTorch has NaN.</param>
    internal static void Check(FixtureCase c, Func<Variable[], Variable[]> call, double tolerance = 1e-10, bool numbersForNaN = false)
    {
        bool differentiated = Array.Exists(c.Cotangents, t => t is not null);
        Variable[] x = [.. c.Inputs.Select((t, i) => new Variable(Tensor(t), requiresGrad: differentiated && t.IsFloating && c.Grads[i] is not null))];
        if (Array.Exists([.. c.Inputs, .. c.Outputs], t => t.DType == "float32"))
        {
            tolerance = Math.Max(tolerance, 2e-6);
        }

        Variable[] y = call(x);
        Assert.Equal(c.Outputs.Length, y.Length);
        for (int k = 0; k < y.Length; k++)
        {
            Same(c.Outputs[k], y[k].Data, tolerance, $"{c.Name}: output {k}");
        }

        if (!differentiated)
        {
            return;
        }

        int[] outputs = [.. Enumerable.Range(0, y.Length).Where(k => c.Cotangents[k] is not null && y[k].RequiresGrad)];
        int[] inputs = [.. Enumerable.Range(0, x.Length).Where(i => x[i].RequiresGrad)];
        if (outputs.Length == 0)
        {
            // As in PyTorch, an op whose value does not depend on its inputs smoothly (norm with p = 0) may give an output without a gradient.
            Assert.All(c.Grads, static g => Assert.True(g is null || Array.TrueForAll(g.AsDoubles, static v => v == 0)));
            return;
        }

        Variable[] dy = [.. outputs.Select(k => new Variable(Tensor(c.Cotangents[k]!), requiresGrad: true))];
        Variable[] from = [.. outputs.Select(k => y[k])], wrt = [.. inputs.Select(i => x[i])];

        Compare(c, "gradient by kernels", c.Grads, inputs, Autodiff.Grad(from, wrt, dy, retainGraph: true, allowUnused: true), tolerance, numbersForNaN);
        Variable?[] dx = Autodiff.Grad(from, wrt, dy, createGraph: true, allowUnused: true);
        Compare(c, "gradient by rules", c.Grads, inputs, dx, tolerance, numbersForNaN);
        if (c.Second is { } second)
        {
            Second(c, second, inputs, outputs, wrt, dy, dx, tolerance);
        }
    }

    private static void Second(
        FixtureCase c, FixtureSecondOrder second, int[] inputs, int[] outputs, Variable[] wrt, Variable[] dy, Variable?[] dx, double tolerance)
    {
        int[] reached = [.. Enumerable.Range(0, dx.Length).Where(j => dx[j] is { RequiresGrad: true } && second.V[inputs[j]] is not null)];
        Variable?[] v = [.. reached.Select(j => (Variable?)Tensor(second.V[inputs[j]]!))];
        Variable?[] all = Autodiff.Grad([.. reached.Select(j => dx[j]!)], [.. wrt, .. dy], v, allowUnused: true);
        Compare(c, "second order", second.Grads, inputs, all[..wrt.Length], tolerance);
        Compare(c, "forward derivative", second.Jvp, outputs, all[wrt.Length..], tolerance);
    }

    private static void Compare(FixtureCase c, string what, FixtureTensor?[] expected, int[] positions, Variable?[] actual, double tolerance, bool numbersForNaN = false)
    {
        for (int j = 0; j < positions.Length; j++)
        {
            string label = $"{c.Name}: {what} {positions[j]}";
            if (expected[positions[j]] is { } e)
            {
                Assert.True(actual[j] is not null || Array.TrueForAll(e.Doubles, d => d == 0), $"{label} is missing");
                if (actual[j] is { } a)
                {
                    Same(e, a.Data, tolerance, label, numbersForNaN);
                }
            }
            else if (actual[j] is { } unexpected)
            {
                Assert.All(unexpected.Data.ToArray<double>(), d => Assert.Equal(0, d, tolerance));
            }
        }
    }

    private static void Same(FixtureTensor expected, Tensor actual, double tolerance, string label, bool numbersForNaN = false)
    {
        Assert.Equal(Array.ConvertAll(expected.Shape, s => (int)s), actual.Shape.ToArray());
        Assert.Equal(expected.DType, actual.DType.ToString().ToLowerInvariant());
        double[] e = expected.AsDoubles, a = actual.To(DType.Float64).ToArray<double>();
        for (int i = 0; i < e.Length; i++)
        {
            bool same = e[i].Equals(a[i]) || (numbersForNaN && double.IsNaN(e[i])) || Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i]));
            Assert.True(same, $"{label}[{i}]: PyTorch has {e[i]:R}, this has {a[i]:R}");
        }
    }
}
