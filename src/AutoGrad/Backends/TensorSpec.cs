namespace AutoGrad;

/// <summary>What is known of a tensor without its data: shape and dtype. The input and output of <see cref="Primitive.Infer"/>.</summary>
/// <param name="Shape">The sizes.</param>
/// <param name="DType">The element type.</param>
public readonly record struct TensorSpec(Shape Shape, DType DType);
