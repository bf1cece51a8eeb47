namespace AutoGrad.Tests.Unit.Backends;

/// <summary>Backends that are not the CPU prove that nothing above the seam reads memory: what runs here runs on a device later.</summary>
public sealed class BackendSeamTests
{
    private static readonly MirrorBackend Mirror = Registered(new MirrorBackend());

    [Fact]
    public void A_tensor_elsewhere_refuses_cpu_spans()
    {
        Tensor t = Mirror.Upload(Tensor.From(1.0, 2.0));
        var error = Assert.Throws<AutogradException>(() => t.KernelSpan<double>());
        Assert.Contains("mirror", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_come_back_only_through_readback()
    {
        Tensor t = Mirror.Upload(Tensor.From(1.0, 2.0));
        Assert.Equal([1, 2], t.ToArray<double>());
        Assert.Equal(1, Mirror.Upload(Tensor.From(1.0)).Item());
    }

    [Fact]
    public void First_and_second_derivatives_run_without_reading_memory()
    {
        var x = new Variable(Mirror.Upload(Tensor.From(0.5, 1.5, -1.0)), requiresGrad: true);
        Variable y = (x * x * x) + (x * x).Exp();
        Variable ones = Mirror.Upload(Tensor.Ones([3], DType.Float64));
        Variable dx = Autodiff.Grad(y, x, ones, createGraph: true);
        Variable ddx = Autodiff.Grad(dx, x, ones);
        foreach ((double v, double first, double second) in x.Data.ToArray<double>().Zip(dx.Data.ToArray<double>(), ddx.Data.ToArray<double>()))
        {
            double e = Math.Exp(v * v);
            Assert.Equal((3 * v * v) + (2 * v * e), first, 1e-10);
            Assert.Equal((6 * v) + (2 * e) + (4 * v * v * e), second, 1e-10);
        }

        Assert.Equal(Mirror.Id, dx.Data.BackendId);
    }

    [Fact]
    public void Broadcasting_and_views_stay_on_the_backend()
    {
        var a = new Variable(Mirror.Upload(Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } })), requiresGrad: true);
        var b = new Variable(Mirror.Upload(Tensor.From(10.0, 20.0)), requiresGrad: true);
        Variable y = a.Transpose(0, 1).Slice(0, 1) * b;
        y.Backward(Mirror.Upload(Tensor.Ones([1, 2], DType.Float64)));
        Assert.Equal([0, 10, 0, 20], a.Grad!.Data.ToArray<double>());
        Assert.Equal([2, 4], b.Grad!.Data.ToArray<double>());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_backend_that_sees_strided_operands_only_or_that_only_accumulates_gives_the_same(bool strided, bool accumulates)
    {
        MirrorBackend odd = Registered(new MirrorBackend { StridedOnly = strided, AccumulatesOnly = accumulates });
        var a = new Variable(odd.Upload(Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } })), requiresGrad: true);
        Variable y = (a * a).Exp() + a.MatMul(a);
        y.Backward(odd.Upload(Tensor.Ones([2, 2], DType.Float64)));
        var b = new Variable(Tensor.From(new double[,] { { 1, 2 }, { 3, 4 } }), requiresGrad: true);
        ((b * b).Exp() + b.MatMul(b)).Backward(Tensor.Ones([2, 2], DType.Float64));
        Assert.Equal(b.Grad!.Data.ToArray<double>(), a.Grad!.Data.ToArray<double>(), static (p, q) => Math.Abs(p - q) <= 1e-9 * Math.Abs(p));
    }

    private static MirrorBackend Registered(MirrorBackend backend)
    {
        Backend.Register(backend);
        return backend;
    }

    /// <summary>Keeps a CPU tensor beside each of its own and runs primitives on those.</summary>
    private sealed class MirrorBackend : Backend
    {
        private readonly System.Runtime.CompilerServices.ConditionalWeakTable<Tensor, Tensor> _mirrors = [];

        internal override string DeviceName => "mirror";

        internal Tensor Upload(Tensor cpu)
        {
            Tensor t = Allocate(cpu.Spec);
            TensorCopy.Copy(cpu, OnCpu(t));
            return t;
        }

        internal override Tensor Allocate(TensorSpec spec)
        {
            var owner = new Tensor(spec.Shape, spec.DType, Id);
            _mirrors.Add(owner, Cpu.Allocate(spec));
            return owner;
        }

        /// <summary>Kernels get no dense operand: each is every second element of a longer one.</summary>
        internal bool StridedOnly { get; init; }

        /// <summary>Kernels never replace: outputs are cleared and added to.</summary>
        internal bool AccumulatesOnly { get; init; }

        internal override void Execute(Primitive primitive, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, WriteMode mode)
        {
            Tensor[] from = [.. inputs.ToArray().Select(OnCpu).Select(t => StridedOnly && t.Rank > 0 ? Spread(t) : t)], to = [.. outputs.ToArray().Select(OnCpu)];
            if (AccumulatesOnly && mode == WriteMode.Write)
            {
                Array.ForEach(to, static t => t.ZeroInPlace());
                mode = WriteMode.Accumulate;
            }

            Cpu.Execute(primitive, from, to, mode);
        }

        private static Tensor Spread(Tensor t)
        {
            Tensor wide = Tensor.Zeros([.. t.Shape.AsSpan()[..^1], 2 * t.Shape[^1]], t.DType).Slice(-1, 0, int.MaxValue, 2);
            TensorCopy.Copy(t, wide);
            return wide;
        }

        internal override Tensor ToCpu(Tensor tensor) => OnCpu(tensor);

        private Tensor OnCpu(Tensor t) => t.BackendId != Id ? t
            : _mirrors.TryGetValue(t.Base, out Tensor? mirror) ? mirror.ViewOf(t.Shape, t.Strides(), t.Offset)
            : throw new InvalidOperationException("no mirror");
    }
}
