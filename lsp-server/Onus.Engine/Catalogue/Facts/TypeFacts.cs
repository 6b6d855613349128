using Onus.Engine.Catalogue.Reading;

namespace Onus.Engine.Catalogue.Facts;

/// <summary>The shapes of one resource type, read from its block of the facts.</summary>
internal sealed class TypeFacts
{
    private readonly Dictionary<string, Dictionary<string, PropertyFact>> shapes;
    private readonly List<string> replacingPaths;

    private TypeFacts(Dictionary<string, Dictionary<string, PropertyFact>> shapes, List<string> replacingPaths)
    {
        this.shapes = shapes;
        this.replacingPaths = replacingPaths;
    }

    public IReadOnlyCollection<PropertyFact> Properties => shapes[""].Values;

    /// <param name="block">The lines of the type's block after its first.</param>
    public static TypeFacts Read(ReadOnlySpan<char> block)
    {
        var current = new Dictionary<string, PropertyFact>();
        var shapes = new Dictionary<string, Dictionary<string, PropertyFact>> { [""] = current };
        var replacing = new List<string>();
        foreach (var range in block.Split('\n'))
        {
            var line = block[range];
            if (line.IsEmpty) continue;
            if (line[0] == '.')
            {
                current = [];
                shapes[line[1..].ToString()] = current;
            }
            else if (line.StartsWith(" ^ "))
            {
                replacing.Add(line[3..].ToString());
            }
            else
            {
                var fact = ReadProperty(line[1..].ToString());
                current[fact.Name] = fact;
            }
        }

        return new TypeFacts(shapes, replacing);
    }

    /// <summary>Follows names from the top of the resource.</summary>
    /// <param name="path">At least one name.</param>
    /// <param name="withReadOnly">Properties that only AWS sets count as existing.</param>
    public PathAnswer Find(ReadOnlySpan<(string Name, int Depth)> path, bool withReadOnly)
    {
        var kind = ".";
        var replacement = FactReplacement.No;
        PropertyFact? fact = null;
        foreach (var (name, depth) in path)
        {
            fact = Step(kind, name, withReadOnly, out var candidates);
            if (fact is null) return new PathAnswer(null, name, NearestName.To(name, candidates));
            replacement = (FactReplacement)Math.Max((int)replacement, (int)fact.Replacement);
            kind = fact.Kind;
            for (var i = 0; i < depth; i++)
            {
                if (Element(kind, fact.Block) is not { } element) return new PathAnswer(null, name + "[]", name);
                kind = element;
            }
        }

        if (Replaces(path)) replacement = FactReplacement.Always;
        return new PathAnswer(fact! with { Kind = kind, Replacement = replacement });
    }

    private bool Replaces(ReadOnlySpan<(string Name, int Depth)> path)
    {
        foreach (var replacing in replacingPaths)
        {
            var names = replacing.Replace("[]", "", StringComparison.Ordinal).Split('.');
            if (names.Length > path.Length) continue;
            var same = true;
            for (var i = 0; i < names.Length && same; i++) same = names[i] == path[i].Name;
            if (same) return true;
        }

        return false;
    }

    /// <summary>The property of this name below a value of this kind; a list of one may be addressed without its index.</summary>
    private PropertyFact? Step(string kind, string name, bool withReadOnly, out IEnumerable<string> candidates)
    {
        var names = new List<string>();
        candidates = names;
        foreach (var alternative in kind.Split('|'))
        {
            var inner = alternative;
            while (inner.StartsWith("[]", StringComparison.Ordinal)) inner = inner[2..];
            if (inner == "j") return Any(name, "j");
            if (inner.StartsWith("{}", StringComparison.Ordinal)) return Any(name, inner[2..]);
            if (!inner.StartsWith('.') || !shapes.TryGetValue(inner[1..], out var shape)) continue;
            if (shape.TryGetValue(name, out var fact) && (withReadOnly || !fact.ReadOnly)) return fact;
            names.AddRange(shape.Values.Where(other => withReadOnly || !other.ReadOnly).Select(other => other.Name));
        }

        return null;
    }

    private static string? Element(string kind, bool block)
    {
        foreach (var alternative in kind.Split('|'))
        {
            if (alternative.StartsWith("[]", StringComparison.Ordinal) || alternative.StartsWith("{}", StringComparison.Ordinal))
                return alternative[2..];
            // A block that may stand once only is still written as a list of one by some.
            if (alternative == "j" || (block && alternative.StartsWith('.'))) return alternative;
        }

        return null;
    }

    private static PropertyFact Any(string name, string kind) => new(name, kind, false, FactReplacement.No, false, false, false);

    private static PropertyFact ReadProperty(string line)
    {
        var parts = line.Split(' ');
        var flags = parts.Length > 2 ? parts[2] : "";
        var replacement = flags.Contains('+') ? FactReplacement.Always : flags.Contains('~') ? FactReplacement.Maybe : FactReplacement.No;
        return new PropertyFact(
            parts[0],
            parts[1],
            flags.Contains('!'),
            replacement,
            flags.Contains('='),
            flags.Contains('%'),
            flags.Contains('*') || flags.Contains('$'));
    }
}
