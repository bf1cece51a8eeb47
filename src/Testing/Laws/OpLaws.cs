namespace AutoGrad.Testing;

/// <summary>What <c>GradCheck.ForAll&lt;TOp&gt;()</c> asks of an operation beside its gradients: what the engine and the backends rely on. Each is asked of every sample it applies to.</summary>
[Flags]
public enum OpLaws
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>Outputs have the shapes and dtypes that <c>Infer</c> states.</summary>
    InferTellsTheTruth = 1 << 0,

    /// <summary>Adding to an output that exists is writing and adding: where <c>AcceptsAccumulate</c> is stated the kernel has to honour it.</summary>
    AccumulateAddsToWrite = 1 << 1,

    /// <summary>An output at strides gets the same values, and the memory between its elements is left alone.</summary>
    StridedOutputsAreFilled = 1 << 2,

    /// <summary>The gradient kernel, used when nothing is recorded, and the rule, used under createGraph, give the same.</summary>
    KernelEqualsRule = 1 << 3,

    /// <summary>A fused operation gives what its composition of plain ones gives.</summary>
    ForwardEqualsCompose = 1 << 4,

    /// <summary>Whatever <c>Saves</c> names is read by the rule: nothing is kept alive for nothing.</summary>
    SavedIsRead = 1 << 5,

    /// <summary>A backward pass writes to nothing that was saved.</summary>
    SavedStaysUnmodified = 1 << 6,

    /// <summary>Inputs that broadcast give what inputs expanded by hand give, gradients included. Asked of the families of two and three inputs.</summary>
    BroadcastEqualsExpand = 1 << 7,

    /// <summary>Where <c>IsBatchwise</c> is stated, row i of the output comes from row i of the inputs alone.</summary>
    RowsStayApart = 1 << 8,

    /// <summary>Where <c>IsBatchwise</c> is stated, a batch gives what its rows give one after the other.</summary>
    BatchwiseEqualsLoop = 1 << 9,

    /// <summary>Sizes of zero work, gradients included, or are refused with a typed exception. Not asked of operations with a parameter of type <see cref="Shape"/>.</summary>
    EmptyShapesWork = 1 << 10,

    /// <summary>Second derivatives do not depend on the order in which they are taken.</summary>
    HessianIsSymmetric = 1 << 11,

    /// <summary>Where the values are linear in the inputs, gradients on integers are exact.</summary>
    LinearOpsAreExact = 1 << 12,

    /// <summary>At kinks <c>Pieces</c> reports a boundary, <c>Subgradient</c> says what is taken there, and it lies between the slopes of both sides.</summary>
    KinksAreReported = 1 << 13,

    /// <summary>An operation of floats that has no derivative reports in <c>Pieces</c> when its output jumps, so that code that branches on it stays checkable.</summary>
    JumpsAreReported = 1 << 14,

    /// <summary>Operations with equal parameters are equal and have the same text: parameters are values, never arrays.</summary>
    EqualOpsAreEqual = 1 << 15,

    /// <summary>All of them.</summary>
    All = (1 << 16) - 1,
}
