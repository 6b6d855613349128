using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Gathers the properties of a derived resource from those of a SAM resource, which keep their places.</summary>
internal sealed class SamProperties
{
    private readonly MapValue source;
    private readonly Place place;
    private readonly ImmutableArray<MapEntry>.Builder entries = ImmutableArray.CreateBuilder<MapEntry>();
    private bool isOpen;

    public SamProperties(MapValue source, Place place)
    {
        this.source = source;
        this.place = place;
        isOpen = source.IsOpen;
    }

    /// <summary>Takes properties over under their own names.</summary>
    public SamProperties Copy(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys) Copy(key, key);
        return this;
    }

    /// <summary>Takes a property over under another name, which may be a path such as <c>TracingConfig.Mode</c>.</summary>
    public SamProperties Copy(string from, string to)
    {
        if (source.Entry(from) is not { } entry) return this;
        var dot = to.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) entries.Add(entry with { Key = to });
        else
        {
            var inner = new MapValue { Entries = [entry with { Key = to[(dot + 1)..] }], Place = entry.Value.Place };
            entries.Add(new MapEntry(to[..dot], entry.KeyPlace, inner));
        }

        return this;
    }

    /// <summary>Sets what SAM adds of itself; an absent value sets nothing.</summary>
    public SamProperties Set(string key, Value value, Place? keyPlace = null)
    {
        if (value is not AbsentValue) entries.Add(new MapEntry(key, keyPlace ?? place, value));
        return this;
    }

    public SamProperties Set(string key, string text) => Set(key, Values.Text(text, place));

    /// <summary>There may be further properties that cannot be seen.</summary>
    public SamProperties Open()
    {
        isOpen = true;
        return this;
    }

    public bool Has(string key) => entries.Any(e => e.Key == key);

    public MapValue ToMap() => new() { Entries = entries.ToImmutable(), IsOpen = isOpen, OpenCause = source.OpenCause, Place = source.Place };
}
