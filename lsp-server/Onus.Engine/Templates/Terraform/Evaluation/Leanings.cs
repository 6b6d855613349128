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

    /// <summary>How a value came to be: what its parts tell, and behind that the variables that they do not tell, one behind the other.</summary>
    public Derivation? Chain(Derivation? told)
    {
        if (all is null) return told;
        Derivation? chain = null;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (!Tells(told, all[i].Name)) chain = new Derivation($"value of variable `{all[i].Name}`", all[i].Place, all[i].Name, chain);
        }

        return After(told, chain);
    }

    private static bool Tells(Derivation? told, string name)
    {
        for (var step = told; step is not null; step = step.Next)
        {
            if (step.Parameter == name) return true;
        }

        return false;
    }

    private static Derivation? After(Derivation? told, Derivation? chain) =>
        told is null ? chain : chain is null ? told : told with { Next = After(told.Next, chain) };
}
