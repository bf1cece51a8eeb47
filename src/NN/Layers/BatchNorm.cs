using F = AutoGrad.NN.Functional;

namespace AutoGrad.NN;

/// <summary>What batch normalisations of all ranks share: y = (x - mean) / √(var + eps) · weight + bias, per channel. PyTorch: torch.nn.modules.batchnorm.</summary>
/// <remarks>
/// In training the batch's mean and biased variance are used, and the running statistics move towards mean and unbiased variance;
/// in evaluation the running statistics are used. State: weight, bias, running_mean, running_var, num_batches_tracked. Source: Ioffe, Szegedy 2015, arXiv:1502.03167.
/// </remarks>
public abstract class BatchNorm : Module<Variable, Variable>
{
    [Name("running_mean")]
    private readonly Buffer? _runningMean;

    [Name("running_var")]
    private readonly Buffer? _runningVar;

    [Name("num_batches_tracked")]
    private readonly Buffer? _numBatchesTracked;

    private readonly int _numFeatures;
    private readonly double _eps;
    private readonly double? _momentum;

    private protected BatchNorm(int numFeatures, double eps, double? momentum, bool affine, bool trackRunningStats)
    {
        Errors.Require(numFeatures >= 1, GetType().Name, nameof(numFeatures), numFeatures, "1 or more");
        _numFeatures = numFeatures;
        _eps = eps;
        _momentum = momentum;
        Weight = affine ? new Parameter(Tensor.Ones([numFeatures])) : null;
        Bias = affine ? new Parameter(Tensor.Zeros([numFeatures])) : null;
        if (trackRunningStats)
        {
            _runningMean = new Buffer(Tensor.Zeros([numFeatures]));
            _runningVar = new Buffer(Tensor.Ones([numFeatures]));
            _numBatchesTracked = new Buffer(Tensor.Zeros([], DType.Int64));
        }
    }

    /// <summary>Scale, [numFeatures], ones at first; null without affine.</summary>
    public Parameter? Weight { get; }

    /// <summary>Shift, [numFeatures], zeros at first; null without affine.</summary>
    public Parameter? Bias { get; }

    /// <summary>Running mean, [numFeatures]; null when not tracked.</summary>
    public Tensor? RunningMean => _runningMean?.Data;

    /// <summary>Running unbiased variance, [numFeatures]; null when not tracked.</summary>
    public Tensor? RunningVar => _runningVar?.Data;

    /// <inheritdoc/>
    public override string Description => $"{GetType().Name} {_numFeatures}";

    /// <summary>Whether inputs of this rank are accepted.</summary>
    private protected abstract bool Accepts(int rank);

    /// <summary>The accepted ranks, for messages.</summary>
    private protected abstract string Ranks { get; }

    /// <inheritdoc/>
    protected override Variable Forward(Variable x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!Accepts(x.Rank))
        {
            throw Errors.Shape(GetType().Name, x.Shape, $"needs an input of rank {Ranks}, got {x.Shape}. Reshape it, channels second.");
        }

        bool counts = Training && _numBatchesTracked is not null;
        long batches = counts ? _numBatchesTracked!.Data.Item<long>() + 1 : 0;
        Variable y = F.BatchNorm(x, RunningMean, RunningVar, Weight, Bias, Training || _runningMean is null, _momentum ?? 1.0 / Math.Max(batches, 1), _eps);
        if (counts)
        {
            _numBatchesTracked!.Data.FillInPlace(batches); // after the call: a refused input changes nothing
        }

        return y;
    }
}
