using System.Security.Cryptography;

namespace AutoGrad.Data;

public static partial class Datasets
{
    private static readonly (string Name, string Md5)[] MnistFiles =
    [
        ("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb"),
        ("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624"),
        ("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea"),
        ("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637"),
    ];

    private static readonly (string Name, string Md5)[] FashionMnistFiles =
    [
        ("train-images-idx3-ubyte", "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
        ("train-labels-idx1-ubyte", "9018921c3c673c538a1fc5bad174d6f9"),
        ("t10k-images-idx3-ubyte", "8181f5470baa50b63fa0f6fddb340f0a"),
        ("t10k-labels-idx1-ubyte", "15d484375f8d13e6eb1aabb0c3f46965"),
    ];

    /// <summary>MNIST: X Float32 [n, 1, 28, 28] in [0, 1], Y Int64 [n]; 60000 samples to train, 10000 to test. PyTorch: torchvision.datasets.MNIST.</summary>
    /// <param name="root">Folder with the four IDX files, plain or <c>.gz</c>.</param>
    /// <param name="train">The training part. Default true.</param>
    /// <param name="download">Whether absent files are fetched. Default false.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="FileNotFoundException">A file is absent and download is false; the message says what is expected where.</exception>
    /// <exception cref="InvalidDataException">A file does not have the published checksum.</exception>
    /// <remarks>Source: Y. LeCun, C. Cortes, C. Burges, yann.lecun.com/exdb/mnist.</remarks>
    public static TensorDataset Mnist(string root, bool train = true, bool download = false) =>
        Read("MNIST", root, train, download, MnistFiles, "https://ossci-datasets.s3.amazonaws.com/mnist/");

    /// <summary>Fashion-MNIST, in MNIST's form: ten kinds of clothing. PyTorch: torchvision.datasets.FashionMNIST.</summary>
    /// <param name="root">Folder with the four IDX files, plain or <c>.gz</c>.</param>
    /// <param name="train">The training part. Default true.</param>
    /// <param name="download">Whether absent files are fetched. Default false.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="FileNotFoundException">A file is absent and download is false; the message says what is expected where.</exception>
    /// <exception cref="InvalidDataException">A file does not have the published checksum.</exception>
    /// <remarks>Source: H. Xiao, K. Rasul, R. Vollgraf 2017, arXiv:1708.07747, MIT licence.</remarks>
    public static TensorDataset FashionMnist(string root, bool train = true, bool download = false) =>
        Read("FashionMNIST", root, train, download, FashionMnistFiles, "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    private static TensorDataset Read(string set, string root, bool train, bool download, (string Name, string Md5)[] files, string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        int first = train ? 0 : 2;
        Tensor images = ReadChecked(set, root, download, files[first], address), labels = ReadChecked(set, root, download, files[first + 1], address);
        return new TensorDataset(
            images.To(DType.Float32).Div(Tensor.Full([], 255)).Reshape(images.Shape[0], 1, images.Shape[1], images.Shape[2]),
            labels.To(DType.Int64));
    }

    private static Tensor ReadChecked(string set, string root, bool download, (string Name, string Md5) file, string address)
    {
        string plain = Path.Combine(root, file.Name), zipped = plain + ".gz";
        if (!File.Exists(plain) && !File.Exists(zipped))
        {
            if (!download)
            {
                throw new FileNotFoundException($"{set}: neither {plain} nor {zipped} exists. Put the four IDX files there, or pass download: true.", zipped);
            }

            Download(new Uri(address + file.Name + ".gz"), zipped);
        }

        string path = File.Exists(plain) ? plain : zipped;
        Tensor tensor = Idx.Read(path);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(Header(tensor.Shape));
        md5.AppendData(tensor.Bytes());
        string actual = Convert.ToHexStringLower(md5.GetHashAndReset());
        return actual == file.Md5 ? tensor
            : throw new InvalidDataException($"{set}: {path} has the checksum {actual} after decompression, {file.Md5} is published. Delete it and get it again.");
    }

    /// <summary>The IDX header of UInt8 data, which the published checksums include.</summary>
    private static byte[] Header(Shape shape)
    {
        byte[] header = new byte[4 + (4 * shape.Rank)];
        header[2] = 8;
        header[3] = (byte)shape.Rank;
        for (int i = 0; i < shape.Rank; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), shape[i]);
        }

        return header;
    }

    /// <summary>Fetches a file to a temporary name and moves it into place when it is complete.</summary>
    private static void Download(Uri address, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string temporary = path + ".part";
        using (var client = new HttpClient())
        using (Stream source = client.GetStreamAsync(address).GetAwaiter().GetResult())
        using (FileStream target = File.Create(temporary))
        {
            source.CopyTo(target);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
