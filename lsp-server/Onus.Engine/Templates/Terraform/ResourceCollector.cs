using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Templates.Terraform.Modules;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform;

/// <summary>Gathers the resources of a module and of the modules it calls.</summary>
internal sealed class ResourceCollector
{
    private readonly HashSet<string> seenDocuments = [];
    private readonly List<MapEntry> blocks = [];

    public List<SourceText> Documents { get; } = [];

    public List<Resource> Resources { get; } = [];

    public List<Suppression> Suppressions { get; } = [];

    public Place? ResourcesPlace { get; private set; }

    public MapValue Roots()
    {
        var place = Documents.Count > 0 ? new Place(Documents[0], default) : default;
        return Values.Map([new MapEntry("Blocks", place, Values.Map([.. blocks], place))], place);
    }

    public void Add(ModuleScope scope)
    {
        foreach (var tree in scope.Module.Trees)
        {
            if (!seenDocuments.Add(tree.Text.Path)) continue;
            Documents.Add(tree.Text);
            Suppressions.AddRange(Terraform.Suppressions.OfDocument(tree));
        }

        foreach (var block in scope.Module.Blocks)
        {
            scope.Session.Cancellation.ThrowIfCancellationRequested();
            if (block.Kind == "locals") AddLocals(scope, block);
            else AddBlock(scope, block);
        }

        foreach (var call in scope.Module.Calls.Keys)
        {
            if (scope.Child(call) is { } child) Add(child);
        }
    }

    private void AddBlock(ModuleScope scope, TerraformBlock block)
    {
        var isResource = block.Kind == "resource";
        if (isResource && scope.Parent is null) ResourcesPlace ??= block.KindPlace;
        var instances = block.Kind is "resource" or "data" or "module" ? Instances.Of(block, scope) : Instances.One;
        var name = scope.Prefix + NameOf(block);
        var resource = new Resource
        {
            Name = name,
            Type = TypeOf(block),
            NamePlace = block.Labels.IsEmpty ? block.KindPlace : block.Labels[^1].Place,
            TypePlace = block.Labels.IsEmpty || block.Labels.Length == 1 ? block.KindPlace : block.Labels[0].Place,
            WholePlace = block.Whole,
            Body = Body(block, scope, instances),
            Instances = isResource ? Bodies(block, scope, instances) : [],
            Condition = Instances.Both(scope.CallInstances.Condition, instances.Condition),
            DisplayName = DisplayName(block),
            IsDeployed = isResource,
        };
        Resources.Add(resource);
        blocks.Add(new MapEntry(name, resource.NamePlace, resource.Body));
        if (block.Find(BlockReader.Comment) is not null) Suppressions.AddRange(Terraform.Suppressions.OfBlock(block, name));
    }

    // A variable and the terraform block hold names and types, not expressions.
    private static MapValue Body(TerraformBlock block, ModuleScope scope, Instances instances)
    {
        if (block.Kind is not ("variable" or "terraform")) return BodyReader.Read(block, scope, instances.Bindings);
        return Values.Map(
            [.. block.Entries.Where(e => e.Name != BlockReader.Comment).Select(e => new MapEntry(e.Name, e.KeyPlace, NodeReader.ReadLiteral(e.Node, e.Document)))],
            block.BodyPlace);
    }

    /// <summary>The body of each instance of the block, or else of its module, where instances may differ; else none.</summary>
    private static ImmutableArray<MapValue> Bodies(TerraformBlock block, ModuleScope scope, Instances instances)
    {
        var text = block.Whole.Document.Content.AsSpan(block.Whole.Span.Start, block.Whole.Span.Length);
        if (!instances.Each.IsEmpty && (text.Contains("each.", StringComparison.Ordinal) || text.Contains("count.", StringComparison.Ordinal)))
            return [.. instances.Each.Select(each => BodyReader.Read(block, scope, each))];
        if (!scope.CallInstances.Each.IsEmpty && (text.Contains("var.", StringComparison.Ordinal) || text.Contains("local.", StringComparison.Ordinal)))
            return [.. scope.Each.Select(each => Body(block, each, Instances.Of(block, each)))];
        return [];
    }

    private void AddLocals(ModuleScope scope, TerraformBlock block)
    {
        foreach (var entry in block.Entries)
        {
            if (entry.Name == BlockReader.Comment) continue;
            blocks.Add(new MapEntry($"{scope.Prefix}local.{entry.Name}", entry.KeyPlace, scope.Local(entry.Name, entry.ValuePlace)));
        }
    }

    private static string NameOf(TerraformBlock block) => block.Kind switch
    {
        "resource" => block.Key,
        "terraform" => block.Kind,
        "provider" when block.Literal("alias") is { } alias => $"provider.{block.Key}.{alias}",
        _ => $"{block.Kind}.{block.Key}",
    };

    private static string TypeOf(TerraformBlock block) => block.Kind switch
    {
        "resource" => block.Labels[0].Text,
        "data" or "ephemeral" => $"{block.Kind}.{block.Labels[0].Text}",
        _ => block.Kind,
    };

    // The Cloud Development Kit for Terraform notes the construct that a block comes from.
    private static string? DisplayName(TerraformBlock block) =>
        block.Find(BlockReader.Comment)?.Node is MappingNode comment
        && comment.Find("metadata")?.Value is MappingNode metadata
        && metadata.Find("path")?.Value is ScalarNode { Style: not ScalarStyle.Plain } path
            ? path.Value
            : null;
}
