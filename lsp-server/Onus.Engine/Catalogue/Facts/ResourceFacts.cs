using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Facts;

/// <summary>
/// The names, kinds and flags of all resource types, from <c>schemas/resource-facts</c>. Used when the catalogue is built and
/// tested; not shipped. Not for use by several threads at once.
/// </summary>
internal sealed class ResourceFacts
{
    private static readonly HashSet<string> CloudFormationAttributes =
        ["Condition", "CreationPolicy", "DeletionPolicy", "DependsOn", "Metadata", "Type", "UpdatePolicy", "UpdateReplacePolicy"];

    private static readonly HashSet<string> TerraformArguments =
        ["connection", "count", "depends_on", "dynamic", "for_each", "lifecycle", "provider", "provisioner"];

    private readonly Dictionary<string, Entry> entries = [];

    private ResourceFacts()
    {
    }

    /// <summary>Reads the two texts of <c>schemas/resource-facts</c>.</summary>
    public static ResourceFacts Read(string cloudFormation, string terraform)
    {
        var facts = new ResourceFacts();
        facts.Index(cloudFormation, Framework.CloudFormation);
        facts.Index(terraform, Framework.Terraform);
        return facts;
    }

    /// <summary>Types in the order of the texts; Terraform data sources are not among them.</summary>
    public IEnumerable<string> Types(Framework framework) =>
        entries.Where(entry => entry.Value.Framework == framework && !IsData(entry.Key)).Select(entry => entry.Key);

    public bool HasType(string type) => entries.ContainsKey(type);

    /// <summary>The existing type that was probably meant; null where none is near.</summary>
    public string? NearestType(string type)
    {
        var framework = type.StartsWith("AWS::", StringComparison.Ordinal) ? Framework.CloudFormation : Framework.Terraform;
        return NearestName.To(type, Types(framework));
    }

    /// <summary>Losing the resource loses data (CloudFormation only).</summary>
    public bool IsStateful(string type) => entries.TryGetValue(type, out var entry) && entry.Stateful;

    /// <summary>The properties at the top of a type, those AWS sets included; empty for an unknown type.</summary>
    public IReadOnlyCollection<PropertyFact> PropertiesOf(string type) => FactsOf(type)?.Properties ?? [];

    /// <summary>
    /// Looks up a path of the expression language, such as <c>Properties.Rules[].Action</c> or <c>rule[].action</c>. A path into
    /// free-form JSON or a map exists whatever its names.
    /// </summary>
    public PathAnswer Find(string type, string path)
    {
        if (!entries.TryGetValue(type, out var entry)) return new PathAnswer(null, type, NearestType(type));
        var segments = FactPath.Parse(path);
        if (segments.Count == 0) return new PathAnswer(null, path);
        var root = segments[0].Name;
        if (entry.Framework == Framework.Terraform)
        {
            return TerraformArguments.Contains(root)
                ? new PathAnswer(Free(segments))
                : FactsOf(type)!.Find([.. segments], withReadOnly: IsData(type));
        }

        if (root != "Properties")
        {
            return CloudFormationAttributes.Contains(root)
                ? new PathAnswer(Free(segments))
                : new PathAnswer(null, root, NearestName.To(root, [.. CloudFormationAttributes, "Properties"]));
        }

        return segments.Count == 1 ? new PathAnswer(Free(segments)) : FactsOf(type)!.Find([.. segments[1..]], withReadOnly: false);
    }

    /// <summary>Whether a change at this path always replaces the resource; false where the path does not exist or nobody says.</summary>
    public bool IsCreateOnly(string type, string path) => Find(type, path).Fact?.Replacement == FactReplacement.Always;

    private static bool IsData(string type) => type.StartsWith("data.", StringComparison.Ordinal);

    private static PropertyFact Free(List<(string Name, int Depth)> segments) =>
        new(segments[^1].Name, "j", false, FactReplacement.No, false, false, false);

    private TypeFacts? FactsOf(string type) => entries.TryGetValue(type, out var entry) ? entry.Facts : null;

    private void Index(string text, Framework framework)
    {
        Entry? open = null;
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            if (end > at && text[at] is not (' ' or '.' or '#'))
            {
                open?.EndAt(at);
                var line = text.AsSpan(at, end - at);
                var blank = line.IndexOf(' ');
                open = new Entry(text, framework, Math.Min(end + 1, text.Length), blank >= 0);
                entries[(blank < 0 ? line : line[..blank]).ToString()] = open;
            }

            at = end + 1;
        }

        open?.EndAt(text.Length);
    }

    /// <summary>A type's place in its text; read when first asked for.</summary>
    private sealed class Entry(string text, Framework framework, int start, bool stateful)
    {
        private int end;
        private TypeFacts? facts;

        public Framework Framework => framework;

        public bool Stateful => stateful;

        public TypeFacts Facts => facts ??= TypeFacts.Read(text.AsSpan(start, end - start));

        public void EndAt(int offset) => end = offset;
    }
}
