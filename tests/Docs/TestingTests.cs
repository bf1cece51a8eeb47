using System.Text.RegularExpressions;
using AutoGrad.NN;
using AutoGrad.Optim;
using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Docs;

/// <summary>The code of docs/testing.md.</summary>
public sealed partial class TestingTests
{
    [Fact]
    public void A_function()
    {
        #region function
        // One input, two inputs, any number: throws a report unless the gradient is right at this point.
        GradCheck.Verify(x => F.Gelu(x) * x.Sin(), Tensor.Randn([3, 4], DType.Float64));
        GradCheck.Verify((x, w) => x.MatMul(w).LogSoftmax(1), Tensor.Randn([3, 4]), Tensor.Randn([4, 2]), new GradCheckOptions { Order = 2 });
        #endregion
    }

    [Fact]
    public void A_function_at_random_points()
    {
        #region for-all
        GradCheck.ForAll(x => x.Tanh());                                                    // any shape
        GradCheck.ForAll((x, w) => x.MatMul(w), "... n k", "k m");                          // sizes that fit
        GradCheck.ForAll((a, b) => a / b, "...?", ("...?", Domain.AwayFromZero));           // every way of broadcasting
        GradCheck.ForAll(p => -(p * p.Log()).Sum(-1), ("rows n", Domain.ProbabilityRows));  // only where it is defined
        GradCheck.ForAll(x => [F.Embedding(x[0].Data, x[1])], [("n", Domain.Integers(0, 3)), "4 width"]);   // any number of inputs, indices among them
        GradCheck.ForAll(x => x.Sort(-1).Item1, ("n", Domain.Distinct), new ForAllOptions { Count = 100, Check = new GradCheckOptions { Order = 2 } });
        #endregion
        #region largest
        GradCheck.ForAll(x => x.CumProd(0), "steps", new ForAllOptions { LargestSize = 65 });
        #endregion
    }

    [Fact]
    public void An_operation()
    {
        #region op
        GradCheck.ForAll<Square>();
        #endregion
        GradCheck.ForAll<Ramp>();
        #region op-laws
        GradCheck.ForAll<Square>(new ForAllOptions { Laws = OpLaws.All & ~OpLaws.SavedIsRead, Check = new GradCheckOptions { Order = 2, Thorough = true } });
        #endregion
    }

    [Fact]
    public void A_module()
    {
        #region module
        var net = new Sequential(new Linear(3, 4), new BatchNorm1d(4), new Tanh(), new Dropout(), new Linear(4, 1));
        GradCheck.Module(net, Tensor.Randn([5, 3]));
        #endregion
        #region module-call
        var attention = new MultiheadAttention(4, numHeads: 2);
        GradCheck.Module(attention, x => attention.Call(x[0], x[1], x[1]).Item1, [Tensor.Randn([3, 1, 4]), Tensor.Randn([2, 1, 4])]);
        #endregion
        #region module-random
        var gated = new Sequential(new Linear(4, 8), new GLU());
        gated.To(DType.Float64);   // as the points are
        GradCheck.ForAll(x => gated.Call(x), "... 4");
        #endregion
    }

    [Fact]
    public void A_whole_model()
    {
        var random = new Generator(1);
        var net = new Sequential(new Linear(4, 16, generator: random), new Tanh(), new Linear(16, 3, generator: random));
        Tensor x = Tensor.Randn([8, 4], generator: random), labels = Tensor.RandInt(3, [8], generator: random);
        #region model
        ModelCheck.StartsNearLogC(() => F.CrossEntropy(net.Call(x), labels), classes: 3);
        ModelCheck.EveryParameterGetsAGradient(net, () => F.CrossEntropy(net.Call(x), labels));
        ModelCheck.OverfitsOneBatch(net, () => F.CrossEntropy(net.Call(x), labels), new OverfitOptions { Optimizer = p => new Adam(p, lr: 0.02).Step });
        ModelCheck.DoesNotMixBatch(net, x);
        ModelCheck.EvalIsDeterministic(net, x);
        #endregion
    }

    [Fact]
    public void A_causal_model()
    {
        Tensor sequences = Tensor.Randn([2, 5, 3]);
        #region causal
        var gru = new GRU(3, 4, batchFirst: true);
        ModelCheck.IsCausal(gru, x => gru.Call(x).Item1, sequences);
        #endregion
    }

    [Fact]
    public void A_training_that_is_resumed()
    {
        Tensor x = Tensor.Randn([8, 4]), labels = Tensor.RandInt(3, [8]);
        #region resume
        ModelCheck.ResumesBitwise(() =>
        {
            var net = new Sequential(new Linear(4, 8), new BatchNorm1d(8), new Dropout(), new Linear(8, 3));
            var optimizer = new Adam(net.Parameters());
            return new TrainingRun(net, step =>
            {
                optimizer.ZeroGrad();
                Variable loss = F.CrossEntropy(net.Call(x.Roll(step, 0)), labels.Roll(step, 0));
                loss.Backward();
                optimizer.Step();
                return loss;
            }).With(optimizer.StateDict, optimizer.LoadStateDict);
        });
        #endregion
    }

    [Fact]
    public void Tensors_in_properties_of_ones_own()
    {
        #region own
        Prop.ForAll(Arbitraries.BroadcastablePair(), pair => (pair.A + pair.B).Equal(pair.B + pair.A)).QuickCheckThrowOnFailure();
        GradCheck.ForAll(x => [x[0].MatMul(x[1]).Softmax(-1)], Arbitraries.Tensors(maxSize: 12, "n k", "k m"));
        Prop.ForAll(Arbitraries.Tensor(Domain.Distinct, minRank: 1), x => x.Sort(-1).Item1.Flip(-1).Equal(x.Sort(-1, descending: true).Item1)).QuickCheckThrowOnFailure();
        #endregion
    }

    [Fact]
    public void The_report_in_the_document_is_what_is_printed()
    {
        var error = Assert.Throws<PropertyException>(() => GradCheck.ForAll((x, w) => x.Exp() * w.Detach(), "n k", "k"));
        Reports.AreShown("docs/testing.md", error.Message);
    }

    [Fact]
    public void The_versions_in_the_document_are_those_of_the_repository()
    {
        string document = File.ReadAllText(Path.Combine(Tree.Root, "docs", "testing.md")), packages = File.ReadAllText(Path.Combine(Tree.Root, "Directory.Packages.props"));
        string own = File.ReadAllText(Path.Combine(Tree.Root, "Directory.Build.props"));
        MatchCollection named = NamedVersion().Matches(document);
        Assert.NotEmpty(named);
        foreach (Match m in named)
        {
            string version = m.Groups[1].Value.StartsWith("AutoGrad", StringComparison.Ordinal) ? $"<Version>{m.Groups[2]}</Version>" : $"""<PackageVersion Include="{m.Groups[1]}" Version="{m.Groups[2]}" />""";
            Assert.Contains(version, packages + own, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("""<PackageReference Include="([^"]+)" Version="([^"]+)" />""")]
    private static partial Regex NamedVersion();
}
