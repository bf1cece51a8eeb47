namespace AutoGrad.Tests.Unit.Tape;

public sealed class ModeTests
{
    [Fact]
    public async Task Recording_state_survives_await()
    {
        using (GradientTape.NoGrad())
        {
            await Task.Yield();
            Assert.False(GradientTape.IsRecording);
            await Task.Run(static () => Assert.False(GradientTape.IsRecording));
            await Inner();
            Assert.False(GradientTape.IsRecording);
        }

        Assert.True(GradientTape.IsRecording);

        static async Task Inner()
        {
            using (GradientTape.EnableGrad())
            {
                await Task.Run(static () => { }); // ends on another thread than it began
                Assert.True(GradientTape.IsRecording);
            }
        }
    }

    [Fact]
    public void Recording_state_flows_into_Parallel_For_and_back()
    {
        using (GradientTape.NoGrad())
        {
            int recording = 0;
            Parallel.For(0, 1000, _ => Interlocked.Add(ref recording, GradientTape.IsRecording ? 1 : 0));
            Assert.Equal(0, recording);
        }

        int off = 0;
        Parallel.For(0, 1000, _ => Interlocked.Add(ref off, GradientTape.IsRecording ? 0 : 1));
        Assert.Equal(0, off);
    }

    [Fact]
    public void Disposing_a_scope_twice_is_harmless()
    {
        IDisposable outer = GradientTape.NoGrad();
        outer.Dispose();
        outer.Dispose();
        Assert.True(GradientTape.IsRecording);
    }

    [Fact]
    public void Scopes_that_end_out_of_order_leave_the_state_they_found()
    {
        IDisposable off = GradientTape.NoGrad(), on = GradientTape.EnableGrad(), anomaly = GradientTape.DetectAnomaly();
        off.Dispose();
        Assert.True(GradientTape.IsRecording); // the innermost scope decides until it ends
        on.Dispose();
        anomaly.Dispose();
        Assert.True(GradientTape.IsRecording);
        Assert.False(Mode.Current.Anomaly);
    }

    [Fact]
    public void A_scope_that_ends_early_gives_way_to_the_one_around_it()
    {
        using (GradientTape.NoGrad())
        {
            IDisposable on = GradientTape.EnableGrad(), off = GradientTape.NoGrad();
            on.Dispose();
            Assert.False(GradientTape.IsRecording);
            off.Dispose();
            Assert.False(GradientTape.IsRecording); // not the state of `on`, which has ended
        }

        Assert.True(GradientTape.IsRecording);
    }

    [Fact]
    public void A_closed_tape_refuses_new_work_and_keeps_what_it_recorded()
    {
        var x = new Variable(Tensor.From(3.0), requiresGrad: true);
        var outer = new GradientTape();
        var inner = new GradientTape();
        Variable y = x * x;
        outer.Dispose();
        Variable z = y * y;
        inner.Dispose();
        Assert.Single(outer.Nodes);
        Assert.Equal(2, inner.Nodes.Count);
        Assert.Contains("Open a new one", Assert.Throws<ObjectDisposedException>(() => outer.Watch(x)).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(outer.Reset);
        Assert.Equal(6, outer.Gradient(y, x).Item()); // d(x²)/dx at 3
        Assert.Equal(108, inner.Gradient(z, x).Item()); // d(x⁴)/dx at 3
    }

    [Fact]
    public void Inference_results_cannot_be_saved()
    {
        Variable made;
        using (GradientTape.InferenceMode())
        {
            Assert.True(GradientTape.IsInferenceMode);
            made = new Variable(Tensor.Ones([2])) + new Variable(Tensor.Ones([2]));
        }

        var x = new Variable(Tensor.Ones([2]), requiresGrad: true);
        var error = Assert.Throws<AutogradException>(() => x * made);
        Assert.Contains("Clone()", error.Message, StringComparison.Ordinal);
        Assert.True((x * made.Clone()).RequiresGrad);
    }

    [Fact]
    public void Anomaly_detection_names_the_op()
    {
        var x = new Variable(Tensor.From(0f), requiresGrad: true);
        using (GradientTape.DetectAnomaly())
        {
            Variable y = new Variable(Tensor.From(0f)) / x;
            var error = Assert.Throws<AutogradException>(() => y.Backward());
            Assert.Equal("Div", error.Op);
            Assert.Contains(nameof(Anomaly_detection_names_the_op), error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tape_lists_nodes_in_time_order_and_nests()
    {
        var x = new Variable(Tensor.Ones([2]), requiresGrad: true);
        using var outer = new GradientTape();
        Variable y = x * x;
        using (var inner = new GradientTape())
        {
            _ = y + x;
            Assert.Equal(["Add"], inner.Nodes.Select(static n => n.Op.Name));
        }

        Assert.Equal(["Mul", "Add"], outer.Nodes.Select(static n => n.Op.Name));
        outer.Reset();
        Assert.Empty(outer.Nodes);
    }

    [Fact]
    public void Replay_computes_the_same_results_from_new_values()
    {
        var x = new Variable(Tensor.From(1.0, 2.0), requiresGrad: true);
        using var tape = new GradientTape();
        Variable y = (x.Reshape(2, 1) * x) + x.Exp();
        x.Data.CopyFrom(Tensor.From(3.0, 0.5));
        tape.Replay();
        double[] e = [Math.Exp(3), Math.Exp(0.5)];
        Assert.Equal([9 + e[0], 1.5 + e[1], 1.5 + e[0], 0.25 + e[1]], y.Data.ToArray<double>(), static (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_drawing_has_a_box_for_each_operation_and_an_edge_for_each_operand()
    {
        var x = new Variable(Tensor.From(1.0), requiresGrad: true);
        using var tape = new GradientTape();
        _ = (x * x).Exp();
        string dot = tape.ToDot();
        Assert.StartsWith("digraph tape {", dot, StringComparison.Ordinal);
        Assert.Contains("op0 [shape=box, label=\"Mul", dot, StringComparison.Ordinal);
        Assert.Equal(2, dot.Split("v0 -> op0;").Length - 1);
        Assert.Contains("op0 -> op1;", dot, StringComparison.Ordinal);
    }
}
