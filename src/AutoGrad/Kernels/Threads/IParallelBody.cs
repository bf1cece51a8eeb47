namespace AutoGrad.Kernels;

/// <summary>The tasks of one parallel loop: <see cref="Invoke"/> is called once for every index, from any thread, in any order.</summary>
internal interface IParallelBody
{
    /// <summary>Runs task <paramref name="index"/>. Tasks must not depend on one another.</summary>
    void Invoke(int index);
}
