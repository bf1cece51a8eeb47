namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Mean squared error, (input - target)². PyTorch: torch.nn.functional.mse_loss.</summary>
    /// <param name="input">Predictions.</param>
    /// <param name="target">What is wanted, of the same shape; may require a gradient.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable MseLoss(Variable input, Variable target, Reduction reduction = Reduction.Mean)
    {
        DemandShape("MseLoss", input, target);
        return Reduced("MseLoss", (input - target).Square(), reduction);
    }

    /// <summary>Mean absolute error, |input - target|. PyTorch: torch.nn.functional.l1_loss.</summary>
    /// <param name="input">Predictions.</param>
    /// <param name="target">What is wanted, of the same shape; may require a gradient.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <remarks>Kinks: input = target, where the derivative is 0.</remarks>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable L1Loss(Variable input, Variable target, Reduction reduction = Reduction.Mean)
    {
        DemandShape("L1Loss", input, target);
        return Reduced("L1Loss", (input - target).Abs(), reduction);
    }

    /// <summary>Squared error divided by 2 beta where |input - target| is below beta, absolute error less beta / 2 elsewhere. PyTorch: torch.nn.functional.smooth_l1_loss.</summary>
    /// <param name="input">Predictions.</param>
    /// <param name="target">What is wanted, of the same shape; may require a gradient.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <param name="beta">Where the two parts meet; 0 gives <see cref="L1Loss"/>. Default 1.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">beta is negative, or the reduction is BatchMean.</exception>
    public static Variable SmoothL1Loss(Variable input, Variable target, Reduction reduction = Reduction.Mean, double beta = 1)
    {
        DemandShape("SmoothL1Loss", input, target);
        if (!(beta >= 0))
        {
            throw Errors.LossParameter("SmoothL1Loss", "beta", beta, "0 or more");
        }

        Variable distance = (input - target).Abs();
        return Reduced(
            "SmoothL1Loss",
            beta == 0 ? distance : Variable.Where(distance.Lt(beta), distance.Square() * (0.5 / beta), distance - (0.5 * beta)),
            reduction);
    }

    /// <summary>Half the squared error where |input - target| is at most delta, delta · (absolute error - delta / 2) elsewhere. PyTorch: torch.nn.functional.huber_loss.</summary>
    /// <param name="input">Predictions.</param>
    /// <param name="target">What is wanted, of the same shape; may require a gradient.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <param name="delta">Where the two parts meet, above 0. Default 1.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">delta is not positive, or the reduction is BatchMean.</exception>
    public static Variable HuberLoss(Variable input, Variable target, Reduction reduction = Reduction.Mean, double delta = 1)
    {
        DemandShape("HuberLoss", input, target);
        if (!(delta > 0))
        {
            throw Errors.LossParameter("HuberLoss", "delta", delta, "a positive number");
        }

        Variable distance = (input - target).Abs();
        return Reduced(
            "HuberLoss", Variable.Where(distance.Le(delta), distance.Square() * 0.5, (distance - (0.5 * delta)) * delta), reduction);
    }

    /// <summary>Mean squared logarithmic error, (log(1 + input) - log(1 + target))². One of the lectures' losses.</summary>
    /// <param name="input">Predictions above -1.</param>
    /// <param name="target">What is wanted, above -1, of the same shape; may require a gradient.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable MsleLoss(Variable input, Variable target, Reduction reduction = Reduction.Mean)
    {
        DemandShape("MsleLoss", input, target);
        return Reduced("MsleLoss", (input.Log1p() - target.Log1p()).Square(), reduction);
    }

    /// <summary>Negative log-likelihood of a Gaussian, (log var + (input - target)² / var) / 2. PyTorch: torch.nn.functional.gaussian_nll_loss.</summary>
    /// <param name="input">Expected values.</param>
    /// <param name="target">Samples, of the same shape.</param>
    /// <param name="var">Variances of the input's shape, or with a last dimension of 1, or without it.</param>
    /// <param name="full">Whether log(2π) / 2 is added. Default false.</param>
    /// <param name="eps">Smallest variance; smaller ones are raised to it, as a constant change. Default 1e-6.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A variance is negative, or the reduction is BatchMean.</exception>
    public static Variable GaussianNllLoss(
        Variable input, Variable target, Variable var, bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean)
    {
        const string op = "GaussianNllLoss";
        DemandShape(op, input, target);
        ArgumentNullException.ThrowIfNull(var);
        bool isOneShort = var.Rank == input.Rank - 1 && var.Shape.AsSpan().SequenceEqual(input.Shape.AsSpan()[..^1]);
        Variable variance = isOneShort ? var.Unsqueeze(-1) : var;
        if (variance.Rank != input.Rank || AutoGrad.Shape.Broadcast(variance.Shape, input.Shape, op) != input.Shape)
        {
            throw Errors.LossWeight(op, "var", var.Shape, input.Shape);
        }

        if (var.NumEl > 0 && var.Data.Min().Item() is var least && !(least >= 0))
        {
            throw Errors.LossParameter(op, "var", least, "variances of 0 or more");
        }

        // The raise is no part of the function: gradients pass as if the variance had been given so.
        variance += variance.Data.Clamp(eps) - variance.Data;
        Variable losses = (variance.Log() + ((input - target).Square() / variance)) * 0.5;
        return Reduced(op, full ? losses + (0.5 * Math.Log(2 * Math.PI)) : losses, reduction);
    }

    /// <summary>Negative log-likelihood of a Poisson distribution, e^input - target · input. PyTorch: torch.nn.functional.poisson_nll_loss.</summary>
    /// <param name="input">Logarithms of the rates, or the rates.</param>
    /// <param name="target">Counts, of the same shape.</param>
    /// <param name="logInput">Whether input holds logarithms; if not, input - target · log(input + eps). Default true.</param>
    /// <param name="full">Whether Stirling's approximation of log(target!) is added where target is above 1. Default false.</param>
    /// <param name="eps">Keeps the logarithm of a rate finite. Default 1e-8.</param>
    /// <param name="reduction">Mean, Sum or None. Default Mean.</param>
    /// <returns>A scalar, or the input's shape for None.</returns>
    /// <exception cref="ShapeException">The shapes differ; nothing is broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The reduction is BatchMean.</exception>
    public static Variable PoissonNllLoss(
        Variable input, Variable target, bool logInput = true, bool full = false, double eps = 1e-8, Reduction reduction = Reduction.Mean)
    {
        DemandShape("PoissonNllLoss", input, target);
        Variable losses = logInput ? input.Exp() - (target * input) : input - (target * (input + eps).Log());
        if (full)
        {
            Tensor isLarge = target.Data.Gt(1);
            Variable large = Variable.Where(isLarge, target, 1);
            losses += Variable.Where(isLarge, (large * large.Log()) - large + ((large * (2 * Math.PI)).Log() * 0.5), 0);
        }

        return Reduced("PoissonNllLoss", losses, reduction);
    }
}
