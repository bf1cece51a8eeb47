using System.Runtime.CompilerServices;

namespace AutoGrad;

public sealed partial class Tensor
{
    /// <summary>Uniform random numbers in [0, 1), of 24 or 53 random bits. PyTorch: torch.rand.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Float32 or Float64. Default Float32.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="DTypeException">dtype is not a float.</exception>
    public static Tensor Rand(Shape shape, DType dtype = DType.Float32, Generator? generator = null) =>
        UniformFill.Of(nameof(Rand), new TensorSpec(shape, dtype), 0, 1, generator).Run();

    /// <summary>Uniform random numbers in [0, 1), as many as another tensor has. PyTorch: torch.rand_like.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="dtype">Float32 or Float64. Default the input's.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="DTypeException">The dtype is not a float.</exception>
    public static Tensor RandLike(Tensor input, DType? dtype = null, Generator? generator = null) =>
        UniformFill.Of(nameof(RandLike), SpecLike(input, dtype), 0, 1, generator).Run();

    /// <summary>Uniform random numbers in [0, 1), of dtype Float32, with the sizes as arguments: <c>Tensor.Rand(2, 3)</c>. PyTorch: torch.rand(2, 3).</summary>
    /// <param name="shape">The sizes; none makes a scalar.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ShapeException">A size is negative, or there are too many elements.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor Rand(params ReadOnlySpan<int> shape) => Rand(Shape.Create(shape));

    /// <summary>Normal random numbers with mean 0 and standard deviation 1, of dtype Float32, with the sizes as arguments: <c>Tensor.Randn(2, 3)</c>. PyTorch: torch.randn(2, 3).</summary>
    /// <param name="shape">The sizes; none makes a scalar.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ShapeException">A size is negative, or there are too many elements.</exception>
    [OverloadResolutionPriority(-1)]
    public static Tensor Randn(params ReadOnlySpan<int> shape) => Randn(Shape.Create(shape));

    /// <summary>Normal random numbers with mean 0 and standard deviation 1. PyTorch: torch.randn.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Float32 or Float64. Default Float32.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="DTypeException">dtype is not a float.</exception>
    public static Tensor Randn(Shape shape, DType dtype = DType.Float32, Generator? generator = null) =>
        NormalFill.Of(nameof(Randn), new TensorSpec(shape, dtype), 0, 1, generator).Run();

    /// <summary>Normal random numbers with mean 0 and standard deviation 1, as many as another tensor has. PyTorch: torch.randn_like.</summary>
    /// <param name="input">Gives the shape.</param>
    /// <param name="dtype">Float32 or Float64. Default the input's.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="DTypeException">The dtype is not a float.</exception>
    public static Tensor RandnLike(Tensor input, DType? dtype = null, Generator? generator = null) =>
        NormalFill.Of(nameof(RandnLike), SpecLike(input, dtype), 0, 1, generator).Run();

    /// <summary>Normal random numbers. PyTorch: torch.normal.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="std">The standard deviation, 0 or more.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Float32 or Float64. Default Float32.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="DTypeException">dtype is not a float.</exception>
    /// <exception cref="ArgumentOutOfRangeException">std is negative.</exception>
    public static Tensor Normal(double mean, double std, Shape shape, DType dtype = DType.Float32, Generator? generator = null) =>
        NormalFill.Of(nameof(Normal), new TensorSpec(shape, dtype), mean, std, generator).Run();

    /// <summary>Random whole numbers in [0, high). PyTorch: torch.randint.</summary>
    /// <param name="high">One above the largest number.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Int64.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">high is not positive, or dtype cannot hold the numbers.</exception>
    public static Tensor RandInt(long high, Shape shape, DType dtype = DType.Int64, Generator? generator = null) => RandInt(0, high, shape, dtype, generator);

    /// <summary>Random whole numbers in [low, high). PyTorch: torch.randint.</summary>
    /// <param name="low">The smallest number.</param>
    /// <param name="high">One above the largest number.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="dtype">Element type. Default Int64.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new contiguous tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">high is not above low, or dtype cannot hold the numbers.</exception>
    public static Tensor RandInt(long low, long high, Shape shape, DType dtype = DType.Int64, Generator? generator = null) =>
        IntegerFill.Of(nameof(RandInt), new TensorSpec(shape, dtype), low, high, generator).Run();

    /// <summary>The numbers 0 to n - 1 in random order. PyTorch: torch.randperm.</summary>
    /// <param name="n">How many, 0 or more.</param>
    /// <param name="dtype">Element type. Default Int64.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new tensor of shape [n].</returns>
    /// <exception cref="ShapeException">n is negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">dtype cannot hold n - 1.</exception>
    public static Tensor RandPerm(int n, DType dtype = DType.Int64, Generator? generator = null) =>
        PermutationFill.Of(nameof(RandPerm), new TensorSpec([n], dtype), generator).Run();

    /// <summary>1 with the probability each element states, else 0. PyTorch: torch.bernoulli.</summary>
    /// <param name="input">Probabilities, Float32 or Float64.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>A new tensor of the input's shape and dtype.</returns>
    /// <exception cref="DTypeException">The dtype is not a float.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is outside [0, 1].</exception>
    public static Tensor Bernoulli(Tensor input, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return BernoulliOf.Create(input, generator).Run(input);
    }

    /// <summary>Indices drawn with the given weights. PyTorch: torch.multinomial.</summary>
    /// <param name="input">Weights of 0 or more, shape [n] or [m, n]; they need not sum to 1.</param>
    /// <param name="numSamples">How many indices to draw per row.</param>
    /// <param name="replacement">Whether an index may be drawn twice. Default false.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>An Int64 tensor of shape [numSamples] or [m, numSamples], in the order drawn.</returns>
    /// <exception cref="ShapeException">input has another rank or no weights.</exception>
    /// <exception cref="DTypeException">The dtype is not a float.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite, or there are too few above 0.</exception>
    public static Tensor Multinomial(Tensor input, int numSamples, bool replacement = false, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        return MultinomialDraw.Of(input, numSamples, replacement, generator).Run(input);
    }

    /// <summary>Fills this tensor with normal random numbers. PyTorch: Tensor.normal_.</summary>
    /// <param name="mean">The mean. Default 0.</param>
    /// <param name="std">The standard deviation, 0 or more. Default 1.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="DTypeException">The dtype is not a float.</exception>
    /// <exception cref="ArgumentOutOfRangeException">std is negative.</exception>
    public Tensor NormalInPlace(double mean = 0, double std = 1, Generator? generator = null) =>
        Refill(NormalFill.Of(nameof(NormalInPlace), Writable(nameof(NormalInPlace)), mean, std, generator));

    /// <summary>Fills this tensor with uniform random numbers in [low, high). PyTorch: Tensor.uniform_.</summary>
    /// <param name="low">Lower bound, called from in PyTorch. Default 0.</param>
    /// <param name="high">Upper bound, called to in PyTorch. Default 1.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="DTypeException">The dtype is not a float.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not finite or not in order.</exception>
    public Tensor UniformInPlace(double low = 0, double high = 1, Generator? generator = null) =>
        Refill(UniformFill.Of(nameof(UniformInPlace), Writable(nameof(UniformInPlace)), low, high, generator));

    /// <summary>Fills this tensor with 1 at probability p, else 0. PyTorch: Tensor.bernoulli_.</summary>
    /// <param name="p">The probability of 1. Default 0.5.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
    public Tensor BernoulliInPlace(double p = 0.5, Generator? generator = null) =>
        Refill(BernoulliFill.Of(nameof(BernoulliInPlace), Writable(nameof(BernoulliInPlace)), p, generator));

    /// <summary>Fills this tensor with exponentially distributed numbers. PyTorch: Tensor.exponential_.</summary>
    /// <param name="lambd">The rate, above 0; the mean is 1 / lambd. Default 1.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="DTypeException">The dtype is not a float.</exception>
    /// <exception cref="ArgumentOutOfRangeException">lambd is not positive.</exception>
    public Tensor ExponentialInPlace(double lambd = 1, Generator? generator = null) =>
        Refill(ExponentialFill.Of(nameof(ExponentialInPlace), Writable(nameof(ExponentialInPlace)), lambd, generator));

    /// <summary>Fills this tensor with random whole numbers in [low, high). PyTorch: Tensor.random_.</summary>
    /// <param name="low">The smallest number, called from in PyTorch.</param>
    /// <param name="high">One above the largest number, called to in PyTorch.</param>
    /// <param name="generator">Source of the bits. Default <see cref="Generator.Default"/>.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">high is not above low, or the dtype cannot hold the numbers.</exception>
    public Tensor RandomInPlace(long low, long high, Generator? generator = null) =>
        Refill(IntegerFill.Of(nameof(RandomInPlace), Writable(nameof(RandomInPlace)), low, high, generator));

    private Tensor Refill(RandomFill fill)
    {
        fill.RunInto(this, WriteMode.Write);
        return this;
    }
}
