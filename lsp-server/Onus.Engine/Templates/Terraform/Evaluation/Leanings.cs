using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>The root module's variables that an evaluation leans on, with the place of each one's value. Mostly empty.</summary>
internal sealed class Leanings
{
    private List<(string Name, Place Place)>? all;

    public bool IsEmpty => all is null;

    public ImmutableArray<string> Names => all is null ? [] : [.. all.Select(l => l.Name)];

    public void Add(string name, Place place)
    {
        all ??= [];
        foreach (var (known, _) in all)
        {
            if (known == name) return;
        }

        all.Add((name, place));
    }

    public void AddAll(Leanings other)
    {
        if (other.all is null) return;
        foreach (var (name, place) in other.all) Add(name, place);
    }

    /// <summary>How a value came to be, where its parts do not tell: the variables one behind the other.</summary>
    public Derivation? Chain()
    {
        Derivation? chain = null;
        for (var i = (all?.Count ?? 0) - 1; i >= 0 && all is not null; i--)
            chain = new Derivation($"variable `{all[i].Name}`", all[i].Place, all[i].Name, chain);
        return chain;
    }
}
