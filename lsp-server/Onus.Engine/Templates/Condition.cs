using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>A condition of the template, as logic over atoms that only the deployment settles.</summary>
/// <param name="Name">What a person calls it: the condition's name, or the Terraform expression.</param>
/// <param name="Place">Where it is defined.</param>
/// <param name="Logic">Its logic; a constant where defaults settle it.</param>
/// <param name="DecidedBy">The parameters whose defaults settled it, wholly or in part.</param>
public sealed record Condition(string Name, Place Place, Logic Logic, ImmutableArray<string> DecidedBy);

/// <summary>Two-valued logic over named atoms.</summary>
public abstract record Logic
{
    public static Logic True { get; } = new Constant(true);

    public static Logic False { get; } = new Constant(false);

    /// <summary>Whether the logic holds in a world, which may be asked to settle atoms.</summary>
    public bool Holds(World world) => this switch
    {
        Constant constant => constant.Value,
        Atom atom => world.Settle(atom),
        Not not => !not.Inner.Holds(world),
        And and => and.Parts.All(part => part.Holds(world)),
        Or or => or.Parts.Any(part => part.Holds(world)),
        _ => throw new InvalidOperationException($"Unknown logic {GetType().Name}."),
    };
}

public sealed record Constant(bool Value) : Logic;

/// <summary>A question only the deployment answers; equal keys are the same question everywhere in the template.</summary>
/// <param name="Key">The question, such as <c>Env == prod</c>.</param>
/// <param name="Subject">What the question is about, where only one of the questions about it can be true; else null.</param>
public sealed record Atom(string Key, string? Subject = null) : Logic;

public sealed record Not(Logic Inner) : Logic;

public sealed record And(ImmutableArray<Logic> Parts) : Logic;

public sealed record Or(ImmutableArray<Logic> Parts) : Logic;
