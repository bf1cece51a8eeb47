// A program of a user who has the bundle package and nothing else. PackageTests builds and runs it outside the tree.
using System.Reflection;
using AutoGrad;

var x = new Variable(Tensor.From(3.0), requiresGrad: true);
(x * x).Backward();
if (x.Grad!.Item() != 6)
{
    throw new InvalidOperationException($"d(x²)/dx at 3 is 6, not {x.Grad}");
}

foreach (string library in (string[])["AutoGrad.NN", "AutoGrad.Optim", "AutoGrad.Data"])
{
    Assembly.Load(library);
}

Console.WriteLine("works");
