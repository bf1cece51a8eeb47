namespace AutoGrad.VsPyTorch.Cases;

/// <summary>ADBench's LSTM, whose weights act element by element, over a sequence of characters written as bits.</summary>
internal sealed class DiagonalLstm : AdObjective
{
    private readonly string _file;
    private readonly int _layers;
    private readonly int _length;
    private readonly int _bits;
    private readonly Tensor _main;
    private readonly Tensor _extra;
    private readonly Tensor _state;
    private readonly Tensor _sequence;
    private readonly Variable[] _characters;

    public DiagonalLstm(string file)
    {
        _file = file;
        double[] numbers = Numbers(file);
        int read = 3;
        (_layers, _length, _bits) = ((int)numbers[0], (int)numbers[1], (int)numbers[2]);
        _main = Next(2 * _layers, 4 * _bits);
        _extra = Next(3, _bits);
        _state = Next(2 * _layers, _bits);
        _sequence = Next(_length, _bits);
        _characters = [.. Enumerable.Range(0, _length).Select(t => (Variable)_sequence.Select(0, t))];

        Tensor Next(int rows, int columns)
        {
            read += rows * columns;
            return Tensor.From<double>(numbers.AsSpan(read - (rows * columns), rows * columns), [rows, columns]);
        }
    }

    public override string Torch => $$"""
        characters, initial = list(sequence), list(state)
        def objective():
            rows, (in_weight, out_weight, out_bias) = main.unbind(0), extra.unbind(0)
            hidden, cells, total = initial[0::2], initial[1::2], 0
            for t in range({{_length - 1}}):
                x = characters[t] * in_weight
                for i in range({{_layers}}):
                    gates = torch.cat((x, hidden[i], x, hidden[i])) * rows[2 * i] + rows[2 * i + 1]
                    forget, into, out, change = gates.split({{_bits}})
                    cells[i] = cells[i] * forget.sigmoid() + into.sigmoid() * change.tanh()
                    x = hidden[i] = out.sigmoid() * cells[i].tanh()
                y = x * out_weight + out_bias
                total = total + (characters[t + 1] * (y - torch.log(2 + y.exp().sum()))).sum()
            return total * {{-1.0 / (_bits * (_length - 1)):R}}
        """;

    protected override (string Name, Tensor Value)[] Parameters => [("main", _main), ("extra", _extra)];

    public override Variable Of(Variable[] parameters)
    {
        Variable[] rows = parameters[0].Unbind(0), outer = parameters[1].Unbind(0);
        Variable[] hidden = [.. Enumerable.Range(0, _layers).Select(i => (Variable)_state.Select(0, 2 * i))];
        Variable[] cells = [.. Enumerable.Range(0, _layers).Select(i => (Variable)_state.Select(0, (2 * i) + 1))];
        Variable total = Tensor.Zeros([], DType.Float64);
        for (int t = 0; t < _length - 1; t++)
        {
            Variable x = _characters[t] * outer[0];
            for (int i = 0; i < _layers; i++)
            {
                Variable gates = (Variable.Cat([x, hidden[i], x, hidden[i]]) * rows[2 * i]) + rows[(2 * i) + 1];
                Variable[] parts = gates.Split(_bits);
                cells[i] = (cells[i] * parts[0].Sigmoid()) + (parts[1].Sigmoid() * parts[3].Tanh());
                x = hidden[i] = parts[2].Sigmoid() * cells[i].Tanh();
            }

            Variable y = (x * outer[1]) + outer[2];
            total += (_characters[t + 1] * (y - (2 + y.Exp().Sum()).Log())).Sum();
        }

        return total * (-1.0 / (_bits * (_length - 1)));
    }

    public override (Tensor Ours, Tensor Published) Published() => (ValueAndGradient(), Published(Path.ChangeExtension(_file, ".expected.txt")));

    protected override void LendConstants(Inputs data)
    {
        data.Lend("state", _state);
        data.Lend("sequence", _sequence);
    }
}
