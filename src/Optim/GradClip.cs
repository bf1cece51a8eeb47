namespace AutoGrad.Optim;

/// <summary>Limits gradients before a step. PyTorch: torch.nn.utils.clip_grad_norm_ and clip_grad_value_.</summary>
public static class GradClip
{
    /// <summary>Scales all gradients together so that their joint norm is at most maxNorm. PyTorch: clip_grad_norm_.</summary>
    /// <param name="parameters">Parameters; those without a gradient are skipped.</param>
    /// <param name="maxNorm">Largest norm allowed, at least 0.</param>
    /// <param name="normType">p of the p-norm; infinity for the largest magnitude. Default 2.</param>
    /// <param name="errorIfNonfinite">Whether a norm that is NaN or infinite is an error instead of spoiling every gradient. Default false.</param>
    /// <returns>The norm before clipping.</returns>
    /// <exception cref="ArgumentOutOfRangeException">maxNorm is negative or normType is not positive.</exception>
    /// <exception cref="InvalidOperationException">The norm is not finite and errorIfNonfinite is true; nothing was changed.</exception>
    public static double Norm(IEnumerable<Parameter> parameters, double maxNorm, double normType = 2, bool errorIfNonfinite = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Errors.Require(maxNorm >= 0, "GradClip.Norm", nameof(maxNorm), maxNorm, "a number of at least 0");
        Errors.Require(normType > 0, "GradClip.Norm", nameof(normType), normType, "a number above 0, or double.PositiveInfinity");
        List<Parameter> with = [.. parameters.Where(static p => Errors.Given(p).GradUnmarked is not null)];
        // The norm of the norms: one number is read back, however many parameters there are.
        double total = with.Count == 0 ? 0 : Tensor.Stack([.. with.Select(p => p.GradUnmarked!.Data.Norm(normType).To(DType.Float64))]).Norm(normType).Item();
        if (errorIfNonfinite && !double.IsFinite(total))
        {
            throw new InvalidOperationException($"GradClip.Norm: the norm of the gradients is {total}; nothing was changed. Look for the op with GradientTape.DetectAnomaly(), or pass errorIfNonfinite: false.");
        }

        double scale = maxNorm / (total + 1e-6); // 1e-6 as PyTorch adds it
        if (!(scale >= 1))
        {
            Change(with, g => g.Mul(scale), g => g.MulInPlace(scale));
        }

        return total;
    }

    /// <summary>Limits every element of every gradient to [-clipValue, clipValue]. PyTorch: clip_grad_value_.</summary>
    /// <param name="parameters">Parameters; those without a gradient are skipped.</param>
    /// <param name="clipValue">Largest magnitude allowed, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">clipValue is negative.</exception>
    public static void Value(IEnumerable<Parameter> parameters, double clipValue)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Errors.Require(clipValue >= 0, "GradClip.Value", nameof(clipValue), clipValue, "a number of at least 0");
        Change(parameters.Where(static p => Errors.Given(p).GradUnmarked is not null), g => g.Clamp(-clipValue, clipValue), g => g.ClampInPlace(-clipValue, clipValue));
    }

    /// <summary>A gradient that somebody holds never changes: the clipped values are then a new tensor.</summary>
    private static void Change(IEnumerable<Parameter> parameters, Func<Tensor, Tensor> change, Func<Tensor, Tensor> inPlace)
    {
        foreach (Parameter parameter in parameters)
        {
            lock (parameter)
            {
                Tensor grad = parameter.GradUnmarked!.Data;
                if (parameter.GradIsOurs)
                {
                    inPlace(grad);
                }
                else
                {
                    parameter.SetGrad(new Variable(change(grad)), isOurs: true);
                }
            }
        }
    }
}
