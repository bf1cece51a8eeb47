// A program of a user who has the bundle package and nothing else. PackageTests builds it outside the tree.
using System.Reflection;

foreach (string library in (string[])["AutoGrad", "AutoGrad.NN", "AutoGrad.Optim", "AutoGrad.Data"])
{
    Assembly.Load(library);
}

Console.WriteLine("works");
