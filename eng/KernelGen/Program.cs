namespace AutoGrad.KernelGen;

/// <summary>Writes the generated kernels into the repository: dotnet run --project eng/KernelGen, from its root.</summary>
public static class Program
{
    /// <summary>Writes every generated file below the current directory.</summary>
    public static void Main()
    {
        foreach ((string path, string text) in GeneratedFiles.All("."))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            Console.WriteLine($"{path}: {text.Split('\n').Length - 1} lines");
        }
    }
}
