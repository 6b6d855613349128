using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation.Sam;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Reads a CloudFormation template, the serverless kind included.</summary>
internal static class CloudFormationReader
{
    public static Template? Read(SyntaxTree tree, TemplateContext context, CancellationToken cancellation)
    {
        if (Nodes.Mapping(tree.Root) is not { } root) return null;
        var reading = new Reading(tree, root, context, nesting: 0, cancellation);
        var resources = new SamExpansion(reading, new ResourceReader(reading).ReadAll()).Expand();
        var roots = ReadRoots(reading, resources);
        reading.Conditions.ReadAll();
        if (tree.Errors.IsEmpty && tree.Documents.Length > 1)
            reading.Problems.Add(reading.PlaceOf(tree.Documents[1]), "A template is one YAML document, and here a second one begins. Take out the `---` above, or put this part into a file of its own.");
        return new Template
        {
            Framework = Framework.CloudFormation,
            Documents = [tree.Text],
            Resources = resources,
            Roots = roots,
            ResourcesPlace = KeyPlace(root, "Resources", reading),
            Suppressions = SuppressionReader.Read(reading, resources),
            Problems = reading.Problems.ToArray(),
            Hidden = [.. reading.Hidden],
            Account = reading.Context.ParameterValues.GetValueOrDefault(PseudoParameter.AccountId),
        };
    }

    private static MapValue ReadRoots(Reading reading, ImmutableArray<Resource> resources)
    {
        var entries = new List<MapEntry>(3);
        foreach (var section in (ReadOnlySpan<string>)["Parameters", "Resources", "Outputs"])
        {
            if (KeyPlace(reading.Root, section, reading) is not { } keyPlace || reading.Section(section) is not { } node) continue;
            var value = section == "Resources" ? Bodies(reading, node, resources) : ReadSection(reading, node);
            entries.Add(new MapEntry(section, keyPlace, value));
        }

        return new MapValue
        {
            Entries = [.. entries],
            IsOpen = reading.Transforms.ChangesEverything,
            Place = reading.PlaceOf(reading.Root),
        };
    }

    private static Value ReadSection(Reading reading, SyntaxNode node) =>
        Nodes.IsEmpty(node) ? new MapValue { Entries = [], Place = reading.PlaceOf(node) } : reading.Values.Read(node);

    /// <summary>The resources as written, sharing the bodies of the model; derived ones are left out.</summary>
    private static MapValue Bodies(Reading reading, SyntaxNode section, ImmutableArray<Resource> resources) => new()
    {
        Entries =
        [
            .. resources.Where(r => r.DerivedFrom is null).Select(r => new MapEntry(r.Name, r.NamePlace, r.Body)),
        ],
        IsOpen = reading.NamesAreOpen,
        Place = reading.PlaceOf(section),
    };

    private static Place? KeyPlace(MappingNode root, string key, Reading reading)
    {
        foreach (var entry in Nodes.Entries(root))
        {
            if (entry.Name == key) return reading.PlaceOf(entry.Key);
        }

        return null;
    }
}
