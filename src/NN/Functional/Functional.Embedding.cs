namespace AutoGrad.NN;

public static partial class Functional
{
    /// <summary>Rows of a table, looked up by index. PyTorch: torch.nn.functional.embedding.</summary>
    /// <param name="input">Int64 or Int32 indices of any shape, in [0, rows).</param>
    /// <param name="weight">The table, [rows, features].</param>
    /// <param name="paddingIdx">A row whose gradient stays zero; negative counts from the end. Default none.</param>
    /// <returns>A variable of the indices' shape with the features as a last dimension.</returns>
    /// <remarks>Derivative: dweight = dy added at the looked-up rows, in the order of the indices. Saves input. Kinks: none.</remarks>
    /// <exception cref="ShapeException">weight is not a matrix, or an index or paddingIdx is out of range.</exception>
    /// <exception cref="DTypeException">input is neither Int64 nor Int32.</exception>
    public static Variable Embedding(Tensor input, Variable weight, int? paddingIdx = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(weight);
        return Variable.Embedding(input, weight, paddingIdx);
    }

    /// <summary>Classes as vectors of zeros with a 1 at the class. PyTorch: torch.nn.functional.one_hot.</summary>
    /// <param name="tensor">Int64 or Int32 classes of any shape.</param>
    /// <param name="numClasses">Length of the vectors, at least 1. Default -1: one more than the largest class.</param>
    /// <returns>An Int64 tensor of the input's shape with the vectors as a last dimension; it carries no gradient.</returns>
    /// <exception cref="ShapeException">A class is outside [0, numClasses), or numClasses is -1 and there are no classes.</exception>
    /// <exception cref="DTypeException">tensor is neither Int64 nor Int32.</exception>
    public static Tensor OneHot(Tensor tensor, int numClasses = -1)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.OneHot(numClasses);
    }
}
