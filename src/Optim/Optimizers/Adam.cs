using System.Runtime.CompilerServices;

namespace AutoGrad.Optim;

/// <summary>Adam: m = β1·m + (1 - β1)·g; v = β2·v + (1 - β2)·g²; p -= lr·m̂/(√v̂ + eps), hats divide by 1 - βᵗ. PyTorch: torch.optim.Adam.</summary>
/// <remarks>Weight decay is added to the gradient (L2); <see cref="AdamW"/> decouples it. Source: Kingma, Ba 2015, arXiv:1412.6980; AMSGrad: Reddi et al. 2018.</remarks>
public sealed class Adam : AdamFamily
{
    /// <summary>Optimizes parameters with one set of options.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-3.</param>
    /// <param name="beta1">Decay of the gradient's average, in [0, 1). Default 0.9.</param>
    /// <param name="beta2">Decay of the squared gradient's average, in [0, 1). Default 0.999.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-8.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="amsgrad">Use the largest v so far. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weightDecay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weightDecay, amsgrad, maximize)
    {
    }

    /// <summary>Optimizes groups of parameters; options a group sets override the ones given here.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">Learning rate, at least 0. Default 1e-3.</param>
    /// <param name="beta1">Decay of the gradient's average, in [0, 1). Default 0.9.</param>
    /// <param name="beta2">Decay of the squared gradient's average, in [0, 1). Default 0.999.</param>
    /// <param name="eps">Added to the denominator, at least 0. Default 1e-8.</param>
    /// <param name="weightDecay">L2 penalty, at least 0. Default 0.</param>
    /// <param name="amsgrad">Use the largest v so far. Default false.</param>
    /// <param name="maximize">Ascend instead of descend. Default false.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are no parameters.</exception>
    // Preferred, so that [] and [new(parameters)] are groups instead of ambiguous.
    [OverloadResolutionPriority(1)]
    public Adam(IEnumerable<ParamGroup> groups, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weightDecay = 0, bool amsgrad = false, bool maximize = false)
        : base(groups, lr, beta1, beta2, eps, weightDecay, amsgrad, maximize)
    {
    }

    private protected override bool Decoupled => false;
}
