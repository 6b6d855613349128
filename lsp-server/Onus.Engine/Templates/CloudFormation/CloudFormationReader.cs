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
        var (written, resourceOf) = new ResourceReader(reading).ReadAll();
        var resources = new SamExpansion(reading, written).Expand();
        var sections = ReadSections(reading);
        reading.Conditions.ReadAll();
        if (tree.Errors.IsEmpty && tree.Documents.Length > 1)
            reading.Problems.Add(reading.PlaceOf(tree.Documents[1]), "A template is one YAML document, and here a second one begins. Take out the `---` above, or put this part into a file of its own.");
        var metadata = SuppressionReader.ReadMetadata(reading);
        var record = new ReadingRecord(reading, resourceOf, reading.Names.Places, [.. reading.HangingOnErrors], !tree.Errors.IsEmpty, metadata, context.ParameterValues, context.UnknownValues, TextHistory.None);
        return Make(reading, resources, sections, record);
    }

    /// <summary>Puts the template together.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="resources">The resources.</param>
    /// <param name="sections">What <see cref="ReadSections"/> gave.</param>
    /// <param name="record">For the next reading.</param>
    /// <param name="index">Where the resources are by name and type, if that is known.</param>
    public static Template Make(Reading reading, ImmutableArray<Resource> resources, ImmutableArray<MapEntry> sections, ReadingRecord record, ResourceIndex? index = null) => new()
    {
        Framework = Framework.CloudFormation,
        Documents = [reading.Tree.Text],
        Resources = resources,
        Declarations = reading.Transforms.ChangesEverything ? default : sections,
        ReadRoots = Roots(reading, resources, sections),
        ResourcesPlace = KeyPlace(reading.Root, "Resources", reading),
        Suppressions = SuppressionReader.Read(reading, resources, record.Metadata),
        Problems = reading.Problems.ToArray(),
        Hidden = [.. reading.Hidden],
        Account = reading.Context.ParameterValues.GetValueOrDefault(PseudoParameter.AccountId),
        KnownIndex = index,
        Record = reading.IsPlain ? record : null,
    };

    /// <summary>What parameters and outputs say.</summary>
    public static ImmutableArray<MapEntry> ReadSections(Reading reading)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>(2);
        foreach (var section in (ReadOnlySpan<string>)["Parameters", "Outputs"])
        {
            if (KeyPlace(reading.Root, section, reading) is { } keyPlace && reading.Section(section) is { } node)
                entries.Add(new MapEntry(section, keyPlace, ReadSection(reading, node)));
        }

        return entries.ToImmutable();
    }

    private static Value ReadSection(Reading reading, SyntaxNode node) =>
        Nodes.IsEmpty(node) ? new MapValue { Entries = [], Place = reading.PlaceOf(node) } : reading.Values.Read(node);

    /// <summary>The roots, made when they are first asked for: few look at all that a template says.</summary>
    private static Func<MapValue> Roots(Reading reading, ImmutableArray<Resource> resources, ImmutableArray<MapEntry> sections)
    {
        var place = reading.PlaceOf(reading.Root);
        var (isOpen, namesAreOpen) = (reading.Transforms.ChangesEverything, reading.NamesAreOpen);
        var keyPlace = KeyPlace(reading.Root, "Resources", reading);
        Place? bodiesPlace = reading.Section("Resources") is { } section ? reading.PlaceOf(section) : null;
        return () =>
        {
            var entries = sections.Where(entry => entry.Key == "Parameters").ToList();
            if (keyPlace is { } key && bodiesPlace is { } around) entries.Add(new MapEntry("Resources", key, Bodies(resources, namesAreOpen, around)));
            entries.AddRange(sections.Where(entry => entry.Key != "Parameters"));
            return new MapValue { Entries = [.. entries], IsOpen = isOpen, Place = place };
        };
    }

    /// <summary>The resources as written, sharing the bodies of the model; derived ones are left out.</summary>
    private static MapValue Bodies(ImmutableArray<Resource> resources, bool isOpen, Place place) => new()
    {
        Entries = [.. resources.Where(r => r.DerivedFrom is null).Select(r => new MapEntry(r.Name, r.NamePlace, r.Body))],
        IsOpen = isOpen,
        Place = place,
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
