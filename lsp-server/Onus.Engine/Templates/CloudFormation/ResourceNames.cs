using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation.Sam;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>A resource as written, loops unrolled.</summary>
internal readonly record struct ResourceEntry(string Name, SyntaxNode Key, SyntaxNode Body, Scope? Scope)
{
    /// <summary>Its type, or the whole of it, is brought in from a file before the template is deployed.</summary>
    public bool IsModule => Intrinsic.TryRead(Body, out _)
        || (Nodes.Find(Nodes.Mapping(Body), "Type") is { } type && Intrinsic.TryRead(type, out _));

    public string? Type => Nodes.Text(Nodes.Find(Nodes.Mapping(Body), "Type"));
}

/// <summary>The resources of a template by name, before their values are read.</summary>
internal sealed class ResourceNames
{
    private readonly Dictionary<string, ResourceEntry> byName = [];

    /// <summary>In order of the text.</summary>
    public ImmutableArray<ResourceEntry> Entries { get; private set; } = [];

    /// <summary>Finds the names; loops are unrolled by the parameters' values, which must be there by now.</summary>
    public void Load(Reading reading)
    {
        var entries = ImmutableArray.CreateBuilder<ResourceEntry>();
        if (reading.Mapping("Resources") is { } section)
        {
            foreach (var entry in ForEachLoop.Unroll(section, null, reading, "resources"))
            {
                if (entry.Name.StartsWith("Fn::", StringComparison.Ordinal))
                {
                    reading.Hide($"`{entry.Name}` brings in resources from elsewhere");
                    reading.NamesAreOpen = true;
                }
                else if (entry.IsModule)
                {
                    reading.Hide(HiddenModule(entry.Name));
                    reading.NamesAreOpen = true;
                    if (byName.TryAdd(entry.Name, entry)) entries.Add(entry);
                }
                else if (entry.Name.Length > 0 && byName.TryAdd(entry.Name, entry)) entries.Add(entry);
            }
        }
        else if (reading.Section("Resources") is { } other && Intrinsic.TryRead(other, out _))
        {
            reading.Hide("the resources are brought in from elsewhere");
            reading.NamesAreOpen = true;
        }

        foreach (var entry in Stray(reading.Tree, reading.Root))
        {
            if (byName.TryAdd(entry.Name, entry)) entries.Add(entry);
        }

        Entries = entries.ToImmutable();
        HasSam = Entries.Any(e => SamNames.IsSam(e.Type));
    }

    /// <summary>Some resource is one of SAM's.</summary>
    public bool HasSam { get; private set; }

    public static string HiddenModule(string name) => $"`{name}` is a module, whose resources are not seen here";

    /// <summary>
    /// Resources that a broken line above them, such as <c>Resources</c> without its colon, has put at the top level. A text
    /// without errors has none.
    /// </summary>
    public static IEnumerable<ResourceEntry> Stray(SyntaxTree tree, MappingNode root)
    {
        if (tree.Errors.IsEmpty) yield break;
        foreach (var entry in root.Entries)
        {
            var stray = new ResourceEntry(entry.Name, entry.Key, entry.Value, null);
            if (entry.Name.Length > 0 && stray.Type?.Contains("::", StringComparison.Ordinal) == true) yield return stray;
        }
    }

    public bool Contains(string name) => byName.ContainsKey(name);

    public ResourceEntry? Find(string name) => byName.TryGetValue(name, out var entry) ? entry : null;
}
