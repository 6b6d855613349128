using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Plans;

/// <summary>Makes resources of a plan's values.</summary>
internal sealed class PlannedResources(SourceText document, Dictionary<string, MappingNode> unknowns, CancellationToken cancellation)
{
    /// <summary>The addresses of a resource's instances, by its address without index.</summary>
    private readonly Dictionary<string, List<string>> instances = [];

    public List<Resource> Resources { get; } = [];

    public void Add(MappingNode values, PlannedModule module)
    {
        Name(values);
        AddModule(values, module);
    }

    public void AddProviders(MappingNode? providers)
    {
        foreach (var entry in providers?.Entries ?? [])
        {
            if (entry.Value is MappingNode provider && Json.Text(provider, "name") is { } name)
                AddBlock("provider", Json.Text(provider, "alias") is { } alias ? $"provider.{name}.{alias}" : $"provider.{name}", entry, Constants(Json.Map(provider, "expressions"), provider));
        }
    }

    public void AddVariables(MappingNode? variables)
    {
        foreach (var entry in variables?.Entries ?? [])
        {
            if (NodeReader.ReadLiteral(entry.Value, document) is MapValue body) AddBlock("variable", $"variable.{entry.Name}", entry, body);
        }
    }

    private void AddBlock(string type, string name, MappingEntry entry, MapValue body) => Resources.Add(new Resource
    {
        Name = name,
        Type = type,
        NamePlace = At(entry.Key),
        TypePlace = At(entry.Key),
        WholePlace = new Place(document, entry.Span),
        Body = body,
        IsDeployed = false,
    });

    // First all addresses, so that a reference finds the instance it means.
    private void Name(MappingNode values)
    {
        foreach (var resource in Json.Maps(values, "resources"))
        {
            if (Json.Text(resource, "address") is not { } address) continue;
            var whole = PlannedModule.WithoutIndex(address);
            if (!instances.TryGetValue(whole, out var list)) instances[whole] = list = [];
            list.Add(address);
        }

        foreach (var child in Json.Maps(values, "child_modules")) Name(child);
    }

    private void AddModule(MappingNode values, PlannedModule module)
    {
        foreach (var resource in Json.Maps(values, "resources"))
        {
            cancellation.ThrowIfCancellationRequested();
            AddResource(resource, module);
        }

        foreach (var child in Json.Maps(values, "child_modules"))
        {
            if (Json.Text(child, "address") is { } address) AddModule(child, module.Child(address));
        }
    }

    private void AddResource(MappingNode node, PlannedModule module)
    {
        if (Json.Text(node, "address") is not { } address || Json.Text(node, "type") is not { } type) return;
        var isData = Json.Text(node, "mode") == "data";
        var own = address.StartsWith(module.Prefix, StringComparison.Ordinal) ? address[module.Prefix.Length..] : address;
        var source = new Source(address, module, At(node.Find("name")?.Value ?? node), module.ExpressionsOf(own));
        var values = Json.Map(node, "values");
        Resources.Add(new Resource
        {
            Name = address,
            Type = isData ? $"data.{type}" : type,
            NamePlace = source.Place,
            TypePlace = At(node.Find("type")?.Value ?? node),
            WholePlace = At(node),
            Body = Map(values, unknowns.GetValueOrDefault(address), source.Expressions, Json.Map(node, "sensitive_values"), source),
            IsDeployed = !isData,
        });
    }

    private Place At(SyntaxNode node) => new(document, node.Span);

    private MapValue Map(MappingNode? values, MappingNode? unknown, MappingNode? expressions, MappingNode? sensitive, Source source)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        foreach (var entry in values?.Entries ?? [])
        {
            var value = Read(entry.Value, unknown?.Find(entry.Name)?.Value, expressions?.Find(entry.Name)?.Value, sensitive?.Find(entry.Name)?.Value, source, entry.Name);
            entries.Add(new MapEntry(entry.Name, At(entry.Key), value));
        }

        foreach (var entry in unknown?.Entries ?? [])
        {
            if (values?.Find(entry.Name) is not null || !SaysUnknown(entry.Value)) continue;
            var value = Json.IsTrue(entry.Value)
                ? AfterApply(expressions?.Find(entry.Name)?.Value, source, entry.Name)
                : Read(null, entry.Value, expressions?.Find(entry.Name)?.Value, null, source, entry.Name);
            entries.Add(new MapEntry(entry.Name, source.Place, value));
        }

        return Values.Map(entries.DrainToImmutable(), values is null ? source.Place : At(values));
    }

    private Value Read(SyntaxNode? node, SyntaxNode? unknown, SyntaxNode? expression, SyntaxNode? sensitive, Source source, string path)
    {
        if (Json.IsTrue(unknown)) return AfterApply(expression, source, path);
        switch (node)
        {
            case MappingNode or null when node is MappingNode || unknown is MappingNode:
                return Map(node as MappingNode, unknown as MappingNode, expression as MappingNode, sensitive as MappingNode, source);
            case SequenceNode or null when node is SequenceNode || unknown is SequenceNode:
                return List(node as SequenceNode, unknown as SequenceNode, expression, sensitive, source, path);
            case null:
                return Value.Absent;
            default:
                var value = NodeReader.ReadLiteral(node, document);
                // A value that the provider hides was a secret in the configuration only if it stood there as it is.
                return Json.IsTrue(sensitive) && (expression as MappingNode)?.Find("constant_value") is null ? Values.Sensitive(value) : value;
        }
    }

    // A plan shows a block that is not there as an empty list.
    private Value List(SequenceNode? node, SequenceNode? unknown, SyntaxNode? expression, SyntaxNode? sensitive, Source source, string path)
    {
        var count = Math.Max(node?.Items.Length ?? 0, unknown?.Items.Length ?? 0);
        if (count == 0) return Value.Absent;
        var items = ImmutableArray.CreateBuilder<Value>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(Read(
                Item(node, i),
                Item(unknown, i),
                expression is SequenceNode blocks ? Item(blocks, i) : expression,
                sensitive is SequenceNode marks ? Item(marks, i) : sensitive,
                source,
                path));
        }

        return Values.List(items.DrainToImmutable(), node is null ? source.Place : At(node));
    }

    private static SyntaxNode? Item(SequenceNode? node, int index) => node is not null && index < node.Items.Length ? node.Items[index] : null;

    private static bool SaysUnknown(SyntaxNode node) => node switch
    {
        MappingNode map => map.Entries.Any(e => SaysUnknown(e.Value)),
        SequenceNode list => list.Items.Any(SaysUnknown),
        _ => Json.IsTrue(node),
    };

    private UnknownValue AfterApply(SyntaxNode? expression, Source source, string path)
    {
        var reference = source.Module.ReferenceOf(expression) is { } found ? found with { Name = InstanceOf(found.Name, source.Address) } : null;
        var name = reference is null ? $"{source.Address}.{path}" : reference.Attribute is null ? reference.Name : $"{reference.Name}.{reference.Attribute}";
        return new UnknownValue
        {
            Cause = UnknownCause.Attribute,
            Text = $"${{{name}}}",
            Reference = reference,
            IsSecretSafe = true,
            Place = source.Place,
        };
    }

    // Of several instances the one with the same key, else the first.
    private string InstanceOf(string name, string from)
    {
        if (!instances.TryGetValue(PlannedModule.WithoutIndex(name), out var list)) return name;
        if (list.Contains(name)) return name;
        var key = from.EndsWith(']') ? from[from.LastIndexOf('[')..] : "";
        return list.FirstOrDefault(a => key.Length > 0 && a.EndsWith(key, StringComparison.Ordinal)) ?? list[0];
    }

    private MapValue Constants(MappingNode? expressions, SyntaxNode holder)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        foreach (var entry in expressions?.Entries ?? [])
        {
            var value = entry.Value switch
            {
                MappingNode map when map.Find("constant_value") is { } constant => NodeReader.ReadLiteral(constant.Value, document),
                MappingNode map when map.Find("references") is null => Constants(map, map),
                SequenceNode list => Values.List([.. list.Items.Select(i => (Value)Constants(i as MappingNode, i))], At(list)),
                _ => Values.Unknown(UnknownCause.Expression, "", At(entry.Value)),
            };
            entries.Add(new MapEntry(entry.Name, At(entry.Key), value));
        }

        return Values.Map(entries.DrainToImmutable(), At(expressions ?? holder));
    }

    private sealed record Source(string Address, PlannedModule Module, Place Place, MappingNode? Expressions);
}
