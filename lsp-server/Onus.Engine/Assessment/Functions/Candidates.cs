using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>
/// The resources of a type, by texts that they hold; so that of many, only the few are asked that may hold a certain one. What is
/// passed over certainly does not hold it, in no world; what is given must still be asked.
/// </summary>
internal sealed class Candidates
{
    private readonly ImmutableArray<Resource> resources;
    private readonly Dictionary<string, List<int>> byKey = new(StringComparer.Ordinal);
    private readonly List<int> always = [];

    /// <param name="resources">The resources, in order of the text.</param>
    /// <param name="addKeys">Adds what a resource holds to a list; false where that depends on more than the resource.</param>
    public Candidates(ImmutableArray<Resource> resources, Func<Resource, List<string>, bool> addKeys)
    {
        this.resources = resources;
        var keys = new List<string>();
        for (var i = 0; i < resources.Length; i++)
        {
            keys.Clear();
            if (!addKeys(resources[i], keys)) always.Add(i);
            else foreach (var key in keys) Add(key, i);
        }
    }

    /// <summary>Those that may hold a text, each once and in order of the text.</summary>
    public IEnumerable<Resource> For(string key)
    {
        var some = byKey.GetValueOrDefault(key);
        return some is null && always.Count == 0 ? [] : Merged(some ?? []);
    }

    private void Add(string key, int at)
    {
        if (!byKey.TryGetValue(key, out var places)) byKey[key] = places = new List<int>(1);
        if (places.Count == 0 || places[^1] != at) places.Add(at);
    }

    private IEnumerable<Resource> Merged(List<int> some)
    {
        for (int i = 0, j = 0; i < some.Count || j < always.Count;)
        {
            var isSome = j == always.Count || (i < some.Count && some[i] < always[j]);
            yield return resources[isSome ? some[i++] : always[j++]];
        }
    }
}
