using System.Globalization;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>What RNN, LSTM and GRU share: weights per layer and direction, layouts, dropout between layers.</summary>
/// <typeparam name="TState">The state: a variable, or a pair for the LSTM.</typeparam>
/// <remarks>State-dict names are PyTorch's: <c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c>, <c>bias_hh_l0</c>, with <c>_reverse</c> for the second direction.</remarks>
public abstract class Recurrent<TState> : Module<Variable, (Variable Output, TState State)>
{
    [Name("")]
    private readonly OrderedDictionary<string, Parameter> _weights = [];

    private readonly int _inputSize;
    private readonly int _hiddenSize;
    private readonly int _numLayers;
    private readonly int _directions;
    private readonly bool _batchFirst;
    private readonly double _dropout;

    private protected Recurrent(int gates, int inputSize, int hiddenSize, int numLayers, bool bias, bool batchFirst, double dropout, bool bidirectional, Generator? generator)
    {
        Errors.Require(inputSize >= 1, GetType().Name, nameof(inputSize), inputSize, "1 or more");
        Errors.Require(hiddenSize >= 1, GetType().Name, nameof(hiddenSize), hiddenSize, "1 or more");
        Errors.Require(numLayers is >= 1 and <= 10_000, GetType().Name, nameof(numLayers), numLayers, "1 to 10000 layers");
        if (dropout is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, $"{GetType().Name}: dropout {dropout} is not a probability. Use a value in [0, 1].");
        }

        (_inputSize, _hiddenSize, _numLayers, _directions, _batchFirst, _dropout) = (inputSize, hiddenSize, numLayers, bidirectional ? 2 : 1, batchFirst, dropout);
        double bound = 1 / Math.Sqrt(hiddenSize);
        for (int layer = 0; layer < numLayers; layer++)
        {
            int size = layer == 0 ? inputSize : hiddenSize * _directions;
            for (int direction = 0; direction < _directions; direction++)
            {
                Add($"weight_ih{Suffix(layer, direction)}", [gates * hiddenSize, size]);
                Add($"weight_hh{Suffix(layer, direction)}", [gates * hiddenSize, hiddenSize]);
                if (bias)
                {
                    Add($"bias_ih{Suffix(layer, direction)}", [gates * hiddenSize]);
                    Add($"bias_hh{Suffix(layer, direction)}", [gates * hiddenSize]);
                }
            }
        }

        void Add(string name, Shape shape)
        {
            var parameter = new Parameter(Tensor.Empty(shape));
            Init.Uniform(parameter, -bound, bound, generator);
            _weights.Add(name, parameter);
        }
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name} {_inputSize}->{_hiddenSize}{(_numLayers > 1 ? $", {_numLayers} layers" : "")}{(_directions > 1 ? ", both directions" : "")}";

    /// <summary>Runs over a sequence, from a given state if there is one. Without it this is the one-argument Call, hooks included.</summary>
    /// <param name="x">[T, N, inputSize], [N, T, inputSize] if batchFirst, or [T, inputSize] without a batch.</param>
    /// <param name="state">Initial state, [layers · directions, N, hiddenSize] (without N for an input without a batch). Null for zeros.</param>
    /// <returns>The last layer's states [T, N, directions · hiddenSize] and the final state.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public (Variable Output, TState State) Call(Variable x, TState? state) => state is null ? Call(x) : Run(() => Forward(x, Split(state)));

    /// <inheritdoc/>
    protected sealed override (Variable Output, TState State) Forward(Variable x) => Forward(x, null);

    /// <summary>One direction of one layer: the states of all steps, then the final value of each state.</summary>
    private protected abstract Variable[] Layer(Variable x, Variable?[]? initial, Variable weightIh, Variable weightHh, Variable? biasIh, Variable? biasHh, bool reverse);

    /// <summary>The parts of a state.</summary>
    private protected abstract Variable[] Split(TState state);

    /// <summary>A state from its parts.</summary>
    private protected abstract TState Join(Variable[] parts);

    private static string Suffix(int layer, int direction) => string.Create(CultureInfo.InvariantCulture, $"_l{layer}{(direction == 0 ? "" : "_reverse")}");

    private (Variable Output, TState State) Forward(Variable x, Variable[]? initial)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank is not (2 or 3) || x.Shape[^1] != _inputSize)
        {
            throw Errors.Shape(GetType().Name, x.Shape, $"needs an input [{(_batchFirst ? "N, T" : "T, N")}, {_inputSize}] or [T, {_inputSize}], got {x.Shape}. Reshape it or change inputSize.");
        }

        bool batched = x.Rank == 3;
        x = !batched ? x.Unsqueeze(1) : _batchFirst ? x.Transpose(0, 1) : x;
        initial = initial is null ? null : Array.ConvertAll(initial, s => Checked(batched ? s : s.Unsqueeze(1), x.Shape[1]));
        List<Variable>[]? finals = null;
        for (int layer = 0; layer < _numLayers; layer++)
        {
            var outputs = new Variable[_directions];
            for (int direction = 0; direction < _directions; direction++)
            {
                int row = (layer * _directions) + direction;
                string suffix = Suffix(layer, direction);
                Variable[] results = Layer(
                    x, initial is null ? null : Array.ConvertAll(initial, s => s.Narrow(0, row, 1).Squeeze(0)),
                    _weights["weight_ih" + suffix], _weights["weight_hh" + suffix], _weights.GetValueOrDefault("bias_ih" + suffix), _weights.GetValueOrDefault("bias_hh" + suffix), direction == 1);
                outputs[direction] = results[0];
                finals ??= [.. results.Skip(1).Select(static _ => new List<Variable>())];
                for (int i = 0; i < finals.Length; i++)
                {
                    finals[i].Add(results[i + 1]);
                }
            }

            x = _directions == 1 ? outputs[0] : Variable.Cat(outputs, dim: 2);
            x = layer < _numLayers - 1 && _dropout > 0 ? F.Dropout(x, _dropout, Training) : x;
        }

        Variable[] states = Array.ConvertAll(finals!, f => batched ? Variable.Stack([.. f], dim: 0) : Variable.Stack([.. f], dim: 0).Squeeze(1));
        return (!batched ? x.Squeeze(1) : _batchFirst ? x.Transpose(0, 1) : x, Join(states));
    }

    private Variable Checked(Variable state, int batch)
    {
        Shape expected = [_numLayers * _directions, batch, _hiddenSize];
        return state.Shape == expected ? state
            : throw Errors.Shapes(GetType().Name, state.Shape, expected, $"an initial state of shape {state.Shape} does not fit; [layers · directions, N, hiddenSize] is {expected}. Reshape it.");
    }
}
