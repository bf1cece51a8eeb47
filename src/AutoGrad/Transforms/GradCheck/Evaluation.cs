namespace AutoGrad.Checking;

/// <summary>A function's values at one point, and which smooth piece the point lies on.</summary>
/// <param name="Values">All differentiable outputs, one after the other.</param>
/// <param name="Signature">Hash of the operations run and the branches they took.</param>
/// <param name="OnBoundary">How many elements lay exactly on a boundary between pieces.</param>
internal readonly record struct Evaluation(double[] Values, ulong Signature, int OnBoundary)
{
    internal bool IsFinite
    {
        get
        {
            foreach (double value in Values)
            {
                if (!double.IsFinite(value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
