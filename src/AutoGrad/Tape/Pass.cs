using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>One reverse pass: a loop over a heap, highest order first. Re-entrant, and safe for threads that share leaves or graphs.</summary>
internal sealed class Pass(bool createGraph, bool retainGraph)
{
    private static int _lastId;

    private readonly int _id = NextId();
    private readonly PendingNodes _pending = new();

    /// <summary>Sums for nodes that another pass has claimed (a nested pass, or another thread).</summary>
    private Dictionary<Node, Variable>? _foreign;
    private Dictionary<Node, Variable?[]>? _foreignOutputs;

    /// <summary>Nodes on a path to a wanted input; null when every leaf accumulates into its Grad.</summary>
    private Dictionary<Node, bool>? _wanted;
    private Dictionary<Node, Variable?>? _captured;

    /// <summary>Where the allocations of built-in rules are noted.</summary>
    private PassScope? _scope;

    internal bool CreateGraph { get; } = createGraph;

    /// <summary>Whether captured inputs count as independent: what passes through one is not seen by another behind it.</summary>
    internal bool StopsAtCaptured { get; init; }

    /// <summary>Whether rules must run as recorded operations and sums must not change in place: a graph is made, or tangents are carried.</summary>
    private readonly bool _live = createGraph || Mode.Current.Forward is not null;

    /// <summary>Restricts the pass to the given inputs and keeps their sums instead of accumulating into Grad.</summary>
    internal void Capture(ReadOnlySpan<Node> roots, ReadOnlySpan<Node> inputs)
    {
        _captured = [];
        foreach (Node input in inputs)
        {
            _captured[input] = null;
        }

        _wanted = Reachability.TowardsAny(roots, _captured);
    }

    internal Variable? Captured(Node input) => _captured![input];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Wants(Node node) => _wanted is null || _wanted.GetValueOrDefault(node);

    internal void Run(ReadOnlySpan<Node> roots, ReadOnlySpan<Variable> cotangents)
    {
        Mode mode = Mode.Current;
        Mode own = mode with { Grad = CreateGraph, Pieces = null, Rule = null };
        Mode? before = Mode.SwapOnThread(own);
        try
        {
            for (int i = 0; i < roots.Length; i++)
            {
                if (Wants(roots[i]))
                {
                    Accumulate(roots[i], cotangents[i]);
                }
            }

            while (_pending.Count > 0)
            {
                Step(_pending.Pop(), own);
            }
        }
        catch
        {
            GiveUpClaims();
            throw;
        }
        finally
        {
            Mode.SwapOnThread(before);
        }

        BufferPool.SweepIfDue();
    }

    /// <summary>Adds a cotangent to a node's sum: the first is kept as it is, the second sum allocates, later ones add in place.</summary>
    /// <param name="target">The node.</param>
    /// <param name="dx">The term.</param>
    /// <param name="isSpent">Whether its memory belongs to this pass alone and no rule reads it from now on, so that already the second sum is in place.</param>
    internal void Accumulate(Node target, Variable dx, bool isSpent = false)
    {
        Variable? other = null;
        bool foreign = _foreign is not null && _foreign.TryGetValue(target, out other); // it stays foreign even when the other pass lets go: one sum per node
        if (!foreign && (target.Claim == _id || Interlocked.CompareExchange(ref target.Claim, _id, 0) == 0))
        {
            if (target.Cotangent is not { } sum)
            {
                dx.Data.Claim();
                target.Cotangent = dx;
                target.OwnsCotangent = isSpent;
                _pending.Push(target);
            }
            else if (!_live && target.OwnsCotangent)
            {
                AddInPlace(sum.Data, dx.Data);
            }
            else
            {
                target.Cotangent = Sum(sum, dx);
                target.OwnsCotangent = true;
            }

            return;
        }

        _foreign ??= [];
        if (foreign)
        {
            _foreign[target] = Sum(other!, dx);
        }
        else
        {
            dx.Data.Claim();
            _foreign[target] = dx;
            _pending.Push(target);
        }
    }

    /// <summary>Adds y = f(dy) or f(dy, saved), elementwise, of dy's shape, without a temporary where that can be: to the sum in place, or over dy if this is its last reader.</summary>
    /// <param name="target">The node; of dy's shape.</param>
    /// <param name="f">An elementwise primitive.</param>
    /// <param name="dy">The cotangent of the running node.</param>
    /// <param name="isLast">Whether the rule does not read dy from now on.</param>
    /// <param name="inputs">dy's value and, if f takes two, the other operand.</param>
    internal void AccumulateElementwise(Node target, Primitive f, Variable dy, bool isLast, ReadOnlySpan<Tensor> inputs)
    {
        if (target.Claim == _id && target.OwnsCotangent && _foreign is null)
        {
            f.RunInto(target.Cotangent!.Data, WriteMode.Accumulate, inputs);
        }
        else if (isLast && IsOurs(dy.Data))
        {
            f.RunInto(dy.Data, WriteMode.Write, inputs);
            Accumulate(target, dy, isSpent: true);
        }
        else
        {
            Accumulate(target, new Variable(f.Run(inputs), node: null), isSpent: true);
        }
    }

    private static void AddInPlace(Tensor sum, Tensor dx)
    {
        if (sum.Rank == 0 && sum.BackendId == Backend.CpuId)
        {
            CpuBackend.AddScalar(sum, dx);
        }
        else
        {
            Ops.Clone.Instance.RunInto(sum, WriteMode.Accumulate, dx);
        }
    }

    private Variable Sum(Variable sum, Variable dx)
    {
        Variable total = Recorder.Apply(Ops.Add.Instance, sum, dx);
        total.Data.Claim();
        Drop(sum);
        return total;
    }

    private void Step(Node node, Mode mode)
    {
        Node.PrefetchEarlier(node);
        Variable?[]? dys = null;
        Variable? dy = null;
        if (node.More?.OutputSpecs is null)
        {
            dy = Take(node);
            dy = node.Extras is { } extras ? ApplyHooks(node, extras, dy) : dy;
        }
        else
        {
            dys = TakeOutputs(node);
        }

        if (_captured is not null && _captured.ContainsKey(node))
        {
            dy!.Data.Claim();
            _captured[node] = dy;
            if (StopsAtCaptured || !LeadsOn(node))
            {
                Drop(dy); // nothing behind it is asked for: its op does not run and keeps what it saved
                return;
            }
        }

        switch (node)
        {
            case LeafNode leaf:
                if (_captured is null)
                {
                    LeafAccumulation.Add(leaf.Variable, dy!, _live, IsOurs(dy!.Data));
                }

                return;
            case OutputNode output:
                AccumulateOutput(output.E0!, output.Index, dy!);
                return;
        }

        Op op = node.Op!;
        if (node.Released && op.Saves != Saved.None)
        {
            throw Errors.GraphReleased(op.Name, node.Extras?.ModulePath);
        }

        var context = new PullbackContext(node, this, dy, dys);
        if (!_live && op.IsBuiltIn)
        {
            mode.Rule = _scope ??= new PassScope(_id);
        }
        else
        {
            dy?.Data.Base.BornInPass = 0; // code of the user's sees it: it is left to the garbage collector
        }

        try
        {
            if (!_live && op.HasPullbackKernel)
            {
                op.PullbackKernel(context);
            }
            else
            {
                op.Pullback(context);
            }
        }
        catch (AutogradException e) when (e.Unsaved is { } what)
        {
            throw Errors.RuleReadsUnsaved(op.Name, what);
        }

        if (mode.Rule is { } scope)
        {
            mode.Rule = null;
            scope.Close();
        }

        if (mode.Anomaly)
        {
            Anomaly.Check(node, _pending);
        }

        if (!retainGraph)
        {
            node.Release();
        }

        if (dy is not null)
        {
            Drop(dy);
        }
    }

    /// <summary>Whether something asked for lies behind a node.</summary>
    private bool LeadsOn(Node node)
    {
        for (int i = 0; node is not LeafNode && i < node.InputCount; i++)
        {
            if (node.Edge(i) is { } edge && Wants(edge))
            {
                return true;
            }
        }

        return false;
    }

    private void AccumulateOutput(Node producer, int index, Variable dy)
    {
        int outputs = producer.More!.OutputSpecs!.Length;
        Variable?[]? slots = null;
        bool foreign = _foreignOutputs is not null && _foreignOutputs.TryGetValue(producer, out slots);
        if (foreign)
        {
            slots![index] = dy;
            return;
        }

        if (producer.Claim == _id || Interlocked.CompareExchange(ref producer.Claim, _id, 0) == 0)
        {
            if ((slots = producer.More.OutputCotangents) is null)
            {
                producer.More.OutputCotangents = slots = new Variable?[outputs];
                _pending.Push(producer);
            }
        }
        else
        {
            (_foreignOutputs ??= [])[producer] = slots = new Variable?[outputs];
            _pending.Push(producer);
        }

        slots[index] = dy; // an output's own sum is complete when its node is taken, so there is one term
    }

    private Variable Take(Node node)
    {
        if (node.Claim != _id)
        {
            _foreign!.Remove(node, out Variable? other);
            return other!;
        }

        Variable dy = node.Cotangent!;
        node.Cotangent = null;
        node.OwnsCotangent = false;
        Volatile.Write(ref node.Claim, 0);
        return dy;
    }

    private Variable?[] TakeOutputs(Node node)
    {
        if (node.Claim != _id)
        {
            _foreignOutputs!.Remove(node, out Variable?[]? others);
            return others!;
        }

        Variable?[] dys = node.More!.OutputCotangents!;
        node.More.OutputCotangents = null;
        Volatile.Write(ref node.Claim, 0);
        return dys;
    }

    private static Variable ApplyHooks(Node node, NodeExtras extras, Variable dy)
    {
        if (extras.Hooks is { Count: > 0 } hooks)
        {
            dy.Data.Base.BornInPass = 0; // user code sees it: it is left to the garbage collector
            foreach (Hook hook in hooks.ToArray())
            {
                Variable? replaced = ((Func<Variable, Variable?>)hook.Function)(dy);
                if (replaced is not null && (replaced.Shape != dy.Shape || replaced.DType != dy.DType))
                {
                    throw Errors.Shapes("Hook", replaced.Shape, dy.Shape, $"a hook returned {replaced.DType} {replaced.Shape} for a gradient of {dy.DType} {dy.Shape}. Return the same shape and dtype, or null.");
                }

                dy = replaced ?? dy;
            }
        }

        if (extras.RetainedBy is { } variable && node is not LeafNode)
        {
            dy.Data.Base.BornInPass = 0;
            variable.SetGrad(variable.GradUnmarked is { } earlier ? Recorder.Apply(Ops.Add.Instance, earlier, dy) : dy, isOurs: false);
        }

        return dy;
    }

    /// <summary>Whether nobody but one slot of this pass holds the memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsOurs(Tensor t) => t.Base.BornInPass == _id && t.Base.Claims == 1 && (!t.IsView || (t.IsContiguous && t.NumEl == t.Base.NumEl));

    /// <summary>One slot less holds this cotangent; the last one returns pooled memory at once.</summary>
    private void Drop(Variable dy)
    {
        Tensor owner = dy.Data.Base;
        if (owner.Unclaim() && !_live && owner.BornInPass == _id && owner.Pooled is { } pooled)
        {
            BufferPool.Return(pooled, owner);
        }
    }

    /// <summary>After an exception every claimed node is left as if the pass had never come, so the graph can be used again.</summary>
    private void GiveUpClaims()
    {
        foreach (PendingNodes.Entry entry in _pending.Entries)
        {
            Node node = entry.Node;
            if (node.Claim == _id)
            {
                node.Cotangent = null;
                node.OwnsCotangent = false;
                if (node.More is not null)
                {
                    node.More.OutputCotangents = null;
                }

                Volatile.Write(ref node.Claim, 0);
            }
        }
    }

    private static int NextId()
    {
        int id = Interlocked.Increment(ref _lastId);
        return id != 0 ? id : Interlocked.Increment(ref _lastId); // 0 means no pass
    }
}
