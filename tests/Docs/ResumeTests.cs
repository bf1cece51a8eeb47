using AutoGrad.Data;
using AutoGrad.NN;
using AutoGrad.Optim;
using F = AutoGrad.NN.Functional;

namespace AutoGrad.Tests.Docs;

/// <summary>What README.md saves so that a run goes on. Alone in the process, since every test draws from <see cref="Generator.Default"/>.</summary>
[CollectionDefinition(nameof(ResumeTests), DisableParallelization = true)]
[Collection(nameof(ResumeTests))]
public sealed class ResumeTests
{
    [Fact]
    public void A_run_goes_on_where_it_stopped()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("readme-");
        try
        {
            Sequential whole = Run(4, resume: false, save: false);
            Run(2, resume: false, save: true);
            Generator.Default.ManualSeed(77);
            Assert.Equal(whole.StateDict()["0.weight"].ToArray<float>(), Run(4, resume: true, save: false).StateDict()["0.weight"].ToArray<float>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Sequential Run(int epochs, bool resume, bool save)
        {
            if (!resume)
            {
                Generator.Default.ManualSeed(1);
            }

            var net = new Sequential(new Linear(4, 8), new Dropout(0.1), new Linear(8, 3));
            var optimizer = new AdamW(net.Parameters(), lr: 0.02);
            var schedule = new CosineAnnealingLR(optimizer, tMax: 4);
            var train = new DataLoader(new Jittered(Datasets.Iris()), batchSize: 16, shuffle: true, seed: 5);
            string In(string name) => Path.Combine(folder.FullName, name);
            if (resume)
            {
                #region resume
                net.Load(In("net.safetensors"));
                optimizer.LoadStateDict(SafeTensors.Load(In("optimizer.safetensors")));
                schedule.LoadStateDict(SafeTensors.Load(In("schedule.safetensors")));
                long[] state = SafeTensors.Load(In("run.safetensors"))["run"].ToArray<long>();
                train.Epoch = (int)state[0];
                Generator.Default.SetState(new GeneratorState(state[1], state[2]));
                #endregion
            }

            while (train.Epoch < epochs)
            {
                foreach (var (x, y) in train)
                {
                    optimizer.ZeroGrad();
                    F.CrossEntropy(net.Call(x), y).Backward();
                    optimizer.Step();
                }

                schedule.Step();
            }

            if (save)
            {
                #region save-run
                net.Save(In("net.safetensors"));
                SafeTensors.Save(In("optimizer.safetensors"), optimizer.StateDict());
                SafeTensors.Save(In("schedule.safetensors"), schedule.StateDict());
                var (seed, offset) = Generator.Default.GetState();
                SafeTensors.Save(In("run.safetensors"), new Dictionary<string, Tensor> { ["run"] = Tensor.From((long)train.Epoch, seed, offset) });
                #endregion
            }

            return net;
        }
    }

    /// <summary>Samples moved at random whenever they are fetched.</summary>
    private sealed class Jittered(Dataset<(Tensor X, Tensor Y)> plain) : Dataset<(Tensor X, Tensor Y)>
    {
        public override int Count => plain.Count;

        public override (Tensor X, Tensor Y) this[int index] => (plain[index].X + (0.1 * Tensor.Randn([4])), plain[index].Y);
    }
}
