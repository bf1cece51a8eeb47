namespace AutoGrad.Kernels;

/// <summary>How one kind of reduction turns elements into a result; <see cref="ReductionTask{TReducer, T, TAcc}"/> decides where the elements lie and which thread works.</summary>
/// <typeparam name="T">Element of the input.</typeparam>
/// <typeparam name="TAcc">What is known of the elements seen so far.</typeparam>
internal unsafe interface IReducer<T, TAcc> where T : unmanaged where TAcc : unmanaged
{
    /// <summary>Whether rows may be folded side by side: false where the position of an element matters.</summary>
    static abstract bool IgnoresPositions { get; }

    /// <summary>Tells where results go, before anything is reduced.</summary>
    /// <param name="output">The first output's memory, dense.</param>
    /// <param name="second">The second output's, or null.</param>
    /// <param name="accumulates">Whether results are added to what the output holds.</param>
    void Bind(void* output, void* second, bool accumulates);

    /// <summary>What is known before the first element.</summary>
    TAcc Start { get; }

    /// <summary>Reduces n dense elements, n at least 1.</summary>
    /// <param name="x">The first element.</param>
    /// <param name="n">How many.</param>
    /// <param name="position">Index of the first among all elements that are reduced to one.</param>
    TAcc Row(T* x, int n, int position);

    /// <summary>Reduces rows of n dense elements, each to an accumulator of its own.</summary>
    void Rows(T* x, nint stride, int n, int rows, TAcc* acc);

    /// <summary>Adds what is in each column of some rows to the column's accumulator.</summary>
    /// <param name="x">The first element of the first row.</param>
    /// <param name="stride">Elements from one row to the next.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="position">Index of the first row among all that are reduced to one.</param>
    /// <param name="acc">One accumulator for each column.</param>
    void Columns(T* x, nint stride, int rows, int width, int position, TAcc* acc);

    /// <summary>What is known of the elements of both, the first ones first.</summary>
    TAcc Combine(TAcc first, TAcc second);

    /// <summary>Writes the result of one output element.</summary>
    void Finish(nint index, TAcc acc);

    /// <summary>Writes the results of adjacent output elements.</summary>
    void Finish(nint index, TAcc* acc, int count);
}
