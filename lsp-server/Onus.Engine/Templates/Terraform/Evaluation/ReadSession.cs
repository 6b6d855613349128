using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>What one reading of a template gathers and spends, over all its modules.</summary>
internal sealed class ReadSession(TemplateContext context, CancellationToken cancellation)
{
    /// <summary>Expressions evaluated at most in one reading; beyond, values are unknown.</summary>
    private const int MaxSteps = 2_000_000;

    /// <summary>Evaluations within evaluations, over locals and modules.</summary>
    private const int MaxDepth = 160;

    private readonly HashSet<(string Path, TextSpan Span, string Message)> reported = [];
    private readonly HashSet<string> hiddenSeen = [];
    private readonly ImmutableArray<TemplateProblem>.Builder problems = ImmutableArray.CreateBuilder<TemplateProblem>();
    private readonly ImmutableArray<string>.Builder hidden = ImmutableArray.CreateBuilder<string>();
    private readonly Dictionary<string, SyntaxTree> trees = [];
    private int steps;
    private int depth;
    private int muted;

    public TemplateContext Context => context;

    public CancellationToken Cancellation => cancellation;

    /// <summary>What the evaluation under way has leaned on; null where nobody asks.</summary>
    public Leanings? Leanings { get; set; }

    public ImmutableArray<TemplateProblem> Problems => problems.ToImmutable();

    public ImmutableArray<string> Hidden => hidden.ToImmutable();

    /// <summary>The number of local modules read so far, which is bounded.</summary>
    public int ModuleCount { get; set; }

    /// <summary>The tree of a child module's file; a module that is called many times is read once.</summary>
    public SyntaxTree TreeOf(SourceText text)
    {
        if (!trees.TryGetValue(text.Path, out var tree)) trees[text.Path] = tree = SyntaxTree.Read(text, SyntaxLanguage.Json, cancellation);
        return tree;
    }

    public void Report(Place place, string message)
    {
        if (muted == 0 && reported.Add((place.Document.Path, place.Span, message))) problems.Add(new TemplateProblem(place, message));
    }

    public void Hide(string clause)
    {
        if (hiddenSeen.Add(clause)) hidden.Add(clause);
    }

    /// <summary>Inside <c>try</c> and <c>can</c> a wrong reference is no mistake.</summary>
    public void Mute() => muted++;

    public void Unmute() => muted--;

    /// <summary>Enters one evaluation; false where the bounds are reached.</summary>
    public bool Enter()
    {
        if ((++steps & 0x3FF) == 0) cancellation.ThrowIfCancellationRequested();
        if (steps > MaxSteps || depth >= MaxDepth) return false;
        depth++;
        return true;
    }

    public void Leave() => depth--;

    public bool IsSpent => steps > MaxSteps;

    /// <summary>Counts work that a function does beside evaluating expressions.</summary>
    public bool Spend(int amount)
    {
        steps += amount;
        return steps <= MaxSteps;
    }
}
