using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>What a reverse rule works on: saved inputs and outputs, the outputs' cotangents, and where to add the inputs' cotangents.</summary>
public readonly ref struct PullbackContext
{
    private readonly Node _node;
    private readonly Pass _pass;
    private readonly Variable? _dy;
    private readonly Variable?[]? _dys;

    internal PullbackContext(Node node, Pass pass, Variable? dy, Variable?[]? dys)
    {
        _node = node;
        _pass = pass;
        _dy = dy;
        _dys = dys;
    }

    /// <summary>Number of inputs of the recorded op.</summary>
    public int InputCount => _node.InputCount;

    /// <summary>Whether the backward pass is itself recorded, for higher derivatives.</summary>
    public bool CreateGraph => _pass.CreateGraph;

    /// <summary>Whether input i wants a cotangent; skip the work where it does not.</summary>
    /// <param name="index">Which input.</param>
    /// <returns>True when <see cref="Add"/> will be heard.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Needs(int index) => _node.Edge(index) is { } edge && _pass.Wants(edge);

    /// <summary>The saved value of an input.</summary>
    /// <param name="index">Which input.</param>
    /// <returns>The input as it was; <see cref="Op.Saves"/> must name it.</returns>
    /// <exception cref="AutogradException">It was not declared as saved, or was changed in place since.</exception>
    public Variable X(int index)
    {
        if (_node.Extras is null && (index == 0 ? _node.Saved0 : index == 1 ? _node.Saved1 : null) is { } inline)
        {
            return Checked(inline, index == 0 ? _node.Version0 : _node.Version1);
        }

        Variable? saved;
        int version;
        if (_node.More is { } more)
        {
            RecordedInput input = (uint)index < (uint)more.Inputs.Length ? more.Inputs[index] : default;
            (saved, version) = (input.Saved, input.Version);
        }
        else
        {
            saved = index == 0 ? _node.Saved0 : index == 1 ? _node.Saved1 : null;
            version = index == 0 ? _node.Version0 : _node.Version1;
        }

        return saved is not null ? Checked(saved, version)
            : (uint)index < (uint)InputCount ? throw Errors.RuleReadsUnsaved(_node.Op!.Name, $"X({index})")
            : throw Errors.NoSuchValue(_node.Op!.Name, "X", index, InputCount);
    }

    /// <summary>The saved input, or a value that throws when read, for the families' short rules.</summary>
    internal Variable XOrNotSaved(int index)
    {
        if (_node.More is { } more)
        {
            return more.Inputs[index].Saved is { } value ? Checked(value, more.Inputs[index].Version) : Variable.UnsavedInput(index);
        }

        Variable? saved = index == 0 ? _node.Saved0 : _node.Saved1;
        return saved is null ? Variable.UnsavedInput(index) : Checked(saved, index == 0 ? _node.Version0 : _node.Version1);
    }

    /// <summary>The saved value of an output.</summary>
    /// <param name="index">Which output.</param>
    /// <returns>The output as it was; <see cref="Op.Saves"/> must include <see cref="Saved.Output"/>.</returns>
    /// <exception cref="AutogradException">Outputs were not declared as saved, or were changed in place since.</exception>
    public Variable Y(int index = 0)
    {
        if (_node.More is { } more && (more.OutputSpecs ?? more.Outputs as Array) is { Length: var count })
        {
            return (uint)index >= (uint)count ? throw Errors.NoSuchValue(_node.Op!.Name, "Y", index, count)
                : more.Outputs?[index] ?? throw Errors.RuleReadsUnsaved(_node.Op!.Name, $"Y({index})");
        }

        return _node.SavedOutput is { } saved ? Checked(saved, _node.VersionOutput) : throw Errors.RuleReadsUnsaved(_node.Op!.Name, "Y(0)");
    }

    internal Variable YOrNotSaved() => _node.SavedOutput is { } saved ? Checked(saved, _node.VersionOutput) : Variable.UnsavedOutput;

    /// <summary>The cotangent of an output; zeros if nothing arrived for it.</summary>
    /// <param name="index">Which output.</param>
    /// <returns>A variable of the output's shape and dtype.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Variable Dy(int index = 0) => _dys is null ? _dy! : _dys[index] ?? Nothing(index);

    /// <summary>The cotangents of all outputs, null where none arrived; the array is the rule's to change.</summary>
    internal Variable?[] Dys => _dys ?? [_dy];

    private Variable Nothing(int index) => Tensor.Zeros(_node.More!.OutputSpecs![index].Shape, _node.More.OutputSpecs[index].DType);

    /// <summary>Whether a cotangent arrived for this output.</summary>
    /// <param name="index">Which output.</param>
    /// <returns>False when it would be zero.</returns>
    public bool HasDy(int index) => _dys is null ? index == 0 && _dy is not null : _dys[index] is not null;

    /// <summary>The shape of an input.</summary>
    /// <param name="index">Which input; one that needs a cotangent, or any of an op with more than two inputs.</param>
    /// <returns>The shape as it was recorded.</returns>
    public Shape ShapeOf(int index) => _node.More is { } more ? more.Inputs[index].Shape
        : _node.Edge(index)?.Shape ?? (index == 0 ? _node.Saved0 : _node.Saved1)?.Shape ?? throw Errors.RuleReadsUnsaved(_node.Op!.Name, $"ShapeOf({index})");

    /// <summary>The dtype of an input that needs a cotangent.</summary>
    internal DType DTypeOf(int index) => _node.Edge(index)!.DType;

    /// <summary>Adds a term to an input's cotangent. Broadcast dimensions are summed here, once, for every op.</summary>
    /// <param name="index">Which input; ignored if it needs none.</param>
    /// <param name="dx">The term; its shape is the input's or broadcasts from it.</param>
    /// <exception cref="ShapeException">The term has a shape to which the input does not broadcast.</exception>
    /// <exception cref="AutogradException">There is no such input, or the term is null.</exception>
    public void Add(int index, Variable dx)
    {
        if (_node.Edge(index) is { } edge && _pass.Wants(edge))
        {
            _pass.Accumulate(edge, dx is not null && dx.Shape == edge.Shape ? dx : Fitted(index, edge, dx));
        }
        else if ((uint)index >= (uint)InputCount)
        {
            throw Errors.NoSuchValue(_node.Op!.Name, "X", index, InputCount);
        }
    }

    /// <summary>Adds f(dy), elementwise, to an input's cotangent, with as little new memory as can be; for rules that are kernels.</summary>
    /// <param name="index">Which input; ignored if it needs none.</param>
    /// <param name="f">An elementwise primitive that multiplies by a constant: where the input was broadcast it works on the sum.</param>
    /// <param name="isLast">Whether the rule does not read dy from now on: f may work in its memory.</param>
    internal void AddElementwise(int index, Primitive f, bool isLast)
    {
        Variable dy = Dy();
        if (_node.Edge(index) is { } edge && edge.Shape != dy.Shape)
        {
            Add(index, new Variable(f.Run(Fitted(index, edge, dy).Data), node: null));
        }
        else
        {
            AddElementwise(index, f, isLast, dy.Data.Shape, [dy.Data]);
        }
    }

    /// <summary>Adds f(dy, other), elementwise, to an input's cotangent, with as little new memory as can be; for rules that are kernels.</summary>
    /// <param name="index">Which input; ignored if it needs none.</param>
    /// <param name="f">An elementwise primitive.</param>
    /// <param name="other">Its second operand; broadcasts to dy's shape.</param>
    /// <param name="isLast">Whether the rule does not read dy from now on: f may work in its memory.</param>
    internal void AddElementwise(int index, Primitive f, Tensor other, bool isLast) => AddElementwise(index, f, isLast, Dy().Data.Shape, [Dy().Data, other]);

    private void AddElementwise(int index, Primitive f, bool isLast, Shape shape, ReadOnlySpan<Tensor> inputs)
    {
        if (_node.Edge(index) is not { } edge || !_pass.Wants(edge))
        {
            return;
        }

        if (edge.Shape == shape)
        {
            _pass.AccumulateElementwise(edge, f, _dy!, isLast, inputs);
        }
        else
        {
            _pass.Accumulate(edge, Fitted(index, edge, new Variable(f.Run(inputs), node: null)));
        }
    }

    /// <summary>The term summed to the input's shape, where broadcasting repeated the input; anything else is the rule's mistake.</summary>
    private Variable Fitted(int index, Node edge, Variable? dx)
    {
        string op = _node.Op!.Name;
        return dx is null ? throw Errors.CotangentMissing(op, index)
            : !edge.Shape.BroadcastsTo(dx.Shape) ? throw Errors.CotangentShape(op, index, dx.Shape, edge.Shape)
            : Recorder.Apply(new Ops.SumTo(edge.Shape), dx);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Variable Checked(Variable saved, int version) => saved.Data.Version == version ? saved : throw WasChanged(saved, version);

    private AutogradException WasChanged(Variable saved, int version) =>
        Errors.SavedWasChanged(_node.Op!.Name, saved.Shape, version, saved.Data.Version, _node.Extras?.ModulePath);
}
