using AutoGrad.NN;
using AutoGrad.Optim;
using Functional = AutoGrad.NN.Functional;

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

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_model_trains_elsewhere_with_every_optimizer_to_the_same_numbers(bool strided, bool accumulates)
    {
        MirrorBackend odd = Registered(new MirrorBackend { StridedOnly = strided, AccumulatesOnly = accumulates });
        Func<IEnumerable<Parameter>, Optimizer>[] makers =
        [
            static p => new SGD(p, lr: 0.1, momentum: 0.9, nesterov: true), static p => new Adam(p, lr: 0.01, amsgrad: true), static p => new AdamW(p),
            static p => new RMSprop(p, momentum: 0.5, centered: true), static p => new RMSprop(p, centered: true), static p => new Adagrad(p),
        ];
        foreach (Func<IEnumerable<Parameter>, Optimizer> make in makers)
        {
            Sequential here = Model(), there = Model();
            there.LoadStateDict(here.StateDict());
            foreach (Parameter parameter in there.Parameters())
            {
                parameter.ReplaceData(odd.Upload(parameter.Data));
            }

            Train(here, make(here.Parameters()), static t => t);
            Train(there, make(there.Parameters()), odd.Upload);
            foreach ((Parameter expected, Parameter actual) in here.Parameters().Zip(there.Parameters()))
            {
                Assert.Equal(odd.Id, actual.Data.BackendId);
                Assert.Equal(expected.Data.ToArray<double>(), actual.Data.ToArray<double>(), static (a, b) => Math.Abs(a - b) <= 1e-12);
            }
        }
    }

    [Fact]
    public void A_state_dict_is_copied_to_where_the_parameters_lie()
    {
        Sequential here = Model(), there = Model();
        foreach (Parameter parameter in there.Parameters())
        {
            parameter.ReplaceData(Mirror.Upload(parameter.Data));
        }

        there.LoadStateDict(here.StateDict());
        Assert.All(here.Parameters().Zip(there.Parameters()), static pair => Assert.Equal(pair.First.Data.ToArray<double>(), pair.Second.Data.ToArray<double>()));
        Assert.All(there.Parameters(), static p => Assert.Equal(Mirror.Id, p.Data.BackendId));
    }

    [Fact]
    public void Anomaly_detection_reads_back_one_flag()
    {
        var x = new Variable(Mirror.Upload(Tensor.From(0.0, 1.0)), requiresGrad: true);
        using (GradientTape.DetectAnomaly())
        {
            Variable y = x.Sqrt();
            var error = Assert.Throws<AutogradException>(() => y.Backward(Mirror.Upload(Tensor.Ones([2], DType.Float64))));
            Assert.Contains("Sqrt", error.Message, StringComparison.Ordinal);
        }
    }

    private static Sequential Model()
    {
        var generator = new Generator(3);
        var model = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 3));
        model.To(DType.Float64);
        foreach (Parameter parameter in model.Parameters())
        {
            Init.Uniform(parameter, -0.5, 0.5, generator);
        }

        return model;
    }

    private static void Train(Sequential model, Optimizer optimizer, Func<Tensor, Tensor> place)
    {
        Tensor x = place(Tensor.Randn([5, 4], DType.Float64, new Generator(4))), labels = place(Tensor.From(0L, 2, 1, 1, 0));
        for (int step = 0; step < 3; step++)
        {
            optimizer.ZeroGrad();
            Functional.CrossEntropy(model.Call(x), labels).Backward();
            optimizer.Step();
        }
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
                Tensor[] sums = Array.ConvertAll(to, static t => Tensor.ZerosLike(t)); // not the outputs, which may be inputs too
                Cpu.Execute(primitive, from, sums, WriteMode.Accumulate);
                for (int i = 0; i < to.Length; i++)
                {
                    TensorCopy.Copy(sums[i], to[i]);
                }
            }
            else
            {
                Cpu.Execute(primitive, from, to, mode);
            }
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
