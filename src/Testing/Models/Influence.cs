using AutoGrad.NN;

namespace AutoGrad.Testing;

/// <summary>Which positions of a model's output depend on which positions of its input, along one dimension of each, by gradients.</summary>
/// <remarks>Integer inputs have no gradient: the outputs of the embeddings that read them stand in; without any, values are changed and outputs compared.</remarks>
internal sealed class Influence
{
    private const int MostPositions = 32;

    private readonly Func<Variable, Variable> _call;
    private readonly Variable _input;
    private readonly Module _model;
    private readonly int _inputDim;
    private readonly int _outputDim;
    private readonly string _check;

    internal Influence(string check, ModelSnapshot snapshot, Module model, Func<Variable, Variable> call, Variable input, int inputDim, int outputDim)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(input);
        _check = check;
        _model = model;
        _call = x =>
        {
            snapshot.RestartRandom(); // so that dropout is the same at each call
            return call(x);
        };
        _input = input;
        _inputDim = Resolve(inputDim, input.Shape, "input");
        _outputDim = outputDim;
        Count = input.Shape[_inputDim];
        if (Count < 2)
        {
            throw new ArgumentException($"{check}: dimension {inputDim} of the input {input.Shape} has {Count} position; with fewer than two nothing can mix. Pass a larger input.");
        }
    }

    /// <summary>Positions along the dimension.</summary>
    internal int Count { get; }

    /// <summary>Whether an output position depends on another position of the input, as far as the last search went.</summary>
    internal bool FlowsAcross { get; private set; }

    /// <summary>The first pair that must not be connected and is; null if there is none. Throws if nothing is connected at all.</summary>
    /// <param name="isAllowed">Whether output position o may depend on input position i.</param>
    internal Leak? Find(Func<int, int, bool> isAllowed)
    {
        FlowsAcross = false;
        var carriers = new List<Variable>();
        Variable output = Run(carriers);
        int dim = Resolve(_outputDim, output.Shape, "output");
        if (output.Shape[dim] != Count)
        {
            throw new ArgumentException($"{_check}: dimension {_outputDim} has {Count} positions in the input {_input.Shape} and {output.Shape[dim]} in the output {output.Shape}. Name the dimension in both.");
        }

        if (!output.DType.IsFloat())
        {
            throw new ArgumentException($"{_check}: the output is {output.DType}. Return the floating-point values before they are made integers.");
        }

        if (Array.Exists(output.Data.To(DType.Float64).ToArray<double>(), static y => !double.IsFinite(y)))
        {
            throw new PropertyException($"{_check}: the output has elements that are not finite, so nothing can be said. Look for a division by zero, or a mask that hides all of a row.");
        }

        return carriers.Count > 0 ? ByGradients(output, dim, [.. carriers], isAllowed) : ByValues(output, dim, isAllowed);
    }

    private Variable Run(List<Variable> carriers)
    {
        if (_input.DType.IsFloat())
        {
            carriers.Add(new Variable(_input.Data, requiresGrad: true));
            return _call(carriers[0]);
        }

        var hooks = new List<Hook>();
        try
        {
            foreach (Embedding embedding in _model.Modules().OfType<Embedding>())
            {
                hooks.Add(embedding.RegisterForwardHook((indices, vectors) =>
                {
                    if (indices.Shape != _input.Shape)
                    {
                        return vectors;
                    }

                    carriers.Add(new Variable(vectors.Data, requiresGrad: true));
                    return carriers[^1];
                }));
            }

            return _call(_input);
        }
        finally
        {
            hooks.ForEach(static h => h.Dispose());
        }
    }

    private Leak? ByGradients(Variable output, int dim, Variable[] carriers, Func<int, int, bool> isAllowed)
    {
        bool flows = false;
        foreach (int position in Positions())
        {
            Variable?[] gradients = output.RequiresGrad
                ? Autodiff.Grad([output], carriers, [Cotangent(output, dim, position)], retainGraph: true, allowUnused: true)
                : new Variable?[carriers.Length];
            foreach (Variable gradient in gradients.OfType<Variable>())
            {
                for (int i = 0; i < Count; i++)
                {
                    double largest = Largest(gradient.Data.Narrow(_inputDim, i, 1));
                    flows |= largest != 0;
                    FlowsAcross |= largest != 0 && position != i;
                    if (largest != 0 && !isAllowed(position, i))
                    {
                        return new Leak(position, i, FormattableString.Invariant($"its gradient there is up to {largest:G3}"));
                    }
                }
            }
        }

        return flows ? null : throw new PropertyException(
            $"{_check}: no gradient flows from the output to the input at all, so the check says nothing. Look for Detach, Data, NoGrad or a saturated activation.");
    }

    private Leak? ByValues(Variable output, int dim, Func<int, int, bool> isAllowed)
    {
        bool flows = false;
        long[] values = _input.Data.To(DType.Int64).ToArray<long>();
        (long low, long high) = (values.Min(), values.Max());
        if (low == high)
        {
            throw new ArgumentException($"{_check}: all elements of the integer input are {low}, so none can be changed for another that the model surely takes. Pass different ones.");
        }

        foreach (int i in Positions())
        {
            Tensor changed = _input.Data.Clone();
            Tensor slice = changed.Narrow(_inputDim, i, 1);
            slice.CopyFrom(Tensor.From<long>(Array.ConvertAll(slice.To(DType.Int64).ToArray<long>(), x => x == high ? low : x + 1), slice.Shape).To(changed.DType));
            Variable again = _call(changed);
            for (int o = 0; o < Count; o++)
            {
                bool differs = !output.Data.Narrow(dim, o, 1).Equal(again.Data.Narrow(dim, o, 1)); // by value: 0 is -0
                flows |= differs;
                FlowsAcross |= differs && o != i;
                if (differs && !isAllowed(o, i))
                {
                    return new Leak(o, i, "it changes when other integers stand there");
                }
            }
        }

        return flows ? null : throw new PropertyException($"{_check}: the output stays the same whatever the input holds, so the check says nothing.");
    }

    /// <summary>All positions, or a spread of them with both ends.</summary>
    private IEnumerable<int> Positions() =>
        Count <= MostPositions ? Enumerable.Range(0, Count) : Enumerable.Range(0, MostPositions).Select(k => (int)((long)k * (Count - 1) / (MostPositions - 1)));

    /// <summary>Random signs and magnitudes at one position, zero elsewhere: contributions do not cancel by symmetry.</summary>
    private static Variable Cotangent(Variable output, int dim, int position)
    {
        var random = new Random(position);
        Tensor cotangent = Tensor.Zeros(output.Shape, output.DType);
        Tensor slice = cotangent.Narrow(dim, position, 1);
        slice.CopyFrom(Tensor.From<double>([.. Enumerable.Range(0, slice.NumEl).Select(_ => (0.5 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1))], slice.Shape).To(output.DType));
        return cotangent;
    }

    private static double Largest(Tensor t) => t.To(DType.Float64).ToArray<double>().Select(static x => double.IsNaN(x) ? double.PositiveInfinity : Math.Abs(x)).DefaultIfEmpty().Max();

    private int Resolve(int dim, Shape shape, string what) => dim >= -shape.Rank && dim < shape.Rank
        ? (dim + shape.Rank) % shape.Rank
        : throw new ArgumentException($"{_check}: dimension {dim} is not one of the {what} {shape}.");
}

/// <summary>An output position that depends on an input position.</summary>
internal sealed record Leak(int Output, int Input, string Evidence);
