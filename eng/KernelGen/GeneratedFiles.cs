namespace AutoGrad.KernelGen;

/// <summary>All generated files, as paths from the root of the repository and their texts.</summary>
public static class GeneratedFiles
{
    /// <summary>The matrix multiplication kernels of every element type and vector width.</summary>
    public static IEnumerable<(string Path, string Text)> All()
    {
        foreach (string type in (string[])["float", "double"])
        {
            foreach (int bits in (int[])[512, 256, 128])
            {
                GemmTemplate template = new(type, bits);
                yield return ($"src/AutoGrad/Kernels/MatMul/{template.ClassName}.g.cs", template.Text());
                DotTemplate dots = new(type, bits);
                yield return ($"src/AutoGrad/Kernels/MatMul/{dots.ClassName}.g.cs", dots.Text());
            }
        }
    }
}
