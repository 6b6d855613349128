using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Packing;

/// <summary>
/// The controls of a compiled catalogue. Opening it reads the index only; a control is read when a template has a resource of its
/// type. Safe for use by several threads.
/// </summary>
public sealed class PackedControls
{
    private readonly byte[] pack;
    private readonly int blocksAt;
    private readonly (string Id, int Offset)[] index;
    private readonly Control?[] controls;
    private readonly Dictionary<string, (int Control, int Binding)[]> types;
    private readonly Dictionary<string, ImmutableArray<string>> lists = [];
    private readonly Dictionary<string, int[]> aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ImmutableArray<(Control, Binding)>> byType = [];

    /// <param name="pack">What <see cref="PackWriter"/> wrote; kept.</param>
    /// <exception cref="InvalidDataException">The bytes are no pack of this version.</exception>
    public PackedControls(byte[] pack)
    {
        this.pack = pack;
        var reader = new PackReader(pack, 0);
        if (reader.ReadInt32() != PackWriter.Version) throw new InvalidDataException("The catalogue pack is of another version; build again.");
        index = new (string, int)[reader.Read7BitEncodedInt()];
        for (var i = 0; i < index.Length; i++) index[i] = (reader.ReadString(), reader.Read7BitEncodedInt());
        controls = new Control?[index.Length];
        var typeCount = reader.Read7BitEncodedInt();
        types = new Dictionary<string, (int, int)[]>(typeCount, StringComparer.Ordinal);
        for (var i = 0; i < typeCount; i++)
        {
            var type = reader.ReadString();
            var entries = new (int, int)[reader.Read7BitEncodedInt()];
            for (var j = 0; j < entries.Length; j++) entries[j] = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            types[type] = entries;
        }

        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            aliases[reader.ReadString()] = [.. reader.ReadAll(static r => r.Read7BitEncodedInt())];
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--) lists[reader.ReadString()] = reader.ReadTexts();
        blocksAt = reader.Position;
    }

    public ImmutableArray<Control> All => [.. Enumerable.Range(0, index.Length).Select(At)];

    public ImmutableArray<(Control Control, Binding Binding)> For(Framework framework, string type) =>
        byType.GetOrAdd(PackWriter.TypeKey(framework, type), key => types.TryGetValue(key, out var entries)
            ? [.. entries.Select(entry => (At(entry.Control), At(entry.Control).Bindings[entry.Binding]))]
            : []);

    public Control? Find(string id)
    {
        var at = Array.FindIndex(index, entry => entry.Id == id);
        return at < 0 ? null : At(at);
    }

    public ImmutableArray<string> ResolveAlias(string id) =>
        aliases.TryGetValue(id, out var found) ? [.. found.Select(at => index[at].Id)] : [];

    public ImmutableArray<string>? List(string name) => lists.TryGetValue(name, out var values) ? values : null;

    /// <summary>Two threads may read the same control; both get equal ones, and one of them stays.</summary>
    private Control At(int at)
    {
        if (controls[at] is { } known) return known;
        return controls[at] ??= ControlBlock.Read(new PackReader(pack, blocksAt + index[at].Offset));
    }
}
