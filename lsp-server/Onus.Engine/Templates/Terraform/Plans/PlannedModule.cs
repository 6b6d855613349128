using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.Terraform.Plans;

/// <summary>A module's part of a plan's configuration: which expression of which argument refers to what.</summary>
internal sealed class PlannedModule
{
    private const int MaxHops = 12;

    private readonly MappingNode? module;
    private readonly MappingNode? call;
    private readonly PlannedModule? parent;
    private readonly Dictionary<string, MappingNode> expressions = [];

    /// <param name="module">The module in the configuration; null where the file has none, as in a state.</param>
    /// <param name="call">The call of it in its parent.</param>
    /// <param name="parent">The module that calls it; null for the root.</param>
    /// <param name="prefix">What stands before the addresses of this instance of the module: empty, or <c>module.NAME.</c></param>
    public PlannedModule(MappingNode? module, MappingNode? call, PlannedModule? parent, string prefix)
    {
        this.module = module;
        this.call = call;
        this.parent = parent;
        Prefix = prefix;
        foreach (var resource in Json.Maps(module, "resources"))
        {
            if (Json.Text(resource, "address") is { } address && Json.Map(resource, "expressions") is { } map) expressions.TryAdd(address, map);
        }
    }

    public string Prefix { get; }

    public bool IsKnown => module is not null;

    public MappingNode? ExpressionsOf(string address) => expressions.GetValueOrDefault(WithoutIndex(address));

    /// <summary>The module's child of an address such as <c>module.a["x"]</c>.</summary>
    public PlannedModule Child(string address)
    {
        var own = address.StartsWith(Prefix, StringComparison.Ordinal) ? address[Prefix.Length..] : address;
        var name = WithoutIndex(own.StartsWith("module.", StringComparison.Ordinal) ? own["module.".Length..] : own);
        var childCall = Json.Map(Json.Map(module, "module_calls"), name);
        return new PlannedModule(Json.Map(childCall, "module"), childCall, this, address + ".");
    }

    /// <summary>What an argument's expression refers to, as the first of its references that is a resource.</summary>
    public Reference? ReferenceOf(SyntaxNode? expression) => ReferenceOf(expression, 0);

    private Reference? ReferenceOf(SyntaxNode? expression, int hops)
    {
        if (hops > MaxHops || expression is not MappingNode map || map.Find("references")?.Value is not SequenceNode references) return null;
        foreach (var item in references.Items)
        {
            if (item is ScalarNode scalar && Resolve(scalar.Value, hops) is { } reference) return reference;
        }

        return null;
    }

    private Reference? Resolve(string text, int hops)
    {
        var parts = WithoutIndex(text).Split('.');
        switch (parts[0])
        {
            case "var" when parts.Length > 1:
                return parent?.ReferenceOf(Json.Map(call, "expressions")?.Find(parts[1])?.Value, hops + 1);
            case "module" when parts.Length > 2:
                var child = Child($"{Prefix}module.{parts[1]}");
                return child.ReferenceOf(Json.Map(Json.Map(child.module, "outputs"), parts[2])?.Find("expression")?.Value, hops + 1);
            case "var" or "module" or "local" or "each" or "count" or "path" or "self" or "terraform":
                return null;
            case "data" when parts.Length > 2:
                return new Reference($"{Prefix}data.{parts[1]}.{parts[2]}", Rest(parts, 3));
            default:
                return parts.Length > 1 ? new Reference($"{Prefix}{parts[0]}.{parts[1]}", Rest(parts, 2)) : null;
        }
    }

    private static string? Rest(string[] parts, int from) => parts.Length > from ? string.Join('.', parts[from..]) : null;

    /// <summary>An address without what stands in brackets, which may hold dots and brackets in quotes.</summary>
    public static string WithoutIndex(string address)
    {
        if (!address.Contains('[')) return address;
        var builder = new System.Text.StringBuilder(address.Length);
        var depth = 0;
        var isQuoted = false;
        foreach (var c in address)
        {
            if (depth > 0 && c == '"') isQuoted = !isQuoted;
            if (!isQuoted && c == '[') depth++;
            if (depth == 0) builder.Append(c);
            if (!isQuoted && c == ']' && depth > 0) depth--;
        }

        return builder.ToString();
    }
}
