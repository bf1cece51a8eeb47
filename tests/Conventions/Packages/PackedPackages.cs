using System.IO.Compression;
using System.Xml.Linq;

namespace AutoGrad.Tests.Conventions.Packages;

/// <summary>The packages of the build under test, packed once into a folder that is gone afterwards.</summary>
public sealed class PackedPackages : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("autograd-packages-");

    /// <summary>Packs what is built already: the very assemblies the tests run.</summary>
    public PackedPackages()
    {
        string configuration = typeof(PackedPackages).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        Dotnet.Run(Tree.Root, "pack", "AutoGrad.sln", "-c", configuration, "--no-build", "-o", Folder, "--nologo", "-v", "quiet");
    }

    public string Folder => Path.Combine(_scratch.FullName, "packages");

    /// <summary>An empty folder outside the source tree.</summary>
    public string Outside => _scratch.CreateSubdirectory("outside").FullName;

    public long TotalBytes => Directory.EnumerateFiles(Folder).Sum(file => new FileInfo(file).Length);

    public IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file));

    public void Dispose() => _scratch.Delete(recursive: true);

    /// <summary>The paths in a package of this id.</summary>
    internal string[] Entries(string id, string extension)
    {
        using var zip = ZipFile.OpenRead(FileOf(id, extension));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    internal XElement Manifest(string id)
    {
        using var zip = ZipFile.OpenRead(FileOf(id, ".nupkg"));
        using var stream = zip.GetEntry($"{id}.nuspec")!.Open();
        return XElement.Load(stream);
    }

    internal string Version(string id) => Manifest(id).Descendants().First(e => e.Name.LocalName == "version").Value;

    private string FileOf(string id, string extension) =>
        Directory.EnumerateFiles(Folder, $"{id}.*{extension}").Single(file => char.IsDigit(Path.GetFileName(file)[id.Length + 1]) && file.EndsWith(extension, StringComparison.Ordinal));
}
