using System.IO.Compression;
using AutoGrad.Data;

namespace AutoGrad.Tests.Unit.Data.Sets;

/// <summary>The sets that come with the library hold what their sources publish; files on disk are checked before use.</summary>
public sealed class DatasetsTests
{
    private static int[] Counts(TensorDataset set, int classes)
    {
        int[] counts = new int[classes];
        foreach (long label in set.Y.ToArray<long>())
        {
            counts[label]++;
        }

        return counts;
    }

    [Fact]
    public void Digits_are_the_1797_images_of_the_source()
    {
        TensorDataset digits = Datasets.Digits();
        Assert.Equal([1797, 1, 8, 8], digits.X.Shape.ToArray());
        Assert.Equal((DType.Float32, DType.Int64), (digits.X.DType, digits.Y.DType));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Counts(digits, 10));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], digits.Y.ToArray<long>()[..10]);

        // The first image as scikit-learn's documentation prints it, and the sum of all pixels there.
        double[] first = [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0];
        Assert.Equal(first, digits.X.ToDoubles()[..24].Select(static v => v * 16));
        Assert.Equal(561718, digits.X.ToDoubles().Sum() * 16);
        Assert.InRange(digits.X.ToDoubles().Max(), 1, 1);
    }

    [Fact]
    public void Iris_has_fifty_flowers_of_each_kind()
    {
        TensorDataset iris = Datasets.Iris();
        Assert.Equal([150, 4], iris.X.Shape.ToArray());
        Assert.Equal([50, 50, 50], Counts(iris, 3));
        double[] values = iris.X.ToDoubles(), means = [5.843333, 3.057333, 3.758, 1.199333]; // of each column, as published
        for (int c = 0; c < 4; c++)
        {
            Assert.Equal(means[c], Enumerable.Range(0, 150).Average(i => values[(i * 4) + c]), 1e-6);
        }

        Assert.Equal([5.1f, 3.5f, 1.4f, 0.2f], iris[0].X.ToArray<float>());
    }

    [Fact]
    public void Absent_files_are_named_and_nothing_is_downloaded_unasked()
    {
        string folder = Path.Combine(Path.GetTempPath(), "autograd-absent-" + Guid.NewGuid());
        string message = Assert.Throws<FileNotFoundException>(() => Datasets.Mnist(folder)).Message;
        Assert.Contains(Path.Combine(folder, "train-images-idx3-ubyte"), message, StringComparison.Ordinal);
        Assert.Contains("download: true", message, StringComparison.Ordinal);
        message = Assert.Throws<FileNotFoundException>(() => Datasets.FashionMnist(folder, train: false)).Message;
        Assert.Contains(Path.Combine(folder, "t10k-images-idx3-ubyte"), message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(".gz", true)]
    public void A_file_with_another_checksum_is_refused_with_both(string ending, bool zip)
    {
        string folder = Directory.CreateTempSubdirectory("autograd-mnist-").FullName;
        try
        {
            byte[] bytes = [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9];
            string path = Path.Combine(folder, "train-images-idx3-ubyte" + ending);
            using (Stream file = File.Create(path), target = zip ? new GZipStream(file, CompressionLevel.Fastest) : file)
            {
                target.Write(bytes);
            }

            string message = Assert.Throws<InvalidDataException>(() => Datasets.Mnist(folder)).Message;
            Assert.Contains(path, message, StringComparison.Ordinal);
            Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(bytes)), message, StringComparison.Ordinal);
            Assert.Contains("6bbc9ace898e44ae57da46a324031adb", message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [DataFact("mnist")]
    public void Mnist_is_the_published_set()
    {
        TensorDataset train = Datasets.Mnist(DataFactAttribute.Folder("mnist")!), test = Datasets.Mnist(DataFactAttribute.Folder("mnist")!, train: false);
        Assert.Equal([60000, 1, 28, 28], train.X.Shape.ToArray());
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Counts(train, 10));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Counts(test, 10));
        Assert.Equal([5, 0, 4, 1, 9], train.Y.ToArray<long>()[..5]);
        float[] pixels = train.X.ToArray<float>();
        double mean = pixels.Average(static p => (double)p);
        Assert.Equal(0.1307, mean, 5e-5); // the mean and deviation everyone normalises with
        Assert.Equal(0.3081, Math.Sqrt(pixels.Average(p => (p - mean) * (p - mean))), 5e-5);
    }

    [DataFact("fashion-mnist")]
    public void Fashion_mnist_is_the_published_set()
    {
        TensorDataset train = Datasets.FashionMnist(DataFactAttribute.Folder("fashion-mnist")!), test = Datasets.FashionMnist(DataFactAttribute.Folder("fashion-mnist")!, train: false);
        Assert.All(Counts(train, 10), static n => Assert.Equal(6000, n));
        Assert.All(Counts(test, 10), static n => Assert.Equal(1000, n));
        Assert.Equal(0.2860, train.X.ToArray<float>().Average(static p => (double)p), 5e-5);
    }
}
