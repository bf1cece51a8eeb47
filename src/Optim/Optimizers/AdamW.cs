using System.Runtime.CompilerServices;

namespace AutoGrad.Optim;

/// <summary>Adam with decoupled weight decay: first p -= lr·weightDecay·p, then the step of <see cref="Adam"/>. PyTorch: torch.optim.AdamW.</summary>
/// <remarks>Source: Loshchilov, Hutter 2019, arXiv:1711.05101.</remarks>
public sealed class AdamW : AdamFamily
{
    /// <summary>Optimizes parameters with one set of options.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-3.</param>
    /// <param name="beta1">Decay of the gradient's average, in [0, 1). Default 0.9.</param>
    /// <param name="beta2">Decay of the squared gradient's average, in [0, 1). Default 0.999.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-8.</param>
    /// <param name="weightDecay">Decoupled decay, at least 0. Default 1e-2.</param>
    /// <param name="amsgrad">Use the largest v so far. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weightDecay, amsgrad, maximize)
    {
    }

    /// <summary>Optimizes groups of parameters; options a group sets override the ones given here.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-3.</param>
    /// <param name="beta1">Decay of the gradient's average, in [0, 1). Default 0.9.</param>
    /// <param name="beta2">Decay of the squared gradient's average, in [0, 1). Default 0.999.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-8.</param>
    /// <param name="weightDecay">Decoupled decay, at least 0. Default 1e-2.</param>
    /// <param name="amsgrad">Use the largest v so far. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    // Preferred, so that [] and [new(parameters)] are groups instead of ambiguous.
    [OverloadResolutionPriority(1)]
    public AdamW(IEnumerable<ParamGroup> groups, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : base(groups, lr, beta1, beta2, eps, weightDecay, amsgrad, maximize)
    {
    }

    private protected override bool Decoupled => true;
}
