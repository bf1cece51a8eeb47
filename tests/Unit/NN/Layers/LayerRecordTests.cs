using AutoGrad.NN;
using AutoGrad.Tests.Fixtures;
using AutoGrad.Tests.Unit.Ops;

namespace AutoGrad.Tests.Unit.NN.Layers;

/// <summary>Every recorded module: the state dict's names, shapes and order, then for each call outputs, gradients and buffers.</summary>
public sealed class LayerRecordTests
{
    public static TheoryData<string> Modules() => [.. Fixture.Modules().Select(static m => m.Name)];

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_layer_has_PyTorchs_state_and_computes_what_PyTorch_computes(string name)
    {
        FixtureModule record = Fixture.Modules().Single(m => m.Name == name);
        Module layer = LayerTable.Build(record.Module, record.Args);
        bool single = record.Calls[0].Outputs[0].DType == "float32";
        layer.To(single ? DType.Float32 : DType.Float64);
        OrderedDictionary<string, Tensor> state = layer.StateDict();
        Assert.Equal(record.Keys, state.Keys);
        Assert.Equal(record.Parameters, layer.NamedParameters().Select(static p => p.Name));
        layer.LoadStateDict(record.State.ToDictionary(static t => t.Name, Recorded.Tensor));
        foreach (FixtureTensor t in record.State)
        {
            Same(t, state[t.Name], single ? 1e-7 : 0, $"state {t.Name}");
        }

        Assert.NotEmpty(record.Calls);
        foreach (FixtureCall call in record.Calls)
        {
            Check(record, layer, call, single ? 2e-5 : 1e-10);
        }
    }

    private static void Check(FixtureModule record, Module layer, FixtureCall call, double tolerance)
    {
        layer.Train(call.Training);
        layer.ZeroGrad();
        Dictionary<string, Variable> inputs = [];
        for (int i = 0; i < call.Inputs.Length; i++)
        {
            inputs.Add(call.Inputs[i].Name, new Variable(Recorded.Tensor(call.Inputs[i]), requiresGrad: call.Grads[i] is not null));
        }

        Variable[] outputs = Run(layer, inputs, call.Args, call.Inputs[0].Name);
        Assert.Equal(call.Outputs.Length, outputs.Length);
        for (int k = 0; k < outputs.Length; k++)
        {
            Same(call.Outputs[k], outputs[k].Data, tolerance, $"output {k}");
        }

        if (outputs.Any(static y => y.RequiresGrad))
        {
            int[] reached = [.. Enumerable.Range(0, outputs.Length).Where(k => call.Cotangents[k] is not null && outputs[k].RequiresGrad)];
            Autodiff.Backward([.. reached.Select(k => outputs[k])], [.. reached.Select(k => (Variable?)Recorded.Tensor(call.Cotangents[k]!))]);
        }

        for (int i = 0; i < call.Inputs.Length; i++)
        {
            SameGrad(call.Grads[i], inputs[call.Inputs[i].Name].Grad, tolerance, $"gradient of {call.Inputs[i].Name}");
        }

        Dictionary<string, Parameter> parameters = layer.NamedParameters().ToDictionary(static p => p.Name, static p => p.Parameter);
        for (int i = 0; i < record.Parameters.Length; i++)
        {
            SameGrad(call.ParameterGrads[i], parameters[record.Parameters[i]].Grad, tolerance, $"gradient of {record.Parameters[i]}");
        }

        Dictionary<string, Module.Buffer> buffers = layer.NamedBuffers().ToDictionary(static b => b.Name, static b => b.Buffer);
        Assert.Equal(call.Buffers.Select(static b => b.Name), buffers.Keys);
        foreach (FixtureTensor buffer in call.Buffers)
        {
            Same(buffer, buffers[buffer.Name].Data, tolerance, $"buffer {buffer.Name} after the call");
        }
    }

    private static Variable[] Run(Module layer, Dictionary<string, Variable> x, FixtureArgs args, string first)
    {
        Tensor? Mask(string name) => x.GetValueOrDefault(name)?.Data;
        switch (layer)
        {
            case MultiheadAttention attention:
                (Variable output, Variable? weights) = attention.Call(
                    x["query"], x["key"], x["value"], Mask("key_padding_mask"), args.Bool("need_weights", true), x.GetValueOrDefault("attn_mask"), args.Bool("average_attn_weights", true));
                return weights is null ? [output] : [output, weights];
            case TransformerEncoderLayer encoder:
                return [x.Count == 1 ? encoder.Call(x["src"]) : encoder.Call(x["src"], x["src_mask"], Mask("src_key_padding_mask"))];
            case LSTM lstm:
                (Variable y, (Variable h, Variable c)) = x.Count == 1 ? lstm.Call(x[first]) : lstm.Call(x[first], (x["h_0"], x["c_0"]));
                return [y, h, c];
            case Module<Variable, (Variable Output, Variable State)> recurrent:
                (Variable z, Variable state) = x.Count == 1 ? recurrent.Call(x[first]) : ((Recurrent<Variable>)recurrent).Call(x[first], x["h_0"]);
                return [z, state];
            default:
                return [((Module<Variable, Variable>)layer).Call(Assert.Single(x).Value)];
        }
    }

    private static void SameGrad(FixtureTensor? expected, Variable? actual, double tolerance, string label)
    {
        if (expected is not null)
        {
            Assert.True(actual is not null, $"{label} is missing");
            Same(expected, actual.Data, tolerance, label);
        }
        else if (actual is not null)
        {
            Assert.All(actual.Data.ToDoubles(), static v => Assert.Equal(0, v));
        }
    }

    private static void Same(FixtureTensor expected, Tensor actual, double tolerance, string label)
    {
        Assert.Equal(Array.ConvertAll(expected.Shape, static s => (int)s), actual.Shape.ToArray());
        Assert.Equal(expected.DType, actual.DType.ToString().ToLowerInvariant());
        double[] e = expected.AsDoubles, a = actual.ToDoubles();
        for (int i = 0; i < e.Length; i++)
        {
            Assert.True(e[i].Equals(a[i]) || Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i])), $"{label}[{i}]: PyTorch has {e[i]:R}, this has {a[i]:R}");
        }
    }
}
