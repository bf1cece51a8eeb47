using System.Runtime.CompilerServices;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A recorded operation: edges to the producers of its inputs and the values its rule reads. A leaf is a node without an op.</summary>
/// <remarks>Nodes are owned by the variables computed from them; when those go out of scope the history goes too. Edges and saved values are inline up to two inputs, what most nodes lack is in <see cref="Extras"/>: 112 bytes.</remarks>
internal class Node
{
    internal readonly Op? Op;
    internal readonly Shape Shape;

    /// <summary>1 + the largest order among the inputs; 0 for a leaf. Deterministic, and right across threads without a counter.</summary>
    internal readonly int Order;

    internal readonly Node? E0;
    internal readonly Node? E1;
    internal Variable? Saved0;
    internal Variable? Saved1;
    internal Variable? SavedOutput;

    /// <summary>The sum of the cotangents so far, while a pass has claimed this node.</summary>
    internal Variable? Cotangent;

    internal NodeExtras? Extras;

    internal int Version0;
    internal int Version1;
    internal int VersionOutput;

    /// <summary>Id of the pass that claimed this node, 0 when none has; another pass keeps its sums in its own dictionary.</summary>
    internal int Claim;

    internal readonly DType DType;

    /// <summary>Whether <see cref="Cotangent"/> is a fresh sum that later terms may be added to in place.</summary>
    internal bool OwnsCotangent;

    /// <summary>Whether saved values were given up by a backward pass without retainGraph.</summary>
    internal bool Released;

    /// <summary>A leaf.</summary>
    protected Node(Shape shape, DType dtype)
    {
        Shape = shape;
        DType = dtype;
    }

    internal Node(Op op, TensorSpec output, Node? e0, Node? e1)
    {
        Op = op;
        Shape = output.Shape;
        DType = output.DType;
        E0 = e0;
        E1 = e1;
        BufferPool.GraphIsOpen = true;
        Order = 1 + Math.Max(e0 is null ? 0 : e0.Order, e1 is null ? 0 : e1.Order);
    }

    internal Node(Op op, TensorSpec output, MoreInputs more)
    {
        Op = op;
        Shape = output.Shape;
        DType = output.DType;
        Extras = more;
        BufferPool.GraphIsOpen = true;
        int order = 0;
        foreach (ref readonly RecordedInput input in more.Inputs.AsSpan())
        {
            order = Math.Max(order, input.Edge is null ? 0 : input.Edge.Order);
        }

        Order = 1 + order;
    }

    /// <summary>A pass looks so far ahead, in bytes: some ten nodes, with their variables and values, of a graph on few elements.</summary>
    private const int Ahead = 4096;

    /// <summary>Bytes asked for at each node: a little more than recording one leaves.</summary>
    private const int Stretch = 512;

    /// <summary>Edges and saved values of a node with more than two inputs or more than one output.</summary>
    internal MoreInputs? More => Extras as MoreInputs;

    internal int InputCount => More is { } more ? more.Inputs.Length : E1 is null && Op!.Arity < 2 ? 1 : 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Node? Edge(int index) => Extras is null && (uint)index < 2 ? (index == 0 ? E0 : E1) : EdgeOrThrow(index);

    private Node? EdgeOrThrow(int index) => More is { } more ? more.Edge(Op!, index) : index == 0 ? E0 : index == 1 ? E1 : throw Errors.NoSuchValue(Op!.Name, "X", index, InputCount);

    /// <summary>
    /// Asks for the memory of nodes that a pass comes to soon. The runtime allocates one object after the other, so what was recorded earlier lies before, and a pass goes backwards; following the
    /// references it would wait for each. The gradient of an LSTM of 46,000 nodes on 14 elements took 15.1 ms instead of 18.8; graphs that fit the caches cost the same.
    /// </summary>
    internal static unsafe void PrefetchEarlier(Node node)
    {
        byte* from = (byte*)Unsafe.As<Node, nint>(ref node) - Ahead; // a hint: wherever it points and whatever the collector moves, nothing happens
        for (int at = 0; at < Stretch; at += Caches.Line)
        {
            Caches.Touch(from + at);
        }
    }

    /// <summary>Gives up the saved values; edges stay, so a graph that saved nothing can still be run again, as in PyTorch.</summary>
    internal void Release()
    {
        Saved0 = null;
        Saved1 = null;
        SavedOutput = null;
        Released = true;
        More?.Release();
    }
}

/// <summary>Edges, shapes and saved values of an op that does not have one or two inputs and one output.</summary>
internal sealed class MoreInputs(int inputs) : NodeExtras
{
    internal readonly RecordedInput[] Inputs = new RecordedInput[inputs];

    /// <summary>Outputs of an op with several, saved or not, and the shapes and cotangents of those that each have one.</summary>
    internal Variable?[]? Outputs;
    internal TensorSpec[]? OutputSpecs;
    internal Variable?[]? OutputCotangents;

    internal Node? Edge(Op op, int index) => (uint)index < (uint)Inputs.Length ? Inputs[index].Edge : throw Errors.NoSuchValue(op.Name, "X", index, Inputs.Length);

    internal void Release()
    {
        foreach (ref RecordedInput input in Inputs.AsSpan())
        {
            input.Saved = null;
        }

        Outputs = null;
    }
}

/// <summary>What a node keeps of one input: the edge, the shape and, where the rule reads it, the value as it was.</summary>
internal struct RecordedInput
{
    internal Node? Edge;
    internal Variable? Saved;
    internal Shape Shape;
    internal int Version;
}

/// <summary>The end of a path: accumulates into a variable the user made.</summary>
internal sealed class LeafNode(Variable variable) : Node(variable.Shape, variable.DType)
{
    internal readonly Variable Variable = variable;
}

/// <summary>Rarely used parts of a node.</summary>
internal class NodeExtras
{
    internal List<Hook>? Hooks;
    internal Variable? RetainedBy;
    internal string? ModulePath;
    internal string? ForwardTrace;
}
