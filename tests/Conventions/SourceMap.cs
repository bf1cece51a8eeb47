using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace AutoGrad.Tests.Conventions;

/// <summary>Where in the source tree the types and instructions of an assembly come from, as its portable PDB tells.</summary>
internal sealed class SourceMap : IDisposable
{
    // Portable PDB format, TypeDefinitionDocuments: the files of a type that has no instructions of its own.
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _pdb;
    private readonly string _folder;
    private readonly Dictionary<int, (int Offset, string? File)[]> _points = [];
    private readonly Dictionary<int, string[]> _files = [];

    /// <param name="assembly">An assembly that has its PDB beside it.</param>
    /// <param name="folder">The folder of its sources, relative to the root, as <c>src/AutoGrad</c>.</param>
    public SourceMap(Assembly assembly, string folder)
    {
        _provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        _pdb = _provider.GetMetadataReader();
        _folder = $"/{folder}/";
    }

    public void Dispose() => _provider.Dispose();

    /// <summary>The file of the instruction at an offset, relative to the folder; null for code without a source.</summary>
    public string? FileOf(MethodBase method, int offset = 0)
    {
        var points = PointsOf(method);
        return points.Length == 0 ? null : (points.LastOrDefault(p => p.Offset <= offset).File ?? points[0].File);
    }

    /// <summary>Every file that holds a part of the type.</summary>
    public string[] FilesOf(Type type)
    {
        if (!_files.TryGetValue(type.MetadataToken, out string[]? files))
        {
            var members = type.GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance);
            files = [.. members.OfType<MethodBase>().Select(m => FileOf(m)).Concat(Listed(type)).OfType<string>().Distinct()];
            _files[type.MetadataToken] = files = files.Length == 0 && type.DeclaringType is { } outer ? FilesOf(outer) : files;
        }

        return files;
    }

    private (int Offset, string? File)[] PointsOf(MethodBase method)
    {
        int row = method.MetadataToken & 0xFFFFFF;
        if (!_points.TryGetValue(row, out var points))
        {
            // Row 0: a method that the runtime supplies, as those of arrays.
            _points[row] = points = row == 0 ? [] : [.. from point in _pdb.GetMethodDebugInformation(MetadataTokens.MethodDefinitionHandle(row)).GetSequencePoints()
                                                        select (point.Offset, Relative(point.Document))];
        }

        return points;
    }

    private IEnumerable<string?> Listed(Type type)
    {
        foreach (var handle in _pdb.GetCustomDebugInformation(MetadataTokens.TypeDefinitionHandle(type.MetadataToken & 0xFFFFFF)))
        {
            var information = _pdb.GetCustomDebugInformation(handle);
            if (_pdb.GetGuid(information.Kind) == TypeDocuments)
            {
                var blob = _pdb.GetBlobReader(information.Value);
                while (blob.RemainingBytes > 0)
                {
                    yield return Relative(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger()));
                }
            }
        }
    }

    private string? Relative(DocumentHandle handle)
    {
        if (handle.IsNil)
        {
            return null;
        }

        string name = _pdb.GetString(_pdb.GetDocument(handle).Name).Replace('\\', '/');
        int at = name.LastIndexOf(_folder, StringComparison.Ordinal);
        return at < 0 ? null : name[(at + _folder.Length)..];
    }
}
