namespace AutoGrad;

/// <summary>Refusals of losses.</summary>
internal static partial class Errors
{
    internal static ShapeException LabelOutOfRange(string op, long label, int position, Shape target, int classes) => Shape(
        op, target, $"{Place("target", position, target)} is {label}, outside [0, {classes - 1}] for {classes} classes. Correct the labels, or pass the value to skip as ignoreIndex.");

    internal static ArgumentOutOfRangeException NotANumber(string op, string argument, int position) =>
        Value(op, argument, double.NaN, $"{argument} is NaN at position {position}. Clean the data before it reaches the loss.");

    internal static ShapeException LabelShape(string op, Shape input, Shape target, Shape expected) => Shapes(
        op, input, target, $"labels of shape {target} do not fit scores of shape {input}: labels have shape {expected}. Reshape or squeeze the labels.");

    internal static ShapeException ScoreShape(string op, Shape input) =>
        Shape(op, input, "scores [] have no classes. Pass [C], [N, C] or [N, C, d1, ...].");

    internal static ShapeException ClassWeights(string op, Shape weight, Shape input, int classes) =>
        Shapes(op, weight, input, $"class weights {weight} do not fit scores {input} of {classes} classes. Pass a weight of shape [{classes}].");

    internal static DTypeException Labels(string op, DType given) =>
        DType(op, given, AutoGrad.DType.Int64, $"labels are integers, got {given}. Convert with To(DType.Int64), or pass probabilities of the scores' shape.");

    internal static ShapeException SilentBroadcast(string op, Shape input, Shape target) => Shapes(
        op, input, target, $"input {input} and target {target} differ and would broadcast silently. Reshape one side, or Expand it on purpose.");

    internal static ArgumentOutOfRangeException UnknownReduction(string op, Reduction reduction) =>
        Value(op, "reduction", reduction, $"reduction {reduction} is not defined here. Pass Reduction.Mean, Sum or None.");

    internal static ShapeException LossWeight(string op, string name, Shape weight, Shape input) =>
        Shapes(op, weight, input, $"{name} {weight} does not expand to input {input}. Reshape it.");

    internal static ArgumentOutOfRangeException NotAProbability(string op, double value, int position) => Value(
        op, "input", value, $"input is {Text(value)} at position {position}, outside [0, 1]. Apply Sigmoid first, or use BinaryCrossEntropyWithLogits.");

    internal static ArgumentOutOfRangeException LossParameter(string op, string name, double value, string range) =>
        Value(op, name, value, $"{name} is {Text(value)}. Pass {range}.");
}
