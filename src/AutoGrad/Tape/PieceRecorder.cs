namespace AutoGrad;

/// <summary>Collects the branch bits of piecewise operations during a forward pass: two points with equal signatures lie on the same smooth piece.</summary>
public sealed class PieceRecorder
{
    private const ulong Prime = 0x9E3779B97F4A7C15UL;

    /// <summary>A 64-bit hash of every branch taken so far, in order.</summary>
    public ulong Signature { get; private set; } = 14695981039346656037UL;

    /// <summary>How many elements lay exactly on a boundary between pieces.</summary>
    public int OnBoundary { get; private set; }

    /// <summary>Names of ops that put an element on a boundary, in the order met.</summary>
    public IReadOnlyList<string> BoundaryOps => _boundaryOps;

    /// <summary>Whether code has asked for recording by itself, as a penalty on gradients must.</summary>
    internal bool RecordingSwitchedOn { get; set; }

    private readonly List<string> _boundaryOps = [];

    /// <summary>Adds the branch an element took.</summary>
    /// <param name="branch">A small number: which piece, or which index won.</param>
    public void Branch(long branch)
    {
        ulong mixed = (Signature ^ (ulong)branch) * Prime;
        Signature = mixed ^ (mixed >> 29);
    }

    /// <summary>Reports an element that lies exactly on a boundary, where the documented subgradient applies.</summary>
    /// <param name="op">Name of the op.</param>
    public void Boundary(string op)
    {
        OnBoundary++;
        if (!_boundaryOps.Contains(op))
        {
            _boundaryOps.Add(op);
        }
    }

    /// <summary>Adds, for each element of x against a threshold, whether it is below, at or above it.</summary>
    /// <param name="op">Name of the op, for <see cref="BoundaryOps"/>.</param>
    /// <param name="x">The values.</param>
    /// <param name="threshold">The boundary.</param>
    public void Threshold(string op, Tensor x, double threshold)
    {
        ArgumentNullException.ThrowIfNull(x);
        threshold = x.DType == DType.Float32 ? (float)threshold : threshold; // as the kernel compares
        foreach (double value in x.ToDoubles())
        {
            Side(op, value, threshold);
        }
    }

    /// <summary>Adds, for each element of two tensors that broadcast, which is larger or whether they tie.</summary>
    internal void Order(string op, Tensor a, Tensor b)
    {
        Shape shape = Shape.Broadcast(a.Shape, b.Shape, op);
        foreach ((double left, double right) in a.Expand(shape).ToDoubles().Zip(b.Expand(shape).ToDoubles()))
        {
            Side(op, left, right);
        }
    }

    /// <summary>Adds, for each element, the integer below it: the pieces of rounding, whose boundaries are the integers.</summary>
    internal void Integers(string op, Tensor x, double scale = 1, double shift = 0)
    {
        foreach (double value in x.ToDoubles())
        {
            double scaled = (value * scale) + shift, floor = Math.Floor(scaled);
            Branch(BitConverter.DoubleToInt64Bits(floor)); // above 2⁶³ too
            if (floor == scaled)
            {
                Boundary(op);
            }
        }
    }

    private void Side(string op, double value, double boundary)
    {
        int side = value.CompareTo(boundary);
        Branch(side);
        if (side == 0)
        {
            Boundary(op);
        }
    }

    internal void Observe(Op op, Variable[] inputs, Variable output)
    {
        Branch(op.GetType().GetHashCode()); // code that takes another path runs other operations
        if (op.IsPiecewise)
        {
            op.Pieces(Array.ConvertAll(inputs, static v => v.Data), output.Data, this);
        }
    }
}
