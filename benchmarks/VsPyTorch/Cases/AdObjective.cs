using System.Globalization;
using System.IO.Compression;

namespace AutoGrad.VsPyTorch.Cases;

/// <summary>A function of ADBench with its inputs.</summary>
internal abstract class AdObjective
{
    /// <summary>Python that defines <c>objective()</c> on the lent tensors.</summary>
    public abstract string Torch { get; }

    /// <summary>The parameters by name, in the order of the published gradients.</summary>
    protected abstract (string Name, Tensor Value)[] Parameters { get; }

    /// <summary>The value at these parameters.</summary>
    public abstract Variable Of(Variable[] parameters);

    /// <summary>Our objective and gradient, and the published ones, for the input that has such.</summary>
    public abstract (Tensor Ours, Tensor Published) Published();

    /// <summary>Lends what is constant.</summary>
    protected abstract void LendConstants(Inputs data);

    public Variable[] Lend<T>(Inputs data, Func<string, Tensor, T> lend)
    {
        LendConstants(data);
        return [.. Parameters.Select(p => lend(p.Name, p.Value) as Variable ?? p.Value)];
    }

    /// <summary>The objective, then its gradients, in one row.</summary>
    protected Tensor ValueAndGradient()
    {
        Variable[] leaves = [.. Parameters.Select(static p => new Variable(p.Value, requiresGrad: true))];
        Variable value = Of(leaves);
        value.Backward();
        return Tensor.Cat([value.Data.Reshape(-1), .. leaves.Select(static l => l.Grad!.Data.Reshape(-1))]);
    }

    /// <summary>The blank separated numbers of a file.</summary>
    protected static double[] Numbers(string file)
    {
        using Stream raw = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", file));
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(static n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    protected static Tensor Published(string file)
    {
        double[] numbers = Numbers(file);
        return Tensor.From<double>(numbers, [numbers.Length]);
    }
}
