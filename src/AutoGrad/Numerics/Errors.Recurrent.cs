namespace AutoGrad;

internal static partial class Errors
{
    internal static ShapeException RecurrentShare(string op, Shape share, int gates) =>
        Shape(op, share, $"the input's share {share} is not [steps, batch, {gates} hidden]. Project the input with weightIh.");

    internal static ShapeException RecurrentSteps(string op, Shape share) =>
        Shape(op, share, $"the sequence has no steps (the input's share is {share}). Pass at least one.");

    internal static ShapeException RecurrentShape(string op, string what, Shape given, Shape expected) =>
        Shapes(op, given, expected, $"{what} is {given} and must be {expected}. Make it for this batch and hidden size.");

    internal static ShapeException RecurrentInput(string op, Shape input) =>
        Shape(op, input, $"input {input} has {input.Rank} dimensions; expected [steps, batch, features]. Add the missing ones with Unsqueeze.");
}
