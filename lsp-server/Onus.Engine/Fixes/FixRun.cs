using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Encoded;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>One try of a plan on the drafts.</summary>
internal sealed class FixRun
{
    private readonly Analysis analysis;
    private readonly Template template;
    private readonly Finding finding;
    private readonly FixPlan plan;
    private readonly FixDrafts drafts;
    private readonly ListStrategy lists;
    private readonly ImmutableArray<PathSegment> findingPath;
    private bool usedSource;

    /// <summary>The finding's path as it is written, which in SAM may have another name.</summary>
    private ImmutableArray<PathSegment> WrittenFinding => Written(findingPath) ?? findingPath;

    public FixRun(Analysis analysis, Template template, Finding finding, FixPlan plan, FixDrafts drafts, ListStrategy lists)
    {
        this.analysis = analysis;
        this.template = template;
        this.finding = finding;
        this.plan = plan;
        this.drafts = drafts;
        this.lists = lists;
        findingPath = PathOf(analysis, finding);
    }

    /// <summary>
    /// The finding's path in the text's own words: the template's own sections are told by place, and a policy's parts have their
    /// names in the document.
    /// </summary>
    private static ImmutableArray<PathSegment> PathOf(Analysis analysis, Finding finding)
    {
        if (finding.Binding.Type != "Template") return [.. PathSegment.Parse(finding.Path).Select(AsWritten)];
        var tree = analysis.Trees.FirstOrDefault(tree => tree.Text.Path == finding.Place.Document.Path);
        return tree is not null && SlotFinder.At(tree, finding.Place.Span) is { } slot ? SlotFinder.PathOf(slot) : [];
    }

    private static PathSegment AsWritten(PathSegment segment) => segment.Key switch
    {
        "actions" => segment with { Key = "Action" },
        "not_actions" => segment with { Key = "NotAction" },
        "resources" => segment with { Key = "Resource" },
        "not_resources" => segment with { Key = "NotResource" },
        _ => segment,
    };

    private SourceText Document => finding.Binding.Type == "Template" ? finding.Place.Document : finding.Resource.NamePlace.Document;

    /// <summary>Carries out all steps. False where one cannot be done for sure.</summary>
    public bool Execute()
    {
        if (plan is { ForgetsDefault: true, Source: { } given }) return given.Forget(drafts);
        if (plan is { Source: { } source, Steps: [{ Action: FixAction.Set, Value: FixScalar value } only] } && IsFindingsPath(PathSegment.Parse(only.Path)) && IsPlain(value))
            return source.Set(drafts, value);
        if (drafts.For(Document) is not { } draft) return false;
        if (BodyPath(draft.Original) is not { } body) return false;
        var resolver = new ValueResolver(template.Framework, draft.Original.Language, Local(finding.Resource), plan.Fills);
        var runner = new StepRunner(draft, body, WrittenFinding, finding.Place, lists)
        {
            StandsOnOffender = finding.Offender is ScalarValue or UnknownValue,
            DocumentElsewhere = AddToBlock,
            Style = StyleOf(draft, body),
        };
        var isRepeated = SlotFinder.Follow(draft.Original, body) is { } whole && Companions.IsRepeated(whole);
        // Of several none has a name that the text could refer to.
        if (isRepeated && plan.Steps.Any(step => ValueResolver.MentionsSelf(step.Value))) return false;
        drafts.ChangesLoop = isRepeated && template.Framework == Framework.CloudFormation;
        var steps = StepGroups.Of(plan.Steps, findingPath);
        // Where single values go to places of their own, each step stays alone.
        var apart = plan.Source is not null || finding.Resource.DerivedFrom is not null;
        foreach (var step in apart ? steps : StepGroups.Joined(steps))
        {
            if (!Execute(step, draft, body, runner, resolver)) return false;
        }

        if (plan.Source is not null && !usedSource) return false;
        drafts.ChangesBranch |= runner.ChangedBranch;
        drafts.DropsCondition |= runner.DroppedCondition;
        drafts.ReplacesComputed |= runner.ReplacedComputed;
        foreach (var parameter in resolver.Parameters)
        {
            if (!draft.Apply(Companions.AddParameter(draft.Page, template.Framework, parameter, StyleOf(draft, body)))) return false;
        }

        return true;
    }

    private static bool IsPlain(FixScalar value) => !value.Text.Contains('<', StringComparison.Ordinal);

    private bool Execute(FixStep step, Draft draft, ImmutableArray<PathSegment> body, StepRunner runner, ValueResolver resolver)
    {
        var value = step.Value is null ? null : resolver.Resolve(step.Value);
        var path = PathSegment.Parse(step.Path);
        return step.Action switch
        {
            FixAction.Remove => Written(path) is { } removed ? !IsNameInUse(removed, draft, body) && runner.Remove(removed) : IsFindingsPath(path) && RemoveAtPlace(draft),
            FixAction.Set when value is null => false,
            FixAction.Set when plan.Source is { } source && IsFindingsPath(path) => value is FixScalar scalar && (usedSource = source.Set(drafts, scalar)),
            FixAction.Set when ElsewhereSlot(path, value) is { } slot => drafts.For(finding.Place.Document) is { } other && other.Apply(Rewriting.Replace(other.LastRead, slot, value)),
            FixAction.Set => Written(path) is { } written ? runner.Set(written, value) && SetNeeded(path, runner) : IsFindingsPath(path) && SetAtPlace(draft, value),
            FixAction.AddResource when step.ResourceType is { } type => AddResource(draft, body, step, type, value ?? new FixMap([])),
            _ => false,
        };
    }

    /// <summary>
    /// The path under which a property stands in the text; null where it cannot be written. Attributes beside the properties are
    /// written under their own names.
    /// </summary>
    private ImmutableArray<PathSegment>? Written(ImmutableArray<PathSegment> path)
    {
        if (finding.Resource.DerivedFrom is not { } source || path.IsEmpty) return path;
        if (path[0].Key != "Properties") return source == finding.Resource.Name ? path : null;
        foreach (var (derived, written, _) in finding.Resource.WrittenAs)
        {
            var from = PathSegment.Parse(derived);
            if (path.Length >= from.Length && path.Take(from.Length).Select(p => p.Key).SequenceEqual(from.Select(p => p.Key)))
            {
                var to = PathSegment.Parse(written);
                return [.. to[..^1], to[^1] with { IsItem = path[from.Length - 1].IsItem, Index = path[from.Length - 1].Index }, .. path[from.Length..]];
            }
        }

        return null;
    }

    /// <summary>What SAM's form of a property cannot do without; what stands there already stays.</summary>
    private bool SetNeeded(ImmutableArray<PathSegment> path, StepRunner runner)
    {
        foreach (var (derived, _, needs) in finding.Resource.WrittenAs)
        {
            if (needs is not { } needed || !PathSegment.Parse(derived).SequenceEqual(path)) continue;
            return runner.Has(PathSegment.Parse(needed.Path)) || runner.Set(PathSegment.Parse(needed.Path), new FixScalar(needed.Text, ScalarKind.Text));
        }

        return true;
    }

    /// <summary>Where SAM has no property of the name, the offending value itself may still stand in the text.</summary>
    private Slot? OffenderSlot(Draft draft) =>
        finding.Offender is ScalarValue { Derivation: null } offender && SlotFinder.At(draft.Original, finding.Place.Span) is { Value: ScalarNode { Tag: null } scalar } slot
            && (scalar.Value == offender.Text || offender.Text.EndsWith("/" + scalar.Value, StringComparison.Ordinal)) && finding.Resource.WholePlace.Span.Contains(scalar.Span)
            ? slot
            : null;

    /// <summary>
    /// The offending value in a document that the resource only refers to, such as a policy document of its own: a placeholder for
    /// the whole takes the place of that part.
    /// </summary>
    private Slot? ElsewhereSlot(ImmutableArray<PathSegment> path, FixValue value)
    {
        if (value is not FixScalar { Tag: null } words || !Placeholders.AreIn(words.Text) || findingPath.Length <= path.Length) return null;
        if (!path.Select(segment => segment.Key).SequenceEqual(findingPath.Take(path.Length).Select(segment => segment.Key))) return null;
        if (finding.Offender is not ScalarValue { Derivation: null } offender || finding.Resource.DerivedFrom is not null) return null;
        var (place, resource) = (finding.Place, finding.Resource.WholePlace);
        if (place.Document.Path == resource.Document.Path && resource.Span.Contains(place.Span)) return null;
        var tree = drafts.For(place.Document)?.Original;
        return tree is not null && SlotFinder.At(tree, place.Span) is { Value: ScalarNode { Tag: null } scalar } slot && scalar.Value == offender.Text ? slot : null;
    }

    private bool RemoveAtPlace(Draft draft) =>
        OffenderSlot(draft) is { Sequence: not null } slot && draft.Apply(Removal.Remove(draft.LastRead, slot));

    private bool SetAtPlace(Draft draft, FixValue value) =>
        OffenderSlot(draft) is { } slot && value is FixScalar && draft.Apply(Rewriting.Replace(draft.LastRead, slot, value));

    /// <summary>A name that is taken away must not be one by which other parts of the template know the resource.</summary>
    private static bool IsNameInUse(ImmutableArray<PathSegment> path, Draft draft, ImmutableArray<PathSegment> body)
    {
        if (path.IsEmpty || !path[^1].Key.EndsWith("Name", StringComparison.OrdinalIgnoreCase)) return false;
        var value = SlotFinder.Follow(draft.Page.Tree, [.. body, .. path])?.Value;
        if (value is MappingNode { Entries: [{ Name: "Fn::Sub", Value: ScalarNode inner }] }) value = inner;
        return value is ScalarNode { Tag: null or "!Sub", Value.Length: > 2 } name && draft.Page.Tree.Root is { } root && Mentions(root, name);
    }

    private static bool Mentions(SyntaxNode node, ScalarNode name) => node switch
    {
        MappingNode mapping => mapping.Entries.Any(entry => Mentions(entry.Value, name)),
        SequenceNode sequence => sequence.Items.Any(item => Mentions(item, name)),
        ScalarNode scalar => scalar != name && scalar.Value.Contains(name.Value, StringComparison.Ordinal),
        _ => false,
    };

    private bool IsFindingsPath(ImmutableArray<PathSegment> path) =>
        path.Select(segment => segment.Key).SequenceEqual(findingPath.Select(segment => segment.Key));

    /// <summary>Where the resource's body stands, from the root; empty for the template as a whole.</summary>
    private ImmutableArray<PathSegment>? BodyPath(SyntaxTree tree)
    {
        if (finding.Binding.Type == "Template") return [];
        return SlotFinder.BodyOf(tree, finding.Resource) is { } slot ? SlotFinder.PathOf(slot) : null;
    }

    private bool AddResource(Draft draft, ImmutableArray<PathSegment> body, FixStep step, string type, FixValue value)
    {
        // What SAM derives under a name of its own cannot be referred to for sure.
        if (finding.Resource.DerivedFrom is { } source && source != finding.Resource.Name && ValueResolver.MentionsSelf(step.Value)) return false;
        if (Existing(step, type) is { } companion) return MergeInto(companion, step, value);
        if (body.IsEmpty || SlotFinder.Follow(draft.Page.Tree, body) is not { } slot) return false;
        // In one of Terraform's encodings the body is an item of a list under the name label.
        while (slot.Entry is null && slot.Parent is { } above) slot = above;
        var name = Companions.NameFor(template, finding.Resource, type);
        var style = StyleOf(draft, body);
        return draft.Apply(template.Framework == Framework.CloudFormation
            ? Companions.AddToCloudFormation(draft.Page, slot, name, type, value, style)
            : Companions.AddToTerraform(draft.Page, slot, type, name, value as FixMap ?? new FixMap([]), style));
    }

    /// <summary>A resource of the type that belongs to the resource under test already, unless several may.</summary>
    private Resource? Existing(FixStep step, string type)
    {
        if (!ValueResolver.MentionsSelf(step.Value) || (step.Value is FixMap map && ItemIdentity.HasName(map))) return null;
        return template.OfType(type).FirstOrDefault(other => Mentions(other.Body, finding.Resource.Name));
    }

    private static bool Mentions(Value value, string name) => value switch
    {
        UnknownValue unknown => unknown.Reference?.Name == name,
        ListValue list => list.Items.Any(item => Mentions(item, name)),
        MapValue map => map.Entries.Any(entry => Mentions(entry.Value, name)),
        ChoiceValue choice => Mentions(choice.Then, name) || Mentions(choice.Else, name),
        _ => false,
    };

    /// <summary>Brings a companion that exists to what the recipe asks: its link stays, its lists are added to.</summary>
    private bool MergeInto(Resource companion, FixStep step, FixValue value)
    {
        if (drafts.For(companion.NamePlace.Document) is not { } draft || value is not FixMap map || step.Value is not FixMap recipe) return false;
        if (SlotFinder.BodyOf(draft.Page.Tree, companion) is not { } slot) return false;
        var runner = new StepRunner(draft, SlotFinder.PathOf(slot), [], null, lists) { DocumentElsewhere = AddToBlock, Style = StyleOf(draft, SlotFinder.PathOf(slot)) };
        var isCloudFormation = template.Framework == Framework.CloudFormation;
        foreach (var ((key, wanted), (_, written)) in map.Entries.Zip(recipe.Entries))
        {
            if (written is FixScalar && ValueResolver.MentionsSelf(written)) continue;
            ImmutableArray<PathSegment> path = isCloudFormation ? [new PathSegment("Properties"), new PathSegment(key)] : [new PathSegment(key)];
            if (!runner.Set(path, wanted)) return false;
        }

        return true;
    }

    /// <summary>Adds a policy's statements to the block that the policy is made of.</summary>
    private bool AddToBlock(string reference, EncodedObject document)
    {
        var name = finding.Resource.Name[..^Local(finding.Resource).Name.Length] + reference;
        // What other policies are made of too is not this one's to change.
        if (analysis.Trees.Sum(tree => tree.Text.Content.Split(reference + ".json").Length - 1) > 1) return false;
        if (template.Find(name) is not { } block || drafts.For(block.NamePlace.Document) is not { } draft) return false;
        if (SlotFinder.BodyOf(draft.Page.Tree, block) is not { } body || document.Find("Statement") is not EncodedList statements) return false;
        var path = SlotFinder.PathOf(body);
        var runner = new StepRunner(draft, path, [], null, lists) { Style = StyleOf(draft, path) };
        foreach (var statement in statements.Items)
        {
            if (PolicyBlock.Of(statement) is not { } made || !runner.Add([new PathSegment("statement")], made)) return false;
        }

        return true;
    }

    /// <summary>How the file writes values: where its resources' bodies stand in lists, so do the blocks inside.</summary>
    private ValueStyle StyleOf(Draft draft, ImmutableArray<PathSegment> body) => new(
        template.Framework == Framework.Terraform && body is [.., { IsItem: true }], draft.LastRead.Habits.SortsKeys, analysis.Catalogue.List(ValueStyle.MapsList) ?? []);

    /// <summary>Inside a module its resources go by their own names.</summary>
    private Resource Local(Resource resource)
    {
        if (template.Framework == Framework.CloudFormation || !resource.Name.StartsWith("module.", StringComparison.Ordinal)) return resource;
        var at = resource.Name.LastIndexOf(resource.Type + ".", StringComparison.Ordinal);
        return at <= 0 ? resource : new Resource
        {
            Name = resource.Name[at..],
            Type = resource.Type,
            NamePlace = resource.NamePlace,
            TypePlace = resource.TypePlace,
            WholePlace = resource.WholePlace,
            Body = resource.Body,
        };
    }
}
