using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Optim;

/// <summary>Adagrad: s += g²; p -= lr/(1 + (t - 1)·lrDecay)·g/(√s + eps). PyTorch: torch.optim.Adagrad.</summary>
/// <remarks>Source: Duchi, Hazan, Singer 2011.</remarks>
public sealed class Adagrad : Optimizer
{
    private readonly double _initialAccumulatorValue;

    /// <summary>Optimizes parameters with one set of options.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-2.</param>
    /// <param name="lrDecay">Decay of the rate per step, at least 0. Default 0.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="initialAccumulatorValue">First value of s, at least 0. Default 0.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-10.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    public Adagrad(IEnumerable<Parameter> parameters, double lr = 1e-2, double lrDecay = 0, double weightDecay = 0, double initialAccumulatorValue = 0, double eps = 1e-10, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize)
    {
    }

    /// <summary>Optimizes groups of parameters; options a group sets override the ones given here.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-2.</param>
    /// <param name="lrDecay">Decay of the rate per step, at least 0. Default 0.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="initialAccumulatorValue">First value of s, at least 0. Default 0.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-10.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    // Preferred, so that [] and [new(parameters)] are groups instead of ambiguous.
    [OverloadResolutionPriority(1)]
    public Adagrad(IEnumerable<ParamGroup> groups, double lr = 1e-2, double lrDecay = 0, double weightDecay = 0, double initialAccumulatorValue = 0, double eps = 1e-10, bool maximize = false)
        : base(groups, ("lr", lr), ("lr_decay", lrDecay), ("weight_decay", weightDecay), ("eps", eps), ("maximize", maximize ? 1 : 0))
    {
        Errors.Require(initialAccumulatorValue >= 0, nameof(Adagrad), nameof(initialAccumulatorValue), initialAccumulatorValue, "a number of at least 0");
        _initialAccumulatorValue = initialAccumulatorValue;
    }

    /// <inheritdoc/>
    protected override string[] StateNames(ParamGroup group) => ["sum"];

    /// <inheritdoc/>
    protected override double InitialState(string name, ParamGroup group) => _initialAccumulatorValue;

    /// <inheritdoc/>
    protected override void Validate(ParamGroup group)
    {
        Require(group.Lr >= 0, "lr", group, "at least 0");
        Require(group["lr_decay"] >= 0, "lr_decay", group, "at least 0");
        Require(group["eps"] >= 0, "eps", group, "at least 0");
        Require(group.WeightDecay >= 0, "weight_decay", group, "at least 0");
    }

    private protected override UpdateBatch Batch => UpdateBatch<Rule>.OfThread;

    /// <inheritdoc/>
    protected override void Update(Parameter parameter, Tensor grad, ParamGroup group, ParameterState state) => UpdateBatch<Rule>.OfThread.Add(
        parameter, grad,
        new Rule(group.Lr / (1 + ((state.Step - 1) * group["lr_decay"])), group["eps"], group.WeightDecay, group["maximize"] != 0 ? -1 : 1),
        state["sum"]);

    private readonly unsafe struct Rule(double rate, double eps, double decay, double sign) : IUpdate
    {
        private const int Sign = 0, Decay = 1, Rate = 2, Eps = 3;

        public static int MostStates => 1;

        public void Constants(Span<double> k)
        {
            k[Sign] = sign;
            k[Decay] = decay;
            k[Rate] = rate;
            k[Eps] = eps;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(Vector<T>* k, ref Vector<T> p, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c) where T : unmanaged, IFloatingPointIeee754<T>
        {
            g *= k[Sign];
            g += p * k[Decay];
            a += g * g;
            p -= k[Rate] * g / (Vector.SquareRoot(a) + k[Eps]);
        }
    }
}
