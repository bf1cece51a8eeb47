namespace AutoGrad;

/// <summary>One computation a backend can execute: a name, parameters as record fields, shape inference and a CPU kernel. Data are inputs, never fields.</summary>
/// <remarks>An <see cref="Op"/> is a primitive with a derivative rule. Optimizer steps, copies and random fills are primitives without one.</remarks>
public abstract record Primitive
{
    /// <summary>The name shown in messages and graphs; the record's own name by default.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>How many tensors it returns; 1 by default.</summary>
    public virtual int OutputCount => 1;

    /// <summary>Whether the kernel reads inputs at any strides; if not, the backend passes contiguous ones. False by default.</summary>
    protected internal virtual bool AcceptsStrides => false;

    /// <summary>Whether the kernel honours <see cref="WriteMode.Accumulate"/> itself; if not, the backend adds a temporary. False by default.</summary>
    protected internal virtual bool AcceptsAccumulate => false;

    /// <summary>Validates the inputs and gives the output's shape and dtype, before anything is computed or changed.</summary>
    /// <param name="inputs">Shape and dtype of each input.</param>
    /// <returns>Shape and dtype of the output (of the first, if there are several).</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">The dtypes do not fit.</exception>
    protected internal abstract TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs);

    /// <summary>As <see cref="Infer"/>, for primitives with several outputs.</summary>
    /// <param name="inputs">Shape and dtype of each input.</param>
    /// <param name="outputs">Receives one entry per output.</param>
    protected internal virtual void InferAll(ReadOnlySpan<TensorSpec> inputs, Span<TensorSpec> outputs) => outputs[0] = Infer(inputs);

    /// <summary>The CPU kernel: reads the inputs, writes the outputs.</summary>
    /// <param name="context">Inputs, outputs and write mode.</param>
    protected internal abstract void Forward(in KernelContext context);

    /// <summary>Floating-point operations for inputs of these shapes; by default one per output element.</summary>
    /// <param name="inputs">Shape and dtype of each input.</param>
    /// <returns>A count, multiply and add counted separately.</returns>
    protected internal virtual long Flops(ReadOnlySpan<TensorSpec> inputs) => Infer(inputs).Shape.NumEl;

    /// <summary>Name and parameters, such as <c>Sum { Dims = [0], KeepDim = False }</c>.</summary>
    /// <returns>The record's text.</returns>
    public sealed override string ToString()
    {
        var text = new System.Text.StringBuilder();
        return PrintMembers(text) ? $"{Name} {{ {text} }}" : Name;
    }

    /// <summary>Prints the parameters, and nothing that every primitive has.</summary>
    /// <param name="builder">Receives them; records add their own.</param>
    /// <returns>Whether something was printed.</returns>
    protected virtual bool PrintMembers(System.Text.StringBuilder builder) => false;

    /// <summary>Runs on tensors without recording and returns the first output.</summary>
    internal virtual Tensor Run(params ReadOnlySpan<Tensor> inputs)
    {
        Backend backend = inputs.IsEmpty ? Backend.Cpu : inputs[0].Backend;
        Tensor output;
        if (inputs.Length == 1)
        {
            TensorSpec spec = inputs[0].Spec;
            output = backend.Allocate(Infer(new ReadOnlySpan<TensorSpec>(in spec)));
        }
        else
        {
            var specs = new SpecBuffer();
            output = backend.Allocate(Infer(specs.Fill(inputs)));
        }

        backend.Execute(this, inputs, new ReadOnlySpan<Tensor>(in output), WriteMode.Write);
        return output;
    }

    /// <summary>Runs on tensors without recording and returns every output.</summary>
    internal virtual Tensor[] RunAll(params ReadOnlySpan<Tensor> inputs)
    {
        Backend backend = inputs.IsEmpty ? Backend.Cpu : inputs[0].Backend;
        var specs = new SpecBuffer();
        var room = new SpecBuffer();
        Span<TensorSpec> outputs = room.Take(OutputCount);
        InferAll(specs.Fill(inputs), outputs);
        var results = new Tensor[outputs.Length];
        for (int k = 0; k < results.Length; k++)
        {
            results[k] = backend.Allocate(outputs[k]);
        }

        backend.Execute(this, inputs, results, WriteMode.Write);
        return results;
    }

    /// <summary>Computes into a tensor that exists, at its strides, and counts the change.</summary>
    internal virtual void RunInto(Tensor output, WriteMode mode, params ReadOnlySpan<Tensor> inputs)
    {
        output.Backend.Execute(this, inputs, new ReadOnlySpan<Tensor>(in output), mode);
        output.Bump();
    }

    /// <summary>As <see cref="RunInto(Tensor, WriteMode, ReadOnlySpan{Tensor})"/>, for several outputs; those that are inputs too are updated in place.</summary>
    internal void RunInto(ReadOnlySpan<Tensor> outputs, ReadOnlySpan<Tensor> inputs)
    {
        outputs[0].Backend.Execute(this, inputs, outputs, WriteMode.Write);
        foreach (Tensor output in outputs)
        {
            output.Bump();
        }
    }

    /// <summary>Specs of inputs or outputs without an allocation for up to six.</summary>
    [System.Runtime.CompilerServices.InlineArray(Room)]
    private struct SpecBuffer
    {
        private const int Room = 6;

        private TensorSpec _first;

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public Span<TensorSpec> Take(int count)
        {
            Span<TensorSpec> specs = count <= Room ? this : new TensorSpec[count];
            return specs[..count];
        }

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ReadOnlySpan<TensorSpec> Fill(ReadOnlySpan<Tensor> inputs)
        {
            Span<TensorSpec> specs = Take(inputs.Length);
            for (int i = 0; i < inputs.Length; i++)
            {
                specs[i] = inputs[i].Spec;
            }

            return specs;
        }
    }
}
