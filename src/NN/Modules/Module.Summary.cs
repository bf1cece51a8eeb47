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
        foreach ((string name, Module module) in NamedModules())
        {
            long own = ModuleStructure.Members(module).Where(static m => m.Member is Parameter).Sum(static m => (long)((Parameter)m.Member).NumEl);
            int depth = name.Length == 0 ? 0 : name.Count(static c => c == '.') + 1;
            rows.Add((new string(' ', 2 * depth) + (name.Length == 0 ? module.TypeName : name[(name.LastIndexOf('.') + 1)..]), module.Description, own == 0 ? "-" : own.ToString("N0", CultureInfo.InvariantCulture)));
        }

        int first = Math.Max(6, rows.Max(static r => r.Name.Length)), second = Math.Max(4, rows.Max(static r => r.Kind.Length));
        var text = new StringBuilder();
        text.AppendLine($"{"Module".PadRight(first)}  {"Kind".PadRight(second)}  Parameters");
        foreach ((string name, string kind, string count) in rows)
        {
            text.AppendLine($"{name.PadRight(first)}  {kind.PadRight(second)}  {count,10}");
        }

        long total = Parameters().Sum(static p => (long)p.NumEl), trainable = Parameters().Where(static p => p.RequiresGrad).Sum(static p => (long)p.NumEl);
        text.Append(CultureInfo.InvariantCulture, $"Total {total:N0} parameters, {trainable:N0} trainable, {Parameters().Sum(static p => (long)p.NumEl * p.DType.Size()) / 1048576.0:F2} MB");
        return text.ToString();
    }

    /// <summary>The summary.</summary>
    /// <returns>The same text as <see cref="Summary"/>.</returns>
    public override string ToString() => Summary();
}
