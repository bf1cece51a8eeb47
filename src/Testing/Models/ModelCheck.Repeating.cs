using System.Globalization;
using AutoGrad.NN;

namespace AutoGrad.Testing;

public static partial class ModelCheck
{
    private const int Repetitions = 3;

    /// <summary>Throws unless the model in evaluation gives the same bits each time and changes none of its buffers.</summary>
    /// <param name="model">The model; switched to evaluation for the check.</param>
    /// <param name="input">The input.</param>
    /// <exception cref="PropertyException">Outputs differ, random numbers are drawn, or a buffer changes; the module that does it is named where it can be seen.</exception>
    public static void EvalIsDeterministic(Module<Variable, Variable> model, Variable input)
    {
        ArgumentNullException.ThrowIfNull(model);
        EvalIsDeterministic(model, model.Call, input);
    }

    /// <summary>Throws unless a model in evaluation repeats itself, for one that is called in a way of its own.</summary>
    /// <param name="model">The model; switched to evaluation for the check.</param>
    /// <param name="call">Calls it.</param>
    /// <param name="input">The input.</param>
    /// <exception cref="PropertyException">Outputs differ, random numbers are drawn, or a buffer changes.</exception>
    public static void EvalIsDeterministic(Module model, Func<Variable, Variable> call, Variable input)
    {
        const string name = "ModelCheck.EvalIsDeterministic";
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(input);
        using var snapshot = new ModelSnapshot(model);
        model.Eval();
        (string Name, Tensor Value)[] buffers = [.. model.NamedBuffers().Select(static b => (b.Name, b.Buffer.Data.Clone()))];
        List<(string Name, Module Module, Tensor Output)>? first = null;
        for (int k = 0; k < Repetitions; k++)
        {
            List<(string Name, Module Module, Tensor Output)> outputs = Traced(model, call, input);
            foreach (((string Name, Module Module, Tensor Output) was, (string Name, Module Module, Tensor Output) now) in (first ??= outputs).Zip(outputs))
            {
                if (!Bits.AreEqual(was.Output, now.Output))
                {
                    string place = was.Name.Length == 0 ? $"the model itself ({was.Module.Description})" : $"'{was.Name}' ({was.Module.Description})";
                    throw new PropertyException($"{name}: call {k + 1} gives another output than the first; the innermost module that differs is {place}. "
                        + "Look for dropout that does not ask for Training, as F.Dropout(x, p) without it, other random numbers, and state that calls change.");
                }
            }
        }

        if (snapshot.IsRandomUsed)
        {
            throw new PropertyException($"{name}: the outputs are equal here, but random numbers are drawn in evaluation. Look for dropout that does not ask for Training.");
        }

        string[] changed = [.. buffers.Zip(model.NamedBuffers(), static (was, now) => (was.Name, Same: Bits.AreEqual(was.Value, now.Buffer.Data))).Where(static b => !b.Same).Select(static b => b.Name)];
        if (changed.Length > 0)
        {
            throw new PropertyException($"{name}: calls in evaluation change {string.Join(", ", changed)}. Update statistics only while Training.");
        }
    }

    /// <summary>Throws unless training that is saved and resumed continues bit for bit like training that is not interrupted.</summary>
    /// <param name="create">Builds model, optimizer and whatever else has state, all anew, as at the start of a program.</param>
    /// <param name="before">Steps before saving. Default 3.</param>
    /// <param name="after">Steps after it. Default 3.</param>
    /// <remarks>
    /// The state goes through a safetensors file into parts that are built anew under another seed. Values, buffers, every saved part and the losses are compared without tolerance.
    /// </remarks>
    /// <exception cref="PropertyException">Something is not restored, or training goes on differently: some state is not saved.</exception>
    public static void ResumesBitwise(Func<TrainingRun> create, int before = 3, int after = 3)
    {
        const string name = "ModelCheck.ResumesBitwise";
        ArgumentNullException.ThrowIfNull(create);
        Arguments.Require(before >= 1, name, nameof(before), before, "at least 1");
        Arguments.Require(after >= 1, name, nameof(after), after, "at least 1");
        using var fork = new RandomFork();
        GeneratorState random = Generator.Default.GetState();
        TrainingRun straight = Created(create);
        using SavedRun start = straight.Save();
        straight.Train(0, before);
        using SavedRun saved = straight.Save();
        if (start.Differences(straight.State()).Length == 0)
        {
            throw new PropertyException($"{name}: {before} steps changed nothing, so nothing is shown. Let the step call Backward and the optimizer's Step.");
        }

        List<double> expected = straight.Train(before, after);
        using SavedRun end = straight.Save();

        // As another process would: the generator elsewhere, initial weights of their own.
        Generator.Default.ManualSeed(random.Seed ^ 0x5EED);
        TrainingRun resumed = Created(create);
        if (resumed.IsOf(straight))
        {
            throw new PropertyException($"{name}: create returned the same module twice, so nothing has to be loaded. Build the module inside of it.");
        }

        resumed.Load(saved);
        if (saved.Differences(resumed.State()) is { Length: > 0 } lost)
        {
            throw new PropertyException($"{name}: loading does not restore {string.Join(", ", lost)}.");
        }

        List<double> actual = resumed.Train(before, after);
        int step = Enumerable.Range(0, after).FirstOrDefault(i => BitConverter.DoubleToInt64Bits(expected[i]) != BitConverter.DoubleToInt64Bits(actual[i]), -1);
        string[] different = end.Differences(resumed.State());
        if (step >= 0 || different.Length > 0)
        {
            string where = step >= 0
                ? string.Create(CultureInfo.InvariantCulture, $"the loss of step {before + step} is {actual[step]:R} instead of {expected[step]:R}")
                : $"the losses are equal, but at the end {string.Join(", ", different.Take(5))} differ";
            throw new PropertyException($"{name}: {where}. All that was saved was restored, so training depends on something that was not: an optimizer or schedule that was not added by With, "
                + "a Generator of its own, System.Random, a field that is no Buffer, or a buffer with persistent: false.");
        }
    }

    private static TrainingRun Created(Func<TrainingRun> create) =>
        create() ?? throw new ArgumentException("ModelCheck.ResumesBitwise: create returned null. Return the TrainingRun it builds.", nameof(create));

    /// <summary>Runs the model and keeps the output of every module with one variable in and out, in the order in which they end: children before their parents.</summary>
    private static List<(string Name, Module Module, Tensor Output)> Traced(Module model, Func<Variable, Variable> call, Variable input)
    {
        var outputs = new List<(string Name, Module Module, Tensor Output)>();
        var hooks = new List<Hook>();
        try
        {
            foreach ((string name, Module module) in model.NamedModules())
            {
                if (module is Module<Variable, Variable> plain)
                {
                    hooks.Add(plain.RegisterForwardHook((_, y) =>
                    {
                        outputs.Add((name, module, y.Data.Clone()));
                        return y;
                    }));
                }
            }

            outputs.Add(("", model, call(input).Data.Clone()));
            return outputs;
        }
        finally
        {
            hooks.ForEach(static h => h.Dispose());
        }
    }
}
