using AutoGrad;
using AutoGrad.Optim;
using CustomModule;
using F = AutoGrad.NN.Functional;

// A model of your own: residual blocks in an array, found without registration. It learns sin(x) on [-3, 3].
Generator.Default.ManualSeed(3);
var net = new ResidualNet(width: 32, depth: 3);
Console.WriteLine(net.Summary());
Tensor x = Tensor.Linspace(-3, 3, 128).Reshape(128, 1);
Tensor y = x.Sin();
var optimizer = new Adam(net.Parameters(), lr: 1e-2);
for (int step = 1; step <= 300; step++)
{
    optimizer.ZeroGrad();
    Variable loss = F.MseLoss(net.Call(x), y);
    loss.Backward();
    GradClip.Norm(net.Parameters(), maxNorm: 1);
    optimizer.Step();
    if (step % 100 == 0)
    {
        Console.WriteLine($"step {step}  loss {loss.Item():E2}");
    }
}

string file = Path.Combine(Path.GetTempPath(), $"residual-{Path.GetRandomFileName()}.safetensors");
net.Save(file);
var copy = new ResidualNet(width: 32, depth: 3);
copy.Load(file);
File.Delete(file);
Console.WriteLine($"a loaded copy answers the same: {copy.Call(x).Data.Eq(net.Call(x).Data).All().Item() == 1}");
