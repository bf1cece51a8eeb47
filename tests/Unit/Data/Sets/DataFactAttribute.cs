namespace AutoGrad.Tests.Unit.Data.Sets;

/// <summary>A test that needs files beside the checkout, in ../shared/data; it says so where they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute(string folder)
    {
        if (Folder(folder) is null)
        {
            Skip = $"There is no folder ../shared/data/{folder} beside the checkout; see Datasets.Mnist for the files.";
        }
    }

    /// <summary>The folder beside the checkout or beside one of the folders above it; null if there is none.</summary>
    internal static string? Folder(string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "shared", "data", name);
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
