namespace AutoGrad.NN;

/// <content>Initialisations that are not one distribution for every element alike.</content>
public static partial class Init
{
    /// <summary>Fills with draws from N(mean, std²) that lie in [a, b]. PyTorch: trunc_normal_.</summary>
    /// <param name="variable">What to fill.</param>
    /// <param name="mean">Mean before truncation. Default 0.</param>
    /// <param name="std">Standard deviation before truncation. Default 1.</param>
    /// <param name="a">Lower bound. Default -2.</param>
    /// <param name="b">Upper bound. Default 2.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">std is not positive, or a is not below b.</exception>
    /// <remarks>By the inverse distribution function: one uniform draw per element.</remarks>
    public static void TruncNormal(Variable variable, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
    {
        Tensor data = Data(variable);
        Errors.Require(std > 0, "Init.TruncNormal", nameof(std), std, "a number above 0");
        Errors.Require(a < b, "Init.TruncNormal", nameof(a), a, $"a number below b, which is {b}");
        double[] cut = Tensor.From((a - mean) / (std * Math.Sqrt(2)), (b - mean) / (std * Math.Sqrt(2))).Erf().ToDoubles();
        Tensor draws = Tensor.Empty(data.Shape, DType.Float64).UniformInPlace(cut[0], cut[1], generator);
        data.CopyFrom(draws.Erfinv().Mul(std * Math.Sqrt(2)).Add(mean).Clamp(a, b));
    }

    /// <summary>Fills a matrix with ones on the diagonal and zeros elsewhere. PyTorch: eye_.</summary>
    /// <param name="variable">A matrix.</param>
    /// <exception cref="ShapeException">It has not two dimensions.</exception>
    public static void Eye(Variable variable)
    {
        Tensor data = Data(variable);
        if (data.Rank != 2)
        {
            throw Errors.Shape("Eye", data.Shape, $"needs a matrix, {data.Shape} has {data.Rank} dimensions. Use Dirac for kernels of convolutions.");
        }

        double[] values = new double[data.NumEl];
        for (int i = 0; i < Math.Min(data.Shape[0], data.Shape[1]); i++)
        {
            values[(i * data.Shape[1]) + i] = 1;
        }

        data.CopyFrom(Tensor.From<double>(values).Reshape(data.Shape));
    }

    /// <summary>Makes a convolution hand its channels on unchanged, as many as it can. PyTorch: dirac_.</summary>
    /// <param name="variable">A kernel [out, in, ...] of three to five dimensions.</param>
    /// <param name="groups">Groups of the convolution; each is treated alike. Default 1.</param>
    /// <exception cref="ShapeException">It has another number of dimensions, or groups does not divide the first.</exception>
    public static void Dirac(Variable variable, int groups = 1)
    {
        Tensor data = Data(variable);
        Shape shape = data.Shape;
        if (shape.Rank is not (3 or 4 or 5) || groups < 1 || shape[0] % groups != 0)
        {
            throw Errors.Shape("Dirac", shape, $"needs three to five dimensions and groups that divide the first, got {shape} and groups = {groups}.");
        }

        int field = 1, middle = 0, each = shape[0] / groups;
        for (int d = 2; d < shape.Rank; d++)
        {
            middle = (middle * shape[d]) + (shape[d] / 2);
            field *= shape[d];
        }

        double[] values = new double[data.NumEl];
        for (int o = 0; o < shape[0]; o++)
        {
            if (o % each < shape[1])
            {
                values[(((o * shape[1]) + (o % each)) * field) + middle] = 1;
            }
        }

        data.CopyFrom(Tensor.From<double>(values).Reshape(shape));
    }

    /// <summary>Fills with a random (semi-)orthogonal matrix; further dimensions are flattened into the second. PyTorch: orthogonal_.</summary>
    /// <param name="variable">A weight of at least two dimensions.</param>
    /// <param name="gain">Factor. Default 1.</param>
    /// <param name="generator">Source of the draws. Default <see cref="Generator.Default"/>.</param>
    /// <exception cref="ShapeException">The weight has fewer than two dimensions.</exception>
    /// <remarks>Rows, or columns if there are more rows, are orthonormal times gain. Source: Saxe et al. 2014, arXiv:1312.6120.</remarks>
    public static void Orthogonal(Variable variable, double gain = 1, Generator? generator = null)
    {
        Tensor data = Data(variable);
        if (data.Rank < 2)
        {
            throw Errors.Shape("Orthogonal", data.Shape, $"needs at least two dimensions, {data.Shape} has {data.Rank}. Use Normal for vectors.");
        }

        int rows = data.Shape[0], columns = rows == 0 ? 0 : data.NumEl / rows;
        int vectors = Math.Min(rows, columns), length = Math.Max(rows, columns);
        double[] q = Tensor.Empty([vectors, length], DType.Float64).NormalInPlace(0, 1, generator).ToDoubles();
        for (int i = 0; i < vectors; i++)
        {
            Span<double> v = q.AsSpan(i * length, length);
            for (int j = 0; j < 2 * i; j++) // each earlier vector twice: once leaves what rounding put back
            {
                Span<double> u = q.AsSpan(j % i * length, length);
                double dot = Dot(u, v);
                for (int k = 0; k < length; k++)
                {
                    v[k] -= dot * u[k];
                }
            }

            double norm = Math.Sqrt(Dot(v, v));
            for (int k = 0; k < length; k++)
            {
                v[k] /= norm;
            }
        }

        Tensor matrix = Tensor.From<double>(q).Reshape(vectors, length).Mul(gain);
        data.CopyFrom((rows <= columns ? matrix : matrix.Transpose(0, 1)).Reshape(data.Shape));
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
