using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>A node of the graph: data and, if it requires one, a gradient. PyTorch: torch.Tensor as autograd sees it.</summary>
/// <remarks>Operations on variables are recorded when an input requires a gradient and recording is on; the graph lives as long as a variable computed from it.</remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public partial class Variable
{
    private Tensor? _data;
    private Node? _node;
    private VariableExtras? _extras;

    /// <summary>Wraps a tensor as a leaf.</summary>
    /// <param name="data">The value; shared, not copied.</param>
    /// <param name="requiresGrad">Whether gradients are to be computed for it. Default false.</param>
    /// <exception cref="DTypeException">requiresGrad is true and the dtype is not Float32 or Float64.</exception>
    public Variable(Tensor data, bool requiresGrad = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data = data;
        if (requiresGrad)
        {
            RequiresGrad = true;
        }
    }

    /// <summary>A result, with the node that produced it if it was recorded.</summary>
    internal Variable(Tensor data, Node? node)
    {
        _data = data;
        _node = node;
    }

    private Variable(string unsaved) => _extras = new VariableExtras { Unsaved = unsaved };

    /// <summary>Stand for values that the op did not declare in <see cref="Op.Saves"/>; reading one throws and says which it was.</summary>
    private static readonly Variable[] UnsavedInputs = [new("X(0)"), new("X(1)"), new("X(2)")];

    internal static Variable UnsavedOutput { get; } = new("Y(0)");

    internal static Variable UnsavedInput(int index) => index < UnsavedInputs.Length ? UnsavedInputs[index] : new($"X({index})");

    private AutogradException Unread() => Errors.NotSaved(_extras?.Unsaved);

    /// <summary>Whether this stands for a value that was not saved, so that nothing of it can be read.</summary>
    internal bool IsUnsaved => _data is null;

    /// <summary>The value. It shares memory with this variable; PyTorch: Tensor.data.</summary>
    public Tensor Data
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _data ?? throw Unread();
    }

    /// <summary>Sizes of the dimensions. PyTorch: Tensor.shape.</summary>
    public Shape Shape => Data.Shape;

    /// <summary>Element type. PyTorch: Tensor.dtype.</summary>
    public DType DType => Data.DType;

    /// <summary>Number of dimensions. PyTorch: Tensor.dim().</summary>
    public int Rank => Data.Rank;

    /// <summary>Number of elements. PyTorch: Tensor.numel().</summary>
    public int NumEl => Data.NumEl;

    /// <summary>Size of one dimension. PyTorch: Tensor.size(dim).</summary>
    /// <param name="dim">Dimension; negative counts from the end.</param>
    /// <returns>The size.</returns>
    /// <exception cref="ShapeException">dim is out of range.</exception>
    public int Size(int dim) => Data.Size(dim);

    /// <summary>Whether this variable was made by the user rather than computed from variables that require gradients. PyTorch: Tensor.is_leaf.</summary>
    public bool IsLeaf => _node is null or LeafNode;

    /// <summary>Whether gradients are computed for it. Settable on leaves. PyTorch: Tensor.requires_grad.</summary>
    /// <exception cref="AutogradException">Set on a variable that is not a leaf.</exception>
    /// <exception cref="DTypeException">Set to true on a dtype that is not Float32 or Float64.</exception>
    public bool RequiresGrad
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _node is not null;
        set
        {
            if (value == RequiresGrad)
            {
                return;
            }

            if (!IsLeaf)
            {
                throw Errors.RequiresGradOnResult(_node!.Op!.Name);
            }

            if (value && !DType.IsFloat())
            {
                throw Errors.FloatExpected("RequiresGrad", DType);
            }

            _node = value ? new LeafNode(this) : null;
        }
    }

    /// <summary>The gradient accumulated by Backward, null before the first and after ZeroGrad. Settable; PyTorch: Tensor.grad.</summary>
    /// <exception cref="ShapeException">Set to a value of another shape.</exception>
    /// <exception cref="DTypeException">Set to a value of another dtype.</exception>
    public Variable? Grad
    {
        get
        {
            ShareGrad(); // handed out: it must never change from now on
            return GradUnmarked;
        }

        set
        {
            if (value is not null && value.Shape != Shape)
            {
                throw Errors.Shapes("Grad", value.Shape, Shape, $"a gradient of shape {value.Shape} does not fit a variable of shape {Shape}. Reshape it.");
            }

            if (value is not null && value.DType != DType)
            {
                throw Errors.DType("Grad", value.DType, DType, $"a gradient of dtype {value.DType} does not fit a variable of dtype {DType}. Convert it with To.");
            }

            if (value is null)
            {
                ForgetGrad();
                return;
            }

            SetGrad(value, isOurs: false);
        }
    }

    /// <summary>The gradient as the engine and the optimizers see it, without the mark that a user holds it.</summary>
    internal Variable? GradUnmarked => _extras?.Grad;

    /// <summary>Whether nobody outside the engine knows the gradient or its memory: it may be added to in place, and reused when it is forgotten.</summary>
    internal bool GradIsOurs => _extras is { GradIsOurs: true };

    /// <summary>Sets the gradient without the checks of <see cref="Grad"/>.</summary>
    /// <param name="grad">The gradient.</param>
    /// <param name="isOurs">Whether its memory belongs to it alone and it was made just now.</param>
    internal void SetGrad(Variable? grad, bool isOurs)
    {
        VariableExtras extras = Extras;
        extras.Grad = grad;
        extras.GradIsOurs = isOurs;
    }

    /// <summary>A user-defined optimizer may keep what it is given.</summary>
    internal void ShareGrad() => _extras?.GradIsOurs = false;

    /// <summary>Grad becomes null. Memory that nobody was handed goes back to the pool at once and holds the next gradient: a parameter keeps its slot.</summary>
    private void ForgetGrad()
    {
        lock (this)
        {
            if (_extras is not { Grad: { } grad } extras)
            {
                return;
            }

            if (extras.GradIsOurs && grad.Data.Base is { Pooled: { } pooled } owner)
            {
                BufferPool.Return(pooled, owner);
            }

            extras.Grad = null;
            extras.GradIsOurs = false;
        }
    }

    internal Node? Node => _node;

    /// <summary>Gives a leaf another value, of any dtype; identity, hooks and RequiresGrad stay, and graphs that saved the old value notice.</summary>
    internal void ReplaceData(Tensor data)
    {
        data.Base.VersionCount += Data.Version + 1;
        bool sameKind = data.Shape == Shape && data.DType == DType;
        _data = data;
        if (_node is LeafNode old && !sameKind)
        {
            _node = new LeafNode(this) { Extras = old.Extras };
        }
    }

    internal VariableExtras Extras => _extras ?? Interlocked.CompareExchange(ref _extras, new VariableExtras(), null) ?? _extras;

    internal VariableExtras? ExtrasOrNull => _extras;

    /// <summary>Name of the operation that produced it, null for a leaf. PyTorch: Tensor.grad_fn.name().</summary>
    public string? GradFn => (_node is OutputNode output ? output.E0 : _node)?.Op?.Name;

    /// <summary>Wraps a tensor as a constant: no gradient flows to it.</summary>
    /// <param name="data">The value; shared, not copied.</param>
    public static implicit operator Variable(Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(data, node: null);
    }

    /// <summary>A variable with the same value outside the graph; memory is shared. PyTorch: Tensor.detach.</summary>
    /// <returns>A leaf that requires no gradient.</returns>
    public Variable Detach() => new(Data, node: null);

    /// <summary>The single element as a double. PyTorch: Tensor.item().</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public double Item() => Data.Item();

    /// <summary>The single element. PyTorch: Tensor.item().</summary>
    /// <typeparam name="T">float, double, long, int, byte or bool.</typeparam>
    /// <returns>The value, converted to T.</returns>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public T Item<T>() where T : unmanaged => Data.Item<T>();

    /// <summary>PyTorch's text of the value, with grad_fn or requires_grad as it shows them.</summary>
    /// <returns>A readable text, truncated above 1000 elements.</returns>
    public override string ToString() => _data is null ? "not saved" : Data.ToString(_node is null ? null : IsLeaf ? "requires_grad=True" : $"grad_fn=<{GradFn}>");

    private string DebuggerText => _data is null ? "not saved" : $"{Data.DebuggerText}{(_node is null ? "" : IsLeaf ? " requires_grad" : $" <{GradFn}>")}";
}

/// <summary>What most variables lack: a gradient, hooks, tangents.</summary>
internal sealed class VariableExtras
{
    /// <summary>Which value this variable stands for, where it has none of its own.</summary>
    internal string? Unsaved;

    /// <summary>What Backward accumulated, and whether nobody outside the engine knows it.</summary>
    internal Variable? Grad;
    internal bool GradIsOurs;

    internal List<Hook>? PostAccumulateHooks;
    internal ForwardLevel.Tangent? Tangents;
}
