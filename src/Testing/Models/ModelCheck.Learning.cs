using AutoGrad.NN;

namespace AutoGrad.Testing;

public static partial class ModelCheck
{
    /// <summary>Throws unless the model learns one batch by heart: what cannot do that has a fault in model, loss, labels or step.</summary>
    /// <param name="model">The model, in the mode in which it is trained; dropout makes learning by heart slow, so give it a small probability or evaluation mode.</param>
    /// <param name="loss">Computes the loss of the batch: one element.</param>
    /// <param name="options">Steps, optimizer, and what is enough. Default: 5 % of the first loss within 300 steps of Adam at 0.01.</param>
    /// <exception cref="PropertyException">The loss stays too high or stops being finite.</exception>
    /// <exception cref="ArgumentException">The model has no parameters that are trained.</exception>
    public static void OverfitsOneBatch(Module model, Func<Variable> loss, OverfitOptions? options = null)
    {
        const string name = "ModelCheck.OverfitsOneBatch";
        ArgumentNullException.ThrowIfNull(loss);
        OverfitOptions settings = options ?? OverfitOptions.Default;
        Arguments.Require(settings.Steps >= 1, name, nameof(settings.Steps), settings.Steps, "at least 1");
        using var snapshot = new ModelSnapshot(model);
        (string Name, Parameter Parameter)[] trained = [.. model.NamedParameters().Where(static p => p.Parameter.RequiresGrad)];
        if (trained.Length == 0)
        {
            throw new ArgumentException($"{name}: the model has no parameters that require gradients.", nameof(model));
        }

        Tensor[] before = Array.ConvertAll(trained, static p => p.Parameter.Data.Clone());
        Parameter[] parameters = Array.ConvertAll(trained, static p => p.Parameter);
        Action step = settings.Optimizer is { } make ? make(parameters) : new PlainAdam(parameters).Step;
        double first = double.NaN, best = double.PositiveInfinity, last = double.NaN;
        for (int k = 0; k <= settings.Steps; k++)
        {
            Variable value = loss();
            last = value.Item();
            first = k == 0 ? last : first;
            best = Math.Min(best, last);
            if (!double.IsFinite(last))
            {
                throw new PropertyException(FormattableString.Invariant($"{name}: the loss is {last} after {k} steps; it began at {first:G4}. ")
                    + (k == 0 ? "Look for a logarithm of zero or a division by zero." : "Take a smaller learning rate, and look for an overflow in the loss."));
            }

            if (last <= Math.Max(settings.Floor, settings.Fraction * first))
            {
                if (k > 0)
                {
                    return;
                }

                throw new PropertyException(FormattableString.Invariant($"{name}: the loss is {last:G4} before the first step, and {Math.Max(settings.Floor, settings.Fraction * first):G4} is enough: there is nothing to learn. Look at the sign of the loss, a factor of zero, and a model that is trained already."));
            }

            if (k < settings.Steps)
            {
                model.ZeroGrad();
                value.Backward();
                step();
            }
        }

        string[] untouched = [.. trained.Zip(before).Where(static p => Bits.AreEqual(p.First.Parameter.Data, p.Second)).Select(static p => p.First.Name)];
        string cause = untouched.Length == trained.Length ? "No parameter has changed: the optimizer does not step on them, or its learning rate is zero."
            : untouched.Length > 0 ? $"These parameters have not changed: {string.Join(", ", untouched)}. Look for layers that are cut off."
            : best > 0.9 * first ? "It hardly fell. Look at the sign of the loss, its reduction, labels that belong to other rows, a softmax before a loss that has its own, and the learning rate."
            : "It fell, but not enough. Give it more Steps or another Optimizer; for a loss that cannot reach zero set Floor; look for dropout, and for labels that contradict each other.";
        throw new PropertyException(FormattableString.Invariant(
            $"{name}: after {settings.Steps} steps the loss is {last:G4} (best {best:G4}, first {first:G4}); {Math.Max(settings.Floor, settings.Fraction * first):G4} was asked for. {cause}"));
    }

    /// <summary>Throws unless the loss of an untrained classifier is near ln C: all classes equally likely. A wrong factor or reduction shows here before any training.</summary>
    /// <param name="loss">Computes the cross-entropy of the untrained model: one element.</param>
    /// <param name="classes">Number of classes C, at least 2.</param>
    /// <param name="tolerance">How far the loss may be off, relative to ln C. Default 0.3: initial weights are random.</param>
    /// <exception cref="PropertyException">The loss is further from ln C.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two classes, or the tolerance is not positive.</exception>
    public static void StartsNearLogC(Func<Variable> loss, int classes, double tolerance = 0.3)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Arguments.Require(classes >= 2, "ModelCheck.StartsNearLogC", nameof(classes), classes, "at least 2");
        Arguments.Require(tolerance > 0, "ModelCheck.StartsNearLogC", nameof(tolerance), tolerance, "a positive number");
        double value, expected = Math.Log(classes);
        using (new RandomFork())
        using (GradientTape.NoGrad())
        {
            value = loss().Item();
        }

        if (Math.Abs(value - expected) <= tolerance * expected)
        {
            return;
        }

        double ratio = value / expected;
        string cause = !double.IsFinite(value) ? "Look for a logarithm of zero."
            : ratio > 1.8 ? FormattableString.Invariant($"It is {ratio:F2} times that: a sum where the mean belongs, a factor too many, or outputs that start far too large.")
            : ratio < 0 ? "It is negative: the sign is wrong, or the loss was given probabilities where it takes logarithms of them."
            : ratio < 0.7 ? FormattableString.Invariant($"It is {ratio:F2} times that: a factor missing, a mean over one dimension too many, a model that is trained already, or labels that can be read off the input.")
            : FormattableString.Invariant($"It is {ratio:F2} times that: another base than e gives 1.44 or 0.43; else the outputs start too large: smaller initial weights in the last layer.");
        throw new PropertyException(FormattableString.Invariant($"ModelCheck.StartsNearLogC: the first loss is {value:G4}; for {classes} classes ln C = {expected:G4}. {cause}"));
    }
}
