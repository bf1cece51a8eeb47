namespace AutoGrad;

/// <summary>Recording switches, and an explicit tape that roots and lists what is recorded while it is open.</summary>
/// <remarks>Training loops need no tape: the graph belongs to its outputs. Open one to inspect, draw or replay a computation. Not thread-safe; one tape per flow.</remarks>
public sealed class GradientTape : IDisposable
{
    private readonly List<TapeEntry> _entries = [];
    private readonly Mode.Scope _scope;
    private bool _disposed;

    /// <summary>Opens a tape; it records until it is disposed, nested tapes included.</summary>
    public GradientTape()
    {
        Outer = Mode.Current.Tape;
        _scope = Mode.Enter(Mode.Current with { Tape = this, Grad = true });
    }

    /// <summary>Whether operations are recorded now on this flow. PyTorch: torch.is_grad_enabled.</summary>
    public static bool IsRecording => Mode.Current.Grad;

    /// <summary>Whether inference mode is on. PyTorch: torch.is_inference_mode_enabled.</summary>
    public static bool IsInferenceMode => Mode.Current.Inference;

    /// <summary>What was recorded, in time order.</summary>
    public IReadOnlyList<TapeEntry> Nodes => _entries;

    private GradientTape? Outer { get; }

    /// <summary>Switches recording off until disposed; flows with async calls. PyTorch: torch.no_grad.</summary>
    /// <returns>A scope for <c>using</c>.</returns>
    public static IDisposable NoGrad() => Mode.Enter(Mode.Current with { Grad = false });

    /// <summary>Switches recording on until disposed, inside NoGrad too. PyTorch: torch.enable_grad.</summary>
    /// <returns>A scope for <c>using</c>.</returns>
    public static IDisposable EnableGrad()
    {
        // Whoever watches the pieces may have switched recording off to see that nothing is recorded.
        if (Mode.Current.Pieces is { } recorder)
        {
            recorder.RecordingSwitchedOn = true;
        }

        return Mode.Enter(Mode.Current with { Grad = true, Inference = false });
    }

    /// <summary>Switches recording on or off until disposed. PyTorch: torch.set_grad_enabled.</summary>
    /// <param name="enabled">Whether to record.</param>
    /// <returns>A scope for <c>using</c>.</returns>
    public static IDisposable SetGradEnabled(bool enabled) => enabled && !Mode.Current.Inference ? EnableGrad() : Mode.Enter(Mode.Current with { Grad = enabled });

    /// <summary>NoGrad, and what is made inside may never be saved for a backward pass. PyTorch: torch.inference_mode.</summary>
    /// <returns>A scope for <c>using</c>.</returns>
    public static IDisposable InferenceMode() => Mode.Enter(Mode.Current with { Grad = false, Inference = true });

    /// <summary>Until disposed, a gradient that is not finite raises and names the forward call it came from; slow. PyTorch: torch.autograd.detect_anomaly.</summary>
    /// <returns>A scope for <c>using</c>.</returns>
    public static IDisposable DetectAnomaly() => Mode.Enter(Mode.Current with { Anomaly = true });

    /// <summary>Starts recording operations on a variable: sets RequiresGrad.</summary>
    /// <param name="variable">A leaf.</param>
    /// <returns>The same variable.</returns>
    /// <exception cref="AutogradException">The variable is a result.</exception>
    /// <exception cref="ObjectDisposedException">The tape is closed.</exception>
    public Variable Watch(Variable variable)
    {
        ThrowIfClosed("Watch");
        ArgumentNullException.ThrowIfNull(variable);
        variable.RequiresGrad = true;
        return variable;
    }

    /// <summary>The gradient of a recorded output with respect to an input; the tape stays usable for more.</summary>
    /// <param name="output">A single element.</param>
    /// <param name="input">A variable the output was computed from.</param>
    /// <param name="createGraph">Whether the gradient is itself recorded. Default true while the tape is open.</param>
    /// <returns>The gradient, of the input's shape.</returns>
    /// <exception cref="AutogradException">No path leads from output to input.</exception>
    public Variable Gradient(Variable output, Variable input, bool createGraph = false) =>
        Autodiff.Grad(output, input, createGraph: createGraph, retainGraph: true);

    /// <summary>Computes every recorded operation again, in order, from what its operands hold now, into the same results; views follow their base.</summary>
    /// <remarks>Change a leaf's Data in place, then replay: no node is made. Graphs that saved the old values notice the change.</remarks>
    public void Replay()
    {
        foreach (TapeEntry entry in _entries)
        {
            Tensor[] inputs = [.. entry.Inputs.Select(static v => v.Data)], outputs = [.. entry.Outputs.Select(static v => v.Data)];
            if (!inputs.Any(x => ReferenceEquals(x.Base, outputs[0].Base)))
            {
                outputs[0].Backend.Execute(entry.Op, inputs, outputs, WriteMode.Write);
                Array.ForEach(outputs, static y => y.Bump());
            }
        }
    }

    /// <summary>The recorded graph in the DOT language of Graphviz: operations as boxes, leaves and constants as ellipses.</summary>
    /// <returns>A text for <c>dot -Tsvg</c>.</returns>
    public string ToDot()
    {
        var text = new System.Text.StringBuilder("digraph tape {\n");
        var names = new Dictionary<Variable, string>();
        for (int i = 0; i < _entries.Count; i++)
        {
            TapeEntry entry = _entries[i];
            text.Append($"  op{i} [shape=box, label=\"{entry.Op.Name}\\n{entry.Shape}\"];\n");
            foreach (Variable input in entry.Inputs)
            {
                if (!names.TryGetValue(input, out string? from))
                {
                    from = names[input] = $"v{names.Count}";
                    text.Append($"  {from} [label=\"{(input.RequiresGrad ? "leaf" : "constant")}\\n{input.Shape}\"];\n");
                }

                text.Append($"  {from} -> op{i};\n");
            }

            foreach (Variable output in entry.Outputs)
            {
                names[output] = $"op{i}";
            }
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Forgets what was recorded so far; graphs that variables own stay.</summary>
    /// <exception cref="ObjectDisposedException">The tape is closed.</exception>
    public void Reset()
    {
        ThrowIfClosed("Reset");
        _entries.Clear();
    }

    /// <summary>Closes the tape and restores the previous recording state. What it recorded can still be read, drawn, replayed and differentiated.</summary>
    public void Dispose()
    {
        _disposed = true;
        _scope.Dispose();
    }

    internal void Add(Node node, Variable[] inputs, Variable[] outputs)
    {
        for (GradientTape? tape = this; tape is not null; tape = tape.Outer)
        {
            if (!tape._disposed)
            {
                tape._entries.Add(new TapeEntry(node, inputs, outputs));
            }
        }
    }

    private void ThrowIfClosed(string caller)
    {
        if (_disposed)
        {
            throw new ObjectDisposedException(nameof(GradientTape), $"{caller}: the tape is closed and records nothing more. Open a new one.");
        }
    }
}
