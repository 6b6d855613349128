using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation.Sam;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>A resource as written, loops unrolled.</summary>
internal readonly record struct ResourceEntry(string Name, MappingEntry Written, Scope? Scope)
{
    public SyntaxNode Key => Written.Key;

    public SyntaxNode Body => Written.Value;

    /// <summary>Its type, or the whole of it, is brought in from a file before the template is deployed.</summary>
    public bool IsModule => Intrinsic.TryRead(Body, out _)
        || (Nodes.Find(Nodes.Mapping(Body), "Type") is { } type && Intrinsic.TryRead(type, out _));

    public string? Type => Nodes.Text(Nodes.Find(Nodes.Mapping(Body), "Type"));
}

/// <summary>The resources of a template by name, before their values are read.</summary>
internal sealed class ResourceNames
{
    /// <summary>Where in <see cref="Entries"/> each name is; shared by the readings of a text whose names stay the same.</summary>
    public IReadOnlyDictionary<string, int> Places { get; private set; } = new Dictionary<string, int>();

    /// <summary>In order of the text.</summary>
    public ImmutableArray<ResourceEntry> Entries { get; private set; } = [];

    /// <summary>The entries as far as they are known, for a loop whose collection names one above it.</summary>
    private IReadOnlyList<ResourceEntry> known = [];

    /// <summary>Entries that are only tried.</summary>
    private ImmutableArray<ResourceEntry> added = [];

    /// <summary>Finds the names; loops are unrolled by the parameters' values, which must be there by now.</summary>
    public void Load(Reading reading)
    {
        var entries = new List<ResourceEntry>();
        known = entries;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        Places = places;
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
                    if (places.TryAdd(entry.Name, entries.Count)) entries.Add(entry);
                }
                else if (entry.Name.Length > 0 && places.TryAdd(entry.Name, entries.Count)) entries.Add(entry);
            }
        }
        else if (reading.Section("Resources") is { } other && Intrinsic.TryRead(other, out _))
        {
            reading.Hide("the resources are brought in from elsewhere");
            reading.NamesAreOpen = true;
        }

        foreach (var entry in Stray(reading.Tree, reading.Root))
        {
            if (places.TryAdd(entry.Name, entries.Count)) entries.Add(entry);
        }

        Entries = [.. entries];
        HasSam = Entries.Any(e => SamNames.IsSam(e.Type));
    }

    /// <summary>Takes the entries of a section that is known to hold nothing but resources, without a look at what they say.</summary>
    /// <param name="section">The section.</param>
    /// <param name="places">Where each name is, if that is known.</param>
    public void Take(MappingNode section, IReadOnlyDictionary<string, int>? places)
    {
        var entries = ImmutableArray.CreateBuilder<ResourceEntry>(section.Entries.Length);
        foreach (var written in section.Entries) entries.Add(new ResourceEntry(written.Name, written, null));
        Entries = entries.MoveToImmutable();
        known = Entries;
        Places = places ?? Entries.Select((entry, at) => (entry.Name, at)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>These names, and as the only entries those that are tried.</summary>
    public ResourceNames With(ImmutableArray<MappingEntry> tried)
    {
        ImmutableArray<ResourceEntry> entries = [.. tried.Select(static written => new ResourceEntry(written.Name, written, null))];
        return new ResourceNames { Entries = entries, known = known, Places = Places, added = [.. entries.Skip(1)] };
    }

    /// <summary>Some resource is one of SAM's.</summary>
    public bool HasSam { get; private set; }

    public static string HiddenModule(string name) => $"`{name}` is a module, whose resources are not seen here";

    /// <summary>
    /// Resources that a broken or missing line above them, such as <c>Resources</c> without its colon, has put at the top level or
    /// into the section before.
    /// </summary>
    public static IEnumerable<ResourceEntry> Stray(SyntaxTree tree, MappingNode root)
    {
        var isLost = root.Find("Resources") is null;
        if (tree.Errors.IsEmpty && !isLost) yield break;
        foreach (var entry in root.Entries)
        {
            if (!tree.Errors.IsEmpty && IsStray(entry)) yield return new ResourceEntry(entry.Name, entry, null);
            if (!isLost || (tree.Errors.IsEmpty && !IsSection(entry.Name)) || entry.Value is not MappingNode section) continue;
            foreach (var inner in section.Entries)
            {
                if (IsStray(inner)) yield return new ResourceEntry(inner.Name, inner, null);
            }
        }
    }

    private static bool IsSection(string name) => name is "Parameters" or "Mappings" or "Conditions" or "Rules" or "Metadata" or "Globals" or "Outputs";

    /// <summary>Whether an entry has a resource's type, whose three parts tell it from a parameter's.</summary>
    private static bool IsStray(MappingEntry entry) =>
        entry.Name.Length > 0
        && Nodes.Text(Nodes.Find(Nodes.Mapping(entry.Value), "Type")) is { } type
        && type.Split("::") is [_, _, _] parts && parts.All(part => part.Length > 0 && part.All(char.IsAsciiLetterOrDigit));

    public bool Contains(string name) => Places.ContainsKey(name) || added.Any(entry => entry.Name == name);

    public ResourceEntry? Find(string name) => Places.TryGetValue(name, out var at) ? known[at] : null;
}
