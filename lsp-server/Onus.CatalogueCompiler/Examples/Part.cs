using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.CatalogueCompiler.Examples;

/// <summary>A piece of an example, free of any syntax, to be written in many styles.</summary>
internal abstract record Part
{
    public static Part Of(SyntaxNode node) => node switch
    {
        MappingNode map => new MapPart([.. map.Entries.Select(e => (e.Name, Of(e.Value)))]) { Tag = map.Tag },
        SequenceNode list => new ListPart([.. list.Items.Select(Of)]) { Tag = list.Tag },
        ScalarNode scalar => new TextPart(scalar.Value, scalar.Style == ScalarStyle.Plain && ReadsAsOther(scalar.Value)) { Tag = scalar.Tag },
        _ => throw new InvalidOperationException("Examples have no aliases."),
    };

    public string? Tag { get; init; }

    /// <summary>Whether YAML reads the word as a number, a boolean or null.</summary>
    public static bool ReadsAsOther(string value) =>
        value is "true" or "false" or "null" or "" || double.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);

    public static MapPart Map(params (string, Part)[] entries) => new([.. entries]);
}

internal sealed record MapPart(ImmutableArray<(string Key, Part Value)> Entries) : Part
{
    public MapPart With(string key, Part value)
    {
        var at = Entries.ToList().FindIndex(e => e.Key == key);
        return this with { Entries = at < 0 ? Entries.Add((key, value)) : Entries.SetItem(at, (key, value)) };
    }

    public Part? Find(string key) => Entries.FirstOrDefault(e => e.Key == key).Value;
}

internal sealed record ListPart(ImmutableArray<Part> Items) : Part;

internal sealed record TextPart(string Text, bool IsBare) : Part;
