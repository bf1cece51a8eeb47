namespace AutoGrad.KernelGen;

/// <summary>All generated files, as paths from the root of the repository and their texts.</summary>
public static class GeneratedFiles
{
    /// <summary>The matrix multiplication kernels of every element type and vector width, and the elementary functions on 512 bits.</summary>
    /// <param name="root">The root of the repository.</param>
    public static IEnumerable<(string Path, string Text)> All(string root)
    {
        yield return (WideTemplate.Target, new WideTemplate(File.ReadAllText(Path.Combine(root, WideTemplate.Source))).Text());
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
