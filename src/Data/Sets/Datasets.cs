namespace AutoGrad.Data;

/// <summary>Data sets that come with the library or are read from files.</summary>
public static partial class Datasets
{
    /// <summary>1797 images of handwritten digits, embedded in the assembly: X Float32 [1797, 1, 8, 8] in [0, 1], Y Int64 [1797].</summary>
    /// <returns>A new data set in the order of its source.</returns>
    /// <remarks>Source: E. Alpaydin, C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998, doi:10.24432/C50P49, CC BY 4.0.</remarks>
    public static TensorDataset Digits()
    {
        Tensor images = Embedded("digits-images.idx.gz");
        return new TensorDataset(
            images.To(DType.Float32).Div(Tensor.Full([], 16)).Reshape(images.Shape[0], 1, 8, 8),
            Embedded("digits-labels.idx.gz").To(DType.Int64));
    }

    /// <summary>150 irises, embedded in the assembly: X Float32 [150, 4] in cm, Y Int64 [150] (0 setosa, 1 versicolor, 2 virginica).</summary>
    /// <returns>A new data set in the order of its source.</returns>
    /// <remarks>Source: R. A. Fisher, "Iris", UCI Machine Learning Repository, 1936, doi:10.24432/C56C76, CC BY 4.0.</remarks>
    public static TensorDataset Iris() => new(Embedded("iris-features.idx.gz"), Embedded("iris-labels.idx.gz").To(DType.Int64));

    private static Tensor Embedded(string name)
    {
        using Stream stream = typeof(Datasets).Assembly.GetManifestResourceStream(name)!;
        using var unzipped = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress);
        return Idx.Read(unzipped, name, stream.Length * 1032);
    }
}
