using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AutoGrad.NN;

/// <summary>Finds a module's parameters, buffers and submodules in its fields. Fields of a type are looked up once; values are read each time, so lists may grow.</summary>
internal static class ModuleStructure
{
    private static readonly ConcurrentDictionary<Type, (string Name, FieldInfo Field)[]> Fields = new();

    /// <summary>Parameters, buffers and modules directly in this module, base class first, in order of declaration; parameters before buffers before modules.</summary>
    internal static IReadOnlyList<(string Name, object Member)> Members(Module module)
    {
        var members = new List<(string Name, object Member)>();
        foreach ((string name, FieldInfo field) in FieldsOf(module))
        {
            try
            {
                Collect(name, field.GetValue(module), members, depth: 0);
            }
            catch (UndiscoverableException e)
            {
                throw new InvalidOperationException($"{module.GetType().Name}: the field '{field.Name}' {e.Message}");
            }
        }

        (string Name, object Member)[] ordered = [.. members.OrderBy(static m => m.Member switch { Parameter => 0, Module.Buffer => 1, _ => 2 })];
        var names = new HashSet<string>();
        foreach ((string name, object member) in ordered)
        {
            if (!names.Add(name))
            {
                throw new InvalidOperationException(
                    $"{module.GetType().Name}: two members are named '{name}' (one is a {member.GetType().Name}). Rename a field or give it [Name(\"...\")].");
            }
        }

        return ordered;
    }

    private static void Collect(string name, object? value, List<(string Name, object Member)> members, int depth)
    {
        switch (value)
        {
            case Parameter or Module.Buffer or Module:
                members.Add((name, value));
                break;
            case Variable { RequiresGrad: true, IsLeaf: true }:
                throw new UndiscoverableException("holds a Variable that requires a gradient, which no optimizer and no state dict would see. Make it a Parameter; set RequiresGrad to false if it is not trained.");
            case string or Tensor or Variable:
                break;
            case Array { Rank: > 1 } grid:
                Type element = grid.GetType().GetElementType()!;
                if (typeof(Module).IsAssignableFrom(element) || typeof(Variable).IsAssignableFrom(element) || typeof(Module.Buffer).IsAssignableFrom(element))
                {
                    throw new UndiscoverableException($"holds {element.Name}s in an array of {grid.Rank} dimensions, which has no names for them. Use an array of arrays.");
                }

                break;
            case ITuple tuple when depth < 8:
                for (int i = 0; i < tuple.Length; i++)
                {
                    Collect(Join(name, i.ToString(System.Globalization.CultureInfo.InvariantCulture)), tuple[i], members, depth + 1);
                }

                break;
            case IDictionary dictionary when depth < 8:
                foreach (DictionaryEntry entry in dictionary)
                {
                    Collect(Join(name, entry.Key.ToString()!), entry.Value, members, depth + 1);
                }

                break;
            case IList list when depth < 8 && MayHoldMembers(list):
                for (int i = 0; i < list.Count; i++)
                {
                    Collect(Join(name, i.ToString(System.Globalization.CultureInfo.InvariantCulture)), list[i], members, depth + 1);
                }

                break;
            case not IList and (IEnumerable<Module> or IEnumerable<Variable> or IEnumerable<Module.Buffer>):
                throw new UndiscoverableException($"holds its parts in a {KindOf(value.GetType())}, where they have no fixed places to be named by. Use an array, a List or a Dictionary; ToList() keeps what a query gives.");
        }
    }

    private static string KindOf(Type type) => type.Name.Contains('<', StringComparison.Ordinal) ? "sequence that is made anew each time" : type.Name.Split('`')[0];

    /// <summary>Skips arrays of numbers without boxing each element.</summary>
    private static bool MayHoldMembers(IList list) => list is not Array array || array.GetType().GetElementType() is { IsValueType: false };

    private static (string Name, FieldInfo Field)[] FieldsOf(Module module)
    {
        Type type = module.GetType();
        return Fields.TryGetValue(type, out (string Name, FieldInfo Field)[]? known) ? known : Fields.GetOrAdd(type, Find(module.GetType()));
    }

    private static (string Name, FieldInfo Field)[] Find([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.AllFields)] Type type)
    {
        var levels = new Stack<FieldInfo[]>();
        for (Type? level = type; level is not null && level != typeof(Module) && level != typeof(object); level = level.BaseType)
        {
            levels.Push([.. level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(static f => (!f.FieldType.IsValueType || typeof(ITuple).IsAssignableFrom(f.FieldType) || typeof(IEnumerable).IsAssignableFrom(f.FieldType)) && !typeof(Delegate).IsAssignableFrom(f.FieldType))
                .OrderBy(static f => f.MetadataToken)]);
        }

        return [.. levels.SelectMany(static fields => fields).Select(static f => (NameOf(f), f))];
    }

    private static string NameOf(FieldInfo field)
    {
        if (field.GetCustomAttribute<NameAttribute>() is { } given)
        {
            return given.Name;
        }

        string name = field.Name;
        if (name[0] == '<')
        {
            // "<Weight>k__BackingField" of a property, or "<layers>P" of a captured primary-constructor parameter.
            name = name[1..name.IndexOf('>')];
            name = char.ToLowerInvariant(name[0]) + name[1..];
        }

        return name.TrimStart('_');
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    /// <summary>What a field holds that the walk cannot name, and what to do; the walk adds whose field it is.</summary>
    private sealed class UndiscoverableException(string problem) : Exception(problem);
}
