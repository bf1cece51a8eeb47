namespace AutoGrad.NN;

/// <summary>The two ends of a module's call between which its backward hooks look: identities around the inputs and around the outputs.</summary>
/// <remarks>The identity around the outputs gets their gradients all at once, the one around the inputs those of the inputs, and there the hooks are called.</remarks>
internal sealed class BackwardGate(Module module, Hook[] hooks)
{
    private readonly List<Variable> _inputs = [];
    private bool[] _watched = [];
    private Queue<Variable> _replacements = [];
    private Variable?[] _gradOutput = [];

    /// <summary>Takes the inputs, all before <see cref="Join"/>.</summary>
    internal void Collect<T>(T input) => Structure.Map(input, v =>
    {
        _inputs.Add(v);
        return v;
    });

    internal void Join() => _replacements = Around(_inputs, out _watched, dys => Call(dys));

    /// <summary>An input as the module is to see it, in the order in which they were collected.</summary>
    internal T Replaced<T>(T input) => Structure.Map(input, _ => _replacements.Dequeue());

    /// <summary>The outputs as the caller is to see them.</summary>
    internal T Outputs<T>(T output)
    {
        var outputs = new List<Variable>();
        Structure.Map(output, v =>
        {
            outputs.Add(v);
            return v;
        });
        if (outputs.Count == 0)
        {
            throw new InvalidOperationException(
                $"{module.GetType().Name}: a full backward hook sees Variables, arrays of them and tuples of them, and the output is a {output?.GetType().Name ?? "null"}. Register hooks on the variables inside.");
        }

        bool[] watched = [];
        Queue<Variable> replaced = Around(outputs, out watched, dys =>
        {
            _gradOutput = Spread(dys, watched);
            if (!Array.Exists(_watched, static w => w))
            {
                Call([]); // nothing before this module wants a gradient, so this is the end of the road
            }

            return dys;
        });
        return Structure.Map(output, _ => replaced.Dequeue());
    }

    private Variable?[] Call(Variable?[] dys)
    {
        Variable?[] gradInput = Spread(dys, _watched);
        foreach (Hook hook in hooks)
        {
            var function = (Func<Module, Variable?[], Variable?[], Variable?[]?>)hook.Function;
            Variable?[]? given = function(module, [.. gradInput], [.. _gradOutput]);
            if (given is not null && given.Length != gradInput.Length)
            {
                throw new InvalidOperationException(
                    $"{module.GetType().Name}: a full backward hook returned {given.Length} gradients for {gradInput.Length} inputs. Return one per input, or null to keep them.");
            }

            gradInput = given ?? gradInput;
        }

        return [.. gradInput.Where((_, i) => _watched[i])];
    }

    /// <summary>Gradients at the places of their variables, null where none is wanted.</summary>
    private static Variable?[] Spread(Variable?[] dys, bool[] watched)
    {
        int next = 0;
        return [.. watched.Select(w => w ? dys[next++] : null)];
    }

    private static Queue<Variable> Around(List<Variable> variables, out bool[] watched, Func<Variable?[], Variable?[]> seen)
    {
        bool[] wanted = watched = [.. variables.Select(static v => v.RequiresGrad)];
        Variable[] inside = [.. variables.Where((_, i) => wanted[i])];
        Variable[] passed = inside.Length == 0 ? [] : new HookedIdentity(inside.Length, seen).ApplyAll(inside);
        int next = 0;
        return new(variables.Select((v, i) => wanted[i] ? passed[next++] : v));
    }

    /// <summary>Several values as they are; their gradients pass a function, together.</summary>
    private sealed record HookedIdentity(int Count, Func<Variable?[], Variable?[]> Seen) : Op
    {
        public override string Name => "BackwardHook";

        public override int OutputCount => Count;

        protected internal override Promotion Promotion => Promotion.None;

        internal override bool IsBuiltIn => false; // it runs a function of the user's

        internal override Tensor Run(params ReadOnlySpan<Tensor> inputs) => RunAll(inputs)[0];

        internal override Tensor[] RunAll(params ReadOnlySpan<Tensor> inputs) => Array.ConvertAll(inputs.ToArray(), static x => Ops.Alias.Instance.Run(x));

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected internal override void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) => inputs.CopyTo(outputs);

        protected internal override void Forward(in KernelContext context)
        {
            for (int i = 0; i < Count; i++)
            {
                Elementwise.Copy(context.Out(i), context.In(i), context.Accumulates);
            }
        }

        protected internal override void Pullback(in PullbackContext context)
        {
            var dys = new Variable?[Count];
            for (int i = 0; i < Count; i++)
            {
                dys[i] = context.Dy(i);
            }

            Variable?[] given = Seen(dys);
            for (int i = 0; i < Count; i++)
            {
                if (given[i] is { } dx)
                {
                    context.Add(i, dx);
                }
            }
        }

        protected internal override Variable?[]? Tangent(in TangentContext context)
        {
            var tangents = new Variable?[Count];
            for (int i = 0; i < Count; i++)
            {
                tangents[i] = context.Tx(i);
            }

            return tangents;
        }
    }

    /// <summary>The variables in a value: itself, those of an array, those of tuples up to three long.</summary>
    private static class Structure
    {
        internal static T Map<T>(T value, Func<Variable, Variable> map) => (T)MapAny(value, map)!;

        private static object? MapAny(object? value, Func<Variable, Variable> map) => value switch
        {
            Variable v => map(v),
            Variable[] list => Array.ConvertAll(list, v => map(v)),
            ValueTuple<Variable, Variable> t => (map(t.Item1), map(t.Item2)),
            ValueTuple<Variable, Variable, Variable> t => (map(t.Item1), map(t.Item2), map(t.Item3)),
            ValueTuple<Variable, ValueTuple<Variable, Variable>> t => (map(t.Item1), (map(t.Item2.Item1), map(t.Item2.Item2))),
            _ => value,
        };
    }
}
