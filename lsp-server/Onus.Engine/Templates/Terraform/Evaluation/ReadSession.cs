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
    private readonly Dictionary<string, BrokenRegions> broken = [];
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

    /// <summary>Takes note of what cannot be read in a document, so that nothing there counts as absent.</summary>
    public void Note(SyntaxTree tree)
    {
        var regions = new BrokenRegions(tree);
        if (!regions.IsEmpty) broken[tree.Text.Path] = regions;
    }

    /// <summary>The broken regions of a document; null where all of it is read.</summary>
    public BrokenRegions? BrokenIn(SourceText document) => broken.Count == 0 ? null : broken.GetValueOrDefault(document.Path);

    /// <summary>The tree of a child module's file; a module that is called many times is read once.</summary>
    public SyntaxTree TreeOf(SourceText text)
    {
        if (trees.TryGetValue(text.Path, out var known)) return known;
        var tree = SyntaxTree.Read(text, SyntaxLanguage.Json, cancellation);
        Note(tree);
        return trees[text.Path] = tree;
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
