using AutoGrad.Data;
using AutoGrad.NN;
using AutoGrad.Optim;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Docs;

/// <summary>The right-hand column of the porting table in README.md, row by row: it compiles and means what the left-hand column means in PyTorch.</summary>
public sealed class PortingTests
{
    private readonly Tensor _t = Tensor.Arange(12, DType.Float32).View(3, 4);

    [Fact]
    public void Tensors_are_made_and_converted()
    {
        Assert.Equal("[2, 3]", Tensor.Zeros(2, 3).Shape.ToString());
        Assert.Equal(DType.Float64, Tensor.Zeros([2, 3], DType.Float64).DType);
        List<float> list = [1, 2];
        Assert.Equal([1f, 2f], Tensor.From(list).ToArray<float>());
        Assert.Equal([1f, 2f, 3f, 4f], Tensor.From(new float[,] { { 1, 2 }, { 3, 4 } }).ToArray<float>());
        Assert.Equal(DType.Int64, Tensor.Arange(10).DType);
        Assert.Equal(DType.Float64, Tensor.Randn([3, 4], DType.Float64).DType);
        Assert.Equal(DType.Float64, _t.To(DType.Float64).DType);
        Assert.Equal((3, 2, 12), (_t.Size(0), _t.Rank, _t.NumEl));
    }

    [Fact]
    public void Words_dtypes_enums_and_checkpoints_are_as_the_table_says()
    {
        Assert.Equal(DType.Int64, Tensor.RandInt(10, [3]).DType);
        Assert.Equal([0, 1, 3], Tensor.Arange(3).CumSum(0).ToArray<long>());
        Assert.Equal((2, 2), (Tensor.Arange(3).ArgMax(0).Item(), _t.TopK(2, 1).Item1.Size(1)));
        Assert.Equal((DType.Float64, DType.Float32), (Tensor.From(1.0, 2.0).DType, Tensor.From(1f, 2f).DType));
        Assert.Equal(DType.Float32, new Linear(2, 1).Weight.DType);
        Assert.Equal(5, F.MseLoss(Tensor.From(1f, 2f), Tensor.From(0f, 0f), Reduction.Sum).Item());
        Assert.NotEqual(F.Gelu(Tensor.From(1f)).Item(), F.Gelu(Tensor.From(1f), approximate: GeluApproximate.Tanh).Item());
        Assert.Equal(4, Autodiff.Checkpoint(x => x * x, new Variable(Tensor.From(2f), requiresGrad: true)).Item());
        var (output, (h, c)) = new LSTM(3, 4).Call(Tensor.Randn([5, 2, 3]));
        Assert.Equal(("[5, 2, 4]", "[1, 2, 4]", "[1, 2, 4]"), ($"{output.Shape}", $"{h.Shape}", $"{c.Shape}"));
        Assert.Equal(9, new Squares()[3].Item2.Item());
    }

    private sealed class Squares : Dataset<(Tensor, Tensor)>
    {
        public override int Count => 10;

        public override (Tensor, Tensor) this[int index] => (Tensor.From((float)index), Tensor.From((float)(index * index)));
    }

    [Fact]
    public void Views_and_indices_take_what_PyTorch_takes()
    {
        Assert.Equal([6, 2], Sizes(_t.View(-1, 2)));
        Assert.Equal([4, 3], Sizes(_t.Permute(1, 0)));
        Assert.Equal([4, 6, 8, 10], _t[1.., TensorIndex.Slice(step: 2)].ToArray<float>());
        Assert.Equal([3, 4, 1], Sizes(_t[TensorIndex.Ellipsis, TensorIndex.NewAxis]));
        Assert.Equal(11, _t[^1, ^1].Item());
        Assert.Equal([1, 5, 9], _t[.., 1].ToArray<float>());
        Assert.Equal([1, 5, 9], _t[TensorIndex.Ellipsis, 1].ToArray<float>());
        Assert.Equal([9, 10, 11], _t[_t > 8].ToArray<float>());
        var changed = _t.Clone();
        changed[changed > 8] = Tensor.From(0f);
        Assert.Equal(36, changed.Sum().Item());
        Assert.Equal([3, 8], Sizes(Tensor.Cat([_t, _t], dim: 1)));
    }

    [Fact]
    public void Arithmetic_and_reductions_keep_the_names()
    {
        Assert.Equal([3, 3], Sizes(_t.MatMul(_t.T())));
        Assert.Equal([1, 1], Sizes(_t.Sum([0, 1], keepDim: true)));
        var (values, indices) = _t.Max(1);
        Assert.Equal([3, 7, 11], values.ToArray<float>());
        Assert.Equal([3, 3, 3], indices.ToArray<long>());
        Assert.Equal(12, _t.Eq(_t.Clone()).Sum().Item());
    }

    [Fact]
    public void The_plus_equals_sign_makes_a_new_object_and_AddInPlace_changes_the_old_one()
    {
        Tensor a = Tensor.Ones([2]), b = a;
        b += 1;
        Assert.Equal([1, 1], a.ToArray<float>());
        a.AddInPlace(1);
        Assert.Equal([2, 2], a.ToArray<float>());
        Assert.Equal([3, 3], a.SubInPlace(0.5).MulInPlace(2).ToArray<float>());
        Assert.Equal([0, 0], a.ZeroInPlace().ToArray<float>());
    }

    [Fact]
    public void Gradients_accumulate_and_ZeroGrad_sets_null()
    {
        var w = new Parameter(Tensor.From(1f, 2f));
        var optimizer = new SGD([w], lr: 0.1);
        w.Square().Sum().Backward();
        w.Square().Sum().Backward();
        Assert.Equal([4, 8], w.Grad!.Data.ToArray<float>());
        Assert.InRange(GradClip.Norm([w], maxNorm: 1), 8.9, 9);
        optimizer.ZeroGrad();
        Assert.Null(w.Grad);
        optimizer.ParamGroups[0].Lr = 0.01;
        Assert.False(w.Detach().RequiresGrad);
        using (GradientTape.NoGrad())
        {
            Assert.False((w * 2).RequiresGrad);
        }

        using (GradientTape.InferenceMode())
        {
            Assert.True(GradientTape.IsInferenceMode);
        }
    }

    [Fact]
    public void Modules_find_their_parts_and_buffers()
    {
        var net = new Centred();
        Assert.Equal(["mean", "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"], net.StateDict().Keys);
        net.Train();
        Assert.True(net.Training);
        net.Eval();
        Assert.Equal([3, 2], Sizes(net.Call(_t).Data));
        Assert.Empty(net.LoadStateDict(new Centred().StateDict()).Missing);
    }

    [Fact]
    public void Containers_freezing_hooks_and_an_optimizers_state()
    {
        var list = new ModuleList<Linear>(new Linear(4, 5), new Linear(5, 3));
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], list.StateDict().Keys);
        var heads = new ModuleDict<Linear> { ["a"] = new Linear(4, 1, bias: false) };
        Assert.Equal(["a.weight"], heads.StateDict().Keys);
        Assert.Equal([3, 4], Sizes(new LayerNorm([4]).Call(_t).Data));
        list.RequiresGrad(false);
        Assert.All(list.Parameters(), static p => Assert.False(p.RequiresGrad));
        int calls = 0;
        using (heads["a"].RegisterFullBackwardHook((_, _, _) =>
        {
            calls++;
            return null;
        }))
        {
            heads["a"].Call(_t).Sum().Backward();
        }

        Assert.Equal(1, calls);
        string path = Path.Combine(Path.GetTempPath(), $"porting-{Path.GetRandomFileName()}.safetensors");
        try
        {
            var optimizer = new Adam(heads.Parameters(), lr: 0.5);
            optimizer.Step();
            SafeTensors.Save(path, optimizer.StateDict());
            var other = new Adam(new ModuleDict<Linear> { ["a"] = new Linear(4, 1, bias: false) }.Parameters());
            other.LoadStateDict(SafeTensors.Load(path));
            Assert.Equal(0.5, other.ParamGroups[0].Lr);
            Assert.Equal(optimizer.StateDict().Keys.Order(), other.StateDict().Keys.Order());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Seeds_repeat_and_loaders_give_batches()
    {
        Generator.Default.ManualSeed(42);
        float[] first = Tensor.Rand([3]).ToArray<float>();
        Generator.Default.ManualSeed(42);
        Assert.Equal(first, Tensor.Rand([3]).ToArray<float>());
        var loader = new DataLoader(new TensorDataset(_t, Tensor.Arange(3)), batchSize: 2, shuffle: true, seed: 1);
        Assert.Equal([2, 1], loader.Select(batch => batch.Item1.Size(0)));
        var optimizer = new SGD(new Linear(2, 2).Parameters(), lr: 1);
        var scheduler = new StepLR(optimizer, stepSize: 1);
        optimizer.Step();
        scheduler.Step();
        Assert.Equal(0.1, optimizer.ParamGroups[0].Lr, 12);
        Assert.InRange(Parallelism.MaxThreads, 1, int.MaxValue);
    }

    private static int[] Sizes(Tensor t) => [.. Enumerable.Range(0, t.Rank).Select(d => t.Size(d))];

    private sealed class Centred : Module<Variable, Variable>
    {
        private readonly Buffer _mean = new(Tensor.Zeros([4]));
        private readonly Linear[] _layers = [new(4, 5), new(5, 2)];

        protected override Variable Forward(Variable x) => _layers[1].Call(F.Relu(_layers[0].Call(x - _mean)));
    }

    [Fact]
    public void Copies_schedules_and_causal_masks_are_as_the_table_says()
    {
        Tensor a = Tensor.From(1f, 2f), b = Tensor.From(3f, 4f), c = Tensor.Zeros(2);
        c.CopyFrom(a);
        c.AddInPlace(b);
        Assert.Equal([4f, 6f], c.ToArray<float>());

        var optimizer = new SGD(new Linear(2, 2).Parameters(), lr: 1);
        var scheduler = new CosineAnnealingLR(optimizer, tMax: 10);
        optimizer.Step();
        scheduler.Step();
        Assert.InRange(optimizer.ParamGroups[0].Lr, 0.97, 0.98);

        var layer = new TransformerEncoderLayer(4, 2, 8, dropout: 0);
        Variable src = Tensor.Randn([3, 1, 4]);
        Assert.Equal(layer.Call(src, srcMask: Tensor.Full([3, 3], double.NegativeInfinity).Triu(1)).Data.ToArray<float>(), layer.Call(src, isCausal: true).Data.ToArray<float>());
        Assert.NotEqual(layer.Call(src).Data.ToArray<float>(), layer.Call(src, isCausal: true).Data.ToArray<float>());
        var encoder = new TransformerEncoder(() => layer, 1);
        Assert.NotEmpty(new TransformerEncoder(() => new TransformerEncoderLayer(64, 4), 2).Parameters());
        Assert.Equal(layer.Call(src, isCausal: true).Data.ToArray<float>(), encoder.Call(src, isCausal: true).Data.ToArray<float>());
    }

    [Fact]
    public void Derivatives_of_functions_are_as_the_table_says()
    {
        static Variable F(Variable x) => (x * x * x).Sum();
        Tensor x = Tensor.From(1.0, 2.0), v = Tensor.From(1.0, 1.0);
        Assert.Equal([3, 12], Autodiff.Vjp(F, x).Item2.Data.ToArray<double>());
        Assert.Equal([3, 24], Autodiff.Vjp(static x => x * x * x, x, Tensor.From(1.0, 2.0)).Item2.Data.ToArray<double>());
        Assert.Equal(15, Autodiff.Jvp(F, x, v).Item2.Item());
        Assert.Equal([6, 12], Autodiff.Hvp(F, x, v).Item2.Data.ToArray<double>());
        Assert.Equal([3, 0, 0, 12], Autodiff.Jacobian(static x => x * x * x, x).Data.ToArray<double>());
        Assert.Equal([6, 0, 0, 12], Autodiff.Hessian(F, x).Data.ToArray<double>());
    }

    [Fact]
    public void A_step_by_hand_changes_the_leaf()
    {
        var w = new Variable(Tensor.From(1.0), requiresGrad: true);
        for (int i = 0; i < 2; i++)
        {
            w.Grad = null;
            (w * w).Backward();
            w.Data.SubInPlace(0.1 * w.Grad!.Data);
        }

        Assert.Equal(0.64, w.Item(), 12);
    }

    [Fact]
    public void Groups_ties_copies_and_forward_hooks_are_as_the_table_says()
    {
        Linear body = new(4, 4), head = new(4, 2);
        var optimizer = new SGD([new(body.Parameters()), new(head.Parameters()) { Lr = 0.01 }], lr: 0.001);
        Assert.Equal([0.001, 0.01], optimizer.ParamGroups.Select(static g => g.Lr));

        body.Weight.Data.FillInPlace(9);
        Init.XavierUniform(body.Weight);
        Assert.InRange(body.Weight.Data.Abs().Max().Item(), 0, Math.Sqrt(6.0 / 8));

        var tied = new Tied();
        Assert.Equal(["w"], tied.StateDict().Keys);
        tied.Call(Tensor.From(1L, 2L)).Sum().Backward();
        Assert.Equal([5, 3], Sizes(Assert.Single(tied.Parameters()).Grad!.Data));

        var second = new Linear(4, 2);
        second.LoadStateDict(head.StateDict());
        Assert.Equal(head.Call(_t).Data.ToArray<float>(), second.Call(_t).Data.ToArray<float>());
        head.Weight.Data.ZeroInPlace();
        Assert.NotEqual(0, second.Weight.Data.Abs().Sum().Item());

        StateDictReport report = second.LoadStateDict(body.StateDict().Where(static p => p.Key == "bias").ToDictionary(static _ => "extra", static p => p.Value), strict: false);
        Assert.Equal(["weight", "bias"], report.Missing);
        Assert.Equal(["extra"], report.Unexpected);

        using (second.RegisterForwardHook(static (input, output) => output * 0))
        {
            Assert.Equal(0, second.Call(_t).Abs().Sum().Item());
        }

        var lstm = new LSTM(4, 2);
        Variable sequence = Tensor.Randn([3, 1, 4]);
        var (_, (h, c)) = lstm.Call(sequence, null);
        Assert.Equal([3, 1, 2], Sizes(lstm.Call(sequence, (h, c)).Output.Data));
    }

    private sealed class Tied : Module<Tensor, Variable>
    {
        private readonly Parameter _w = new(Tensor.Randn([5, 3]));

        protected override Variable Forward(Tensor ids) => F.Linear(F.Embedding(ids, _w), _w);
    }
}
