using AutoGrad.Tests.Conventions.Fakes;

namespace AutoGrad.Tests.Conventions;

/// <summary>One seam: what computes is a primitive that a backend executes. Nothing else reads or writes the memory of a tensor, so a model runs wherever its tensors lie.</summary>
public sealed class MemoryAccessTests
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Code that may stand in the open, and why. All of it works on tensors that lie on the CPU by construction, or copies from a device first.</summary>
    private static readonly Dictionary<string, string> Hosts = new()
    {
        ["src/AutoGrad/Backends/"] = "below the seam",
        ["src/AutoGrad/Tensors/Tensor.cs"] = "the doors themselves",
        ["src/AutoGrad/Tensors/Tensor.From.cs"] = "arrays become tensors",
        ["src/AutoGrad/Tensors/Tensor.Range.cs"] = "counted on the CPU, as arrays are",
        ["src/AutoGrad/Tensors/Tensor.Convert.cs"] = "the readback: ToArray, Item, AsSpan",
        ["src/AutoGrad/Tensors/Tensor.Interop.cs"] = "from and to System.Numerics.Tensors",
        ["src/AutoGrad/Tensors/Printing/"] = "prints what was read back",
        ["src/AutoGrad/IO/"] = "files are read into and written from CPU memory",
        ["src/Data/"] = "files are read into CPU memory",
        ["src/AutoGrad/Ops/Core/Scalar.Tensors.cs"] = "a number becomes a tensor",
        ["src/AutoGrad/Ops/Indexing/NonZero.cs"] = "the shape of the result is known from the data alone, so they are read back",
        ["src/AutoGrad/Tape/Families/UnaryKernelOp.cs"] = "a number lies in the tensor itself: 80 ns a step would go through the seam for one element",
        ["src/AutoGrad/Tape/Families/BinaryKernelOp.cs"] = "as for one operand",
        ["src/AutoGrad/Transforms/GradCheck/Properties/InputsUnmodified.cs"] = "compares the bits that were read back",
    };

    [Fact]
    public void Only_kernels_touch_the_memory_of_tensors()
    {
        MethodBase[] doors = Doors(typeof(Tensor), "FirstByte", "First", "KernelSpan", "Bytes");
        var sources = Tree.Libraries.ToDictionary(library => library.Value, library => (Folder: library.Key, Map: new SourceMap(library.Value, library.Key)));
        try
        {
            var access = new MemoryAccess([.. sources.Keys], typeof(KernelContext), doors, IsHost);
            Offenders.None("Memory is reached by kernels alone: make it a Primitive and run it, or read back with ToArray() or Item().", access.Openings());
        }
        finally
        {
            Array.ForEach([.. sources.Values], static source => source.Map.Dispose());
        }

        bool IsHost(MethodBase method)
        {
            (string folder, SourceMap map) = sources[method.Module.Assembly];
            string file = $"{folder}/{map.FileOf(method)}";
            return Hosts.Keys.Any(host => file.StartsWith(host, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Only_the_CPU_makes_a_context()
    {
        MethodBase[] doors = [.. typeof(KernelContext).GetConstructors(Declared)];
        string[] makers = [.. new MemoryAccess([.. Tree.Libraries.Values], typeof(KernelContext), doors, static m => m.DeclaringType == typeof(CpuBackend)).Openings()];
        Assert.Empty(makers);
        Assert.NotEmpty(new MemoryAccess([.. Tree.Libraries.Values], typeof(KernelContext), doors, static _ => false).Openings());
    }

    [Fact]
    public void A_way_round_the_seam_is_found_and_a_kernel_is_none()
    {
        string[] ways = [.. new MemoryAccess([typeof(Vault).Assembly], typeof(VaultKey), Doors(typeof(Vault), "Door"), static m => m.Name == "MayStand").Openings().Where(w => w.Contains("Vault.Door", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(["Vault.Climb > Vault.Window > Vault.Door"], ways);
    }

    [Fact]
    public void Every_host_that_is_listed_exists() => Assert.All(Hosts.Keys, static host => Assert.True(File.Exists(Tree.PathOf(host)) || Directory.Exists(Tree.PathOf(host)), host));

    private static MethodBase[] Doors(Type type, params string[] names) => [.. type.GetMembers(Declared).OfType<MethodBase>().Where(m => names.Contains(m.Name))];
}
