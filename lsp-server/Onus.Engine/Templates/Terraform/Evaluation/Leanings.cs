using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>
/// The root module's variables, and the arguments of module calls, that an evaluation leans on, with the place of each one's value.
/// Mostly empty.
/// </summary>
internal sealed class Leanings
{
    private List<Leaning>? all;

    public bool IsEmpty => all is null;

    /// <summary>The variables of the root module.</summary>
    public ImmutableArray<string> Names => all is null ? [] : [.. all.Where(l => l.Module is null).Select(l => l.Name)];

    public bool HasArguments => all?.Exists(l => l.Module is not null) == true;

    public void Add(string name, Place place) => Add(new Leaning(name, place, null));

    public void AddArgument(string name, Place place, string module) => Add(new Leaning(name, place, module));

    public void AddAll(Leanings other)
    {
        if (other.all is null) return;
        foreach (var leaning in other.all) Add(leaning);
    }

    /// <summary>How a value came to be: what its parts tell, and behind that the variables that they do not tell, one behind the other.</summary>
    public Derivation? Chain(Derivation? told)
    {
        if (all is null) return told;
        Derivation? chain = null;
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (!Tells(told, all[i])) chain = all[i].Step(chain);
        }

        return After(told, chain);
    }

    private void Add(Leaning leaning)
    {
        all ??= [];
        foreach (var known in all)
        {
            if (known.Name == leaning.Name && known.Module == leaning.Module && (leaning.Module is null || known.Place == leaning.Place)) return;
        }

        all.Add(leaning);
    }

    private static bool Tells(Derivation? told, Leaning leaning)
    {
        for (var step = told; step is not null; step = step.Next)
        {
            if (leaning.Module is null ? step.Parameter == leaning.Name : step.IsArgument && step.Place == leaning.Place) return true;
        }

        return false;
    }

    private static Derivation? After(Derivation? told, Derivation? chain) =>
        told is null ? chain : chain is null ? told : told with { Next = After(told.Next, chain) };

    private readonly record struct Leaning(string Name, Place Place, string? Module)
    {
        public Derivation Step(Derivation? next) => Module is null
            ? new Derivation($"value of variable `{Name}`", Place, Name, next)
            : new Derivation($"argument `{Name}` of module `{Module}`", Place, next?.Parameter, next, IsArgument: true);
    }
}
