using System.Globalization;
using System.Text;

namespace AutoGrad.NN;

public abstract partial class Module
{
    /// <summary>A table of all modules with their parameter counts.</summary>
    /// <returns>One line per module, then the totals.</returns>
    public string Summary()
    {
        var rows = new List<(string Name, string Kind, string Count)>();
        var depths = new Dictionary<string, int>();
        foreach ((string name, Module module) in NamedModules())
        {
            long own = ModuleStructure.Members(module).Where(static m => m.Member is Parameter).Sum(static m => (long)((Parameter)m.Member).NumEl);
            string parent = Parent(name, depths);
            int depth = depths[name] = name.Length == 0 ? 0 : depths[parent] + 1;
            string label = name.Length == 0 ? module.TypeName : parent.Length == 0 ? name : name[(parent.Length + 1)..];
            rows.Add((new string(' ', 2 * depth) + label, module.Description, own == 0 ? "-" : own.ToString("N0", CultureInfo.InvariantCulture)));
        }

        int first = Math.Max(6, rows.Max(static r => r.Name.Length)), second = Math.Max(4, rows.Max(static r => r.Kind.Length));
        var text = new StringBuilder();
        text.AppendLine($"{"Module".PadRight(first)}  {"Kind".PadRight(second)}  Parameters");
        foreach ((string name, string kind, string count) in rows)
        {
            text.AppendLine($"{name.PadRight(first)}  {kind.PadRight(second)}  {count,10}");
        }

        long total = Parameters().Sum(static p => (long)p.NumEl), trainable = Parameters().Where(static p => p.RequiresGrad).Sum(static p => (long)p.NumEl);
        text.Append(CultureInfo.InvariantCulture, $"Total {total:N0} parameters, {trainable:N0} trainable, {Size(Parameters().Sum(static p => (long)p.NumEl * p.DType.Size()))}");
        return text.ToString();
    }

    // Elements of lists stand under the module that has the list, by the list's name and their place: "fc.0".
    private static string Parent(string name, Dictionary<string, int> modules)
    {
        while (name.Length > 0)
        {
            name = name[..Math.Max(name.LastIndexOf('.'), 0)];
            if (modules.ContainsKey(name))
            {
                return name;
            }
        }

        return name;
    }

    // From a tenth of a megabyte on, two decimals say enough.
    private static string Size(long bytes) => bytes >= 104_858
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:F2} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F2} KB");

    /// <summary>The summary.</summary>
    /// <returns>The same text as <see cref="Summary"/>.</returns>
    public override string ToString() => Summary();
}
