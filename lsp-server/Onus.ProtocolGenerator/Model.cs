using System.Text.Json;

namespace Onus.ProtocolGenerator;

/// <summary>A property as the protocol has it.</summary>
internal sealed record ModelProperty(string Name, JsonElement Type, bool IsOptional);

/// <summary>The protocol's model, looked up by name.</summary>
internal sealed class Model
{
    private readonly Dictionary<string, JsonElement> structures;
    private readonly Dictionary<string, JsonElement> enumerations;
    private readonly Dictionary<string, JsonElement> aliases;

    public Model(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        Version = root.GetProperty("metaData").GetProperty("version").GetString() ?? "";
        structures = ByName(root, "structures");
        enumerations = ByName(root, "enumerations");
        aliases = ByName(root, "typeAliases");
    }

    public string Version { get; }

    /// <summary>The properties of a structure and of those it extends, by name.</summary>
    public IReadOnlyDictionary<string, ModelProperty> PropertiesOf(string structure)
    {
        var found = new Dictionary<string, ModelProperty>();
        Collect(structure, found);
        return found;
    }

    /// <summary>The enumeration of this name; null where there is none.</summary>
    public JsonElement? Enumeration(string name) => enumerations.TryGetValue(name, out var found) ? found : null;

    /// <summary>What a name stands for; null for a name that is no alias.</summary>
    public JsonElement? Alias(string name) => aliases.TryGetValue(name, out var found) ? found.GetProperty("type") : null;

    private void Collect(string structure, Dictionary<string, ModelProperty> found)
    {
        if (!structures.TryGetValue(structure, out var element)) throw new FormatException($"The protocol has no structure {structure}.");
        foreach (var list in new[] { "extends", "mixins" })
        {
            if (!element.TryGetProperty(list, out var bases)) continue;
            foreach (var item in bases.EnumerateArray()) Collect(item.GetProperty("name").GetString() ?? "", found);
        }

        foreach (var property in element.GetProperty("properties").EnumerateArray())
        {
            var name = property.GetProperty("name").GetString() ?? "";
            var optional = property.TryGetProperty("optional", out var value) && value.GetBoolean();
            found[name] = new ModelProperty(name, property.GetProperty("type"), optional);
        }
    }

    private static Dictionary<string, JsonElement> ByName(JsonElement root, string list) =>
        root.GetProperty(list).EnumerateArray().ToDictionary(item => item.GetProperty("name").GetString() ?? "");
}
