using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
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
        findingPath = PathSegment.Parse(finding.Path);
    }

    private SourceText Document => finding.Binding.Type == "Template" ? finding.Place.Document : finding.Resource.NamePlace.Document;

    /// <summary>Carries out all steps. False where one cannot be done for sure.</summary>
    public bool Execute()
    {
        if (plan is { Source: { } source, Steps: [{ Action: FixAction.Set, Value: FixScalar value } only] } && IsFindingsPath(PathSegment.Parse(only.Path)))
            return !ValueResolver.MentionsSelf(value) && !ValueResolver.WordsIn(value).Any() && source.Set(drafts, value);
        if (drafts.For(Document) is not { } draft) return false;
        if (BodyPath(draft.Original) is not { } body) return false;
        var resolver = new ValueResolver(template.Framework, draft.Original.Language, Local(finding.Resource), plan.Fills);
        var runner = new StepRunner(draft, body, WrittenFinding, finding.Place, lists);
        var steps = StepGroups.Of(plan.Steps, findingPath);
        // Where single values go to places of their own, each step stays alone.
        var apart = plan.Source is not null || finding.Resource.DerivedFrom is not null;
        foreach (var step in apart ? steps : StepGroups.Joined(steps))
        {
            if (!Execute(step, draft, body, runner, resolver)) return false;
        }

        drafts.ChangesBranch |= runner.ChangedBranch;
        foreach (var parameter in resolver.Parameters)
        {
            if (!draft.Apply(Companions.AddParameter(draft.Page, template.Framework, parameter))) return false;
        }

        return true;
    }

    private bool Execute(FixStep step, Draft draft, ImmutableArray<PathSegment> body, StepRunner runner, ValueResolver resolver)
    {
        var value = step.Value is null ? null : resolver.Resolve(step.Value);
        var path = PathSegment.Parse(step.Path);
        return step.Action switch
        {
            FixAction.Remove => Written(path) is { } removed && runner.Remove(removed),
            FixAction.Set when value is null => false,
            FixAction.Set when plan.Source is { } source && IsFindingsPath(path) => value is FixScalar scalar && source.Set(drafts, scalar),
            FixAction.Set => Written(path) is { } written && runner.Set(written, value),
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
        foreach (var (derived, written) in finding.Resource.WrittenAs)
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
        return draft.Apply(template.Framework == Framework.CloudFormation
            ? Companions.AddToCloudFormation(draft.Page, slot, name, type, value)
            : Companions.AddToTerraform(draft.Page, slot, type, name, value));
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
        var runner = new StepRunner(draft, SlotFinder.PathOf(slot), [], null, lists);
        var isCloudFormation = template.Framework == Framework.CloudFormation;
        foreach (var ((key, wanted), (_, written)) in map.Entries.Zip(recipe.Entries))
        {
            if (written is FixScalar && ValueResolver.MentionsSelf(written)) continue;
            ImmutableArray<PathSegment> path = isCloudFormation ? [new PathSegment("Properties"), new PathSegment(key)] : [new PathSegment(key)];
            if (!runner.Set(path, wanted)) return false;
        }

        return true;
    }

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
