using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Reading;

/// <summary>A thing wrong with a knowledge file, with its place.</summary>
public sealed record CatalogueProblem(Place Place, string Message)
{
    /// <summary>In the form compilers use, so that a build log links to it.</summary>
    public override string ToString() =>
        $"{Place.Document.Path}({Place.Start.Line + 1},{Place.Start.Character + 1}): error ONUS: {Message}";
}

/// <summary>Reads the fields of one mapping of a knowledge file, and reports what is missing, of the wrong kind, or not known.</summary>
internal sealed class CatalogueFields(SourceText text, SyntaxNode node, List<CatalogueProblem> problems)
{
    private readonly HashSet<string> asked = [];

    public MappingNode? Mapping => node as MappingNode;

    public SyntaxNode? Node(string key)
    {
        asked.Add(key);
        return Mapping?.Find(key)?.Value;
    }

    public string? Text(string key)
    {
        var found = Node(key);
        if (found is null) return null;
        if (found is ScalarNode scalar) return scalar.Value;
        Problem(found, $"`{key}` must be a text.");
        return null;
    }

    public string Required(string key)
    {
        var value = Text(key);
        if (value is null) Problem(node, $"`{key}` is missing.");
        return value ?? "";
    }

    public ImmutableArray<string> Texts(string key) => Node(key) switch
    {
        null => [],
        ScalarNode scalar => [scalar.Value],
        SequenceNode sequence => [.. sequence.Items.OfType<ScalarNode>().Select(item => item.Value)],
        { } other => Wrong(other, key),
    };

    public IEnumerable<SyntaxNode> Items(string key)
    {
        var found = Node(key);
        if (found is null) return [];
        if (found is SequenceNode sequence) return sequence.Items;
        Problem(found, $"`{key}` must be a list.");
        return [];
    }

    public IEnumerable<MappingEntry> Entries(string key)
    {
        var found = Node(key);
        if (found is null) return [];
        if (found is MappingNode mapping) return mapping.Entries;
        Problem(found, $"`{key}` must be a mapping.");
        return [];
    }

    public T OneOf<T>(string key, string? value, params ReadOnlySpan<(string Word, T Value)> words)
    {
        foreach (var (word, meant) in words)
        {
            if (word == value) return meant;
        }

        if (value is not null)
        {
            var known = new List<string>();
            foreach (var (word, _) in words) known.Add(word);
            Problem(Node(key) ?? node, $"`{key}` is `{value}`; it must be one of {string.Join(", ", known)}.");
        }

        return words[0].Value;
    }

    /// <summary>Reports every key that nobody asked for, with the nearest one that is known.</summary>
    public void RejectOthers()
    {
        foreach (var entry in Mapping?.Entries ?? [])
        {
            if (asked.Contains(entry.Name)) continue;
            var nearest = NearestName.To(entry.Name, asked);
            Problem(entry.Key, $"`{entry.Name}` is not a field here{(nearest is null ? "" : $"; did you mean `{nearest}`?")}.");
        }
    }

    public void Problem(SyntaxNode at, string message) => problems.Add(new CatalogueProblem(new Place(text, at.Span), message));

    private ImmutableArray<string> Wrong(SyntaxNode at, string key)
    {
        Problem(at, $"`{key}` must be a text or a list of texts.");
        return [];
    }
}
