using Onus.Engine.Catalogue;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Brings a recipe's value to the shape that a file's author gives such values.</summary>
/// <param name="ListsBlocks">Terraform's nested blocks stand in lists, also where there is but one.</param>
/// <param name="SortsKeys">Keys are in alphabetical order.</param>
/// <param name="Maps">Arguments of Terraform that are maps and no blocks.</param>
internal sealed record ValueStyle(bool ListsBlocks, bool SortsKeys, IReadOnlyCollection<string> Maps)
{
    /// <summary>The catalogue's list of <see cref="Maps"/>.</summary>
    public const string MapsList = "terraform_maps";

    /// <summary>As it is.</summary>
    public static ValueStyle Plain { get; } = new(false, false, []);

    public FixValue Of(FixValue value) => value switch
    {
        FixMap map => Of(map),
        FixList list => new FixList([.. list.Items.Select(Of)]),
        _ => value,
    };

    public FixMap Of(FixMap map)
    {
        var entries = map.Entries.Select(entry => (entry.Key, ListsBlocks && entry.Value is FixMap && !Maps.Contains(entry.Key) ? new FixList([Of(entry.Value)]) : Of(entry.Value)));
        return new FixMap([.. SortsKeys ? entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : entries]);
    }
}
