namespace AutoGrad.Tests.Unit.Tape;

/// <summary>A rule may work in the memory of the cotangent it reads last. Whoever else holds that memory must not notice.</summary>
public sealed class CotangentReuseTests
{
    private static readonly double[] Values = [2, -3, 0.5, 4, 5];

    /// <summary>Scalars, small vectors and vectors whose memory is the pool's take different ways.</summary>
    public static TheoryData<int> Sizes => [0, 5, 700];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_gradient_that_a_hook_kept_stays(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        Variable middle = x * w;
        Variable? kept = null;
        middle.RegisterHook(dy =>
        {
            kept = dy;
            return null;
        });
        (middle * w).Sum().Backward();
        AssertEqual(w.Data, kept!.Data);
        AssertEqual(w.Data * w.Data, x.Grad!.Data);
        AssertEqual(2 * (x.Data * w.Data), w.Grad!.Data);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_retained_gradient_stays(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        Variable middle = x * w;
        middle.RetainGrad();
        (middle * w).Sum().Backward();
        AssertEqual(w.Data, middle.Grad!.Data);
        AssertEqual(w.Data * w.Data, x.Grad!.Data);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_captured_gradient_on_the_way_stays(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        Variable middle = x * w;
        Variable?[] grads = Autodiff.Grad([(middle * w).Sum()], [middle, x, w]);
        AssertEqual(w.Data, grads[0]!.Data);
        AssertEqual(w.Data * w.Data, grads[1]!.Data);
        AssertEqual(2 * (x.Data * w.Data), grads[2]!.Data);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Branches_that_were_given_one_gradient_do_not_change_each_others(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        Variable scaled = (x * w) * 3, difference = scaled - (w * 2); // both terms get dy or the memory of -dy
        ((difference * w) + (difference + scaled)).Sum().Backward();
        // y = (3xw - 2w) w + 6xw - 2w
        AssertEqual((3 * w.Data * w.Data) + (6 * w.Data), x.Grad!.Data);
        AssertEqual((6 * x.Data * w.Data) - (4 * w.Data) + (6 * x.Data) - 2, w.Grad!.Data);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_gradient_that_reaches_two_leaves_at_once_is_two_gradients(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        ((x + w) * 3).Sum().Backward();
        x.Grad!.Data.AddInPlace(Tensor.Ones(x.Shape, x.DType));
        AssertEqual(Tensor.Full(w.Shape, 3, w.DType), w.Grad!.Data);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_gradient_that_was_passed_to_Backward_stays(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        Tensor gradient = Tensor.Full(x.Shape, 2, x.DType);
        (x * w).Tanh().Backward(gradient);
        AssertEqual(Tensor.Full(x.Shape, 2, x.DType), gradient);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void An_op_of_the_users_may_keep_what_its_rule_was_given(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        var keeper = new Keeper();
        ((Recorder.Apply(keeper, x * w) * w) * 3).Sum().Backward();
        AssertEqual(3 * w.Data, keeper.Seen[0]!.Data);
        AssertEqual(3 * w.Data * w.Data, x.Grad!.Data);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void More_branches_than_are_counted_get_the_same(int size)
    {
        (Variable x, Variable w) = Leaves(size);
        Variable[] branches = [.. Enumerable.Range(0, 600).Select(_ => (x * 1) * w)];
        Variable sum = branches[0] * 1;
        foreach (Variable branch in branches[1..])
        {
            sum += branch;
        }

        (sum * 2).Sum().Backward();
        AssertEqual(1200 * w.Data, x.Grad!.Data);
        AssertEqual(1200 * x.Data, w.Grad!.Data);
    }

    [Fact]
    public void A_long_chain_makes_no_objects_on_its_way_back()
    {
        var x = new Variable(Tensor.From(1.5f), requiresGrad: true);
        var w = new Variable(Tensor.From(0.999f), requiresGrad: true);
        for (int round = 0; ; round++)
        {
            Variable y = x;
            for (int i = 0; i < 1000; i++)
            {
                y *= w;
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            y.Backward();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes < 4096)
            {
                return;
            }

            Assert.True(round < 20, $"{bytes} bytes"); // the first rounds compile
        }
    }

    private static (Variable X, Variable W) Leaves(int size)
    {
        Shape shape = size == 0 ? Shape.Scalar : [size];
        double[] values = [.. Enumerable.Range(0, Math.Max(size, 1)).Select(static i => Values[i % Values.Length])];
        Tensor x = Tensor.From<double>(values, shape);
        return (new(x, requiresGrad: true), new((x * 0.25) + 1, requiresGrad: true));
    }

    private static void AssertEqual(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach ((double e, double a) in expected.ToDoubles().Zip(actual.ToDoubles()))
        {
            Assert.Equal(e, a, 1e-9 * Math.Max(1, Math.Abs(e)));
        }
    }

    /// <summary>An identity whose rule keeps the gradient, which nobody forbids it.</summary>
    private sealed record Keeper : Op
    {
        public List<Variable> Seen { get; } = [];

        protected internal override int Arity => 1;

        protected internal override TensorSpec Infer(ReadOnlySpan<TensorSpec> inputs) => inputs[0];

        protected internal override void Forward(in KernelContext context) => context.Input<double>(0).CopyTo(context.Output<double>());

        protected internal override void Pullback(in PullbackContext context)
        {
            Seen.Add(context.Dy());
            context.Add(0, context.Dy());
        }
    }
}
