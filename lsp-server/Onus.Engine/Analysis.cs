using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes;
using Onus.Engine.Reports;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine;

/// <summary>
/// The façade: everything Onus can say of one template, as an immutable snapshot made once a version. Lazy: a hover costs no fix.
/// </summary>
public sealed class Analysis
{
    private readonly TemplateContext context;
    private readonly AssessmentOptions options;
    private readonly ConcurrentDictionary<Finding, ImmutableArray<Fix>> fixes = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, ImmutableArray<Finding>> findings = new(StringComparer.Ordinal);

    private Analysis(
        ImmutableArray<SyntaxTree> trees,
        Template? template,
        AssessmentResult? assessment,
        ICatalogue catalogue,
        TemplateContext context,
        AssessmentOptions options)
    {
        Trees = trees;
        Template = template;
        Assessment = assessment;
        Catalogue = catalogue;
        this.context = context;
        this.options = options;
    }

    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>Null where the texts are no template; then there is nothing to say but syntax errors.</summary>
    public Template? Template { get; }

    public AssessmentResult? Assessment { get; }

    public ICatalogue Catalogue { get; }

    /// <summary>Reads and assesses what deploys together: one CloudFormation text, or the texts of a Terraform folder.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="catalogue">Whose controls are asked.</param>
    /// <param name="context">What is known beside the texts.</param>
    /// <param name="options">Which controls are asked.</param>
    /// <param name="earlier">What was said of the texts before an edit; makes it quicker, and changes nothing else.</param>
    /// <param name="cancellation">Checked at each resource.</param>
    public static Analysis Of(
        ImmutableArray<SourceText> texts,
        ICatalogue catalogue,
        TemplateContext context,
        AssessmentOptions options,
        Analysis? earlier = null,
        CancellationToken cancellation = default)
    {
        var splice = SpliceOf(texts, earlier, cancellation);
        var trees = splice is null ? texts.Select(text => SyntaxTree.Read(text, cancellation: cancellation)).ToImmutableArray() : [splice.Tree];
        return Of(trees, splice, catalogue, context, options, earlier, cancellation);
    }

    /// <summary>What an edit within one entry of an earlier text left to read; null where the texts must be read as a whole.</summary>
    private static Splice? SpliceOf(ImmutableArray<SourceText> texts, Analysis? earlier, CancellationToken cancellation) =>
        earlier is { Trees: [var before], Template.Record: not null } && texts is [var text]
            ? Splice.TryRead(before, TextShift.Between(before.Text, text), cancellation)
            : null;

    private static Analysis Of(
        ImmutableArray<SyntaxTree> trees,
        Splice? splice,
        ICatalogue catalogue,
        TemplateContext context,
        AssessmentOptions options,
        Analysis? earlier,
        CancellationToken cancellation)
    {
        var template = ReadTemplate(trees, splice, context, earlier, cancellation);
        var assessment = template is null ? null : Assessor.Assess(template, catalogue, options, earlier?.Assessment, cancellation);
        return new Analysis(trees, template, assessment, catalogue, context, options);
    }

    /// <summary>The same analysis of changed texts: a tree stands for the document of its path.</summary>
    internal Analysis With(IEnumerable<SyntaxTree> changed)
    {
        var (trees, splice, around) = Changed(changed);
        return Of(trees, splice, Catalogue, around, options, this, CancellationToken.None);
    }

    /// <summary>How many findings of a finding's control its resource has in changed texts; null where they are no template.</summary>
    /// <param name="tried">What the changed entry reads, where only one is changed.</param>
    /// <param name="changed">The changed texts; looked at only where <paramref name="tried"/> does not do.</param>
    /// <param name="finding">The finding.</param>
    internal int? CountAfter(TriedEntries? tried, IEnumerable<SyntaxTree> changed, Finding finding) =>
        TemplateOf(tried, changed, finding) is { } template ? Assessor.Count(template, Catalogue, finding.Control.Id, finding.Resource.Name) : null;

    private Template? TemplateOf(TriedEntries? tried, IEnumerable<SyntaxTree> changed, Finding finding)
    {
        // What is asked of the template as a whole looks at all of it.
        if (tried is not null && Template is not null && finding.Binding.Type != Assessor.WholeTemplate && TemplateReader.Try(tried, Template) is { } template) return template;
        var (trees, splice, around) = Changed(changed);
        return ReadTemplate(trees, splice, around, this, CancellationToken.None);
    }

    private (ImmutableArray<SyntaxTree> Trees, Splice? Splice, TemplateContext Context) Changed(IEnumerable<SyntaxTree> changed)
    {
        var byPath = changed.ToDictionary(tree => tree.Text.Path);
        var trees = Trees.Select(tree => byPath.GetValueOrDefault(tree.Text.Path, tree)).ToImmutableArray();
        var around = context with
        {
            ReadSibling = (text, path) => context.ReadSibling(text, path) is { } found
                ? byPath.TryGetValue(found.Path, out var tree) ? tree.Text : found
                : null,
        };
        return (trees, SpliceOf([.. trees.Select(tree => tree.Text)], this, CancellationToken.None), around);
    }

    private static Template? ReadTemplate(ImmutableArray<SyntaxTree> trees, Splice? splice, TemplateContext context, Analysis? earlier, CancellationToken cancellation)
    {
        var template = splice is null ? null : TemplateReader.Read(splice, earlier!.Template!, context, cancellation);
        return template ?? TemplateReader.Read(trees, context, cancellation);
    }

    /// <summary>The findings that stand in a document (a path of one of the texts).</summary>
    public ImmutableArray<Finding> FindingsIn(string path) =>
        findings.GetOrAdd(path, static (path, of) => [.. of.Assessment?.Findings.Where(f => f.Place.Document.Path == path) ?? []], this);

    /// <summary>What to say about a place, as Markdown; null where there is nothing to say.</summary>
    public Explanation? ExplainAt(string path, int offset) => HoverReport.At(this, path, offset);

    /// <summary>The fixes for a finding, best first; empty where the control has none here. Made once: editors ask again and again.</summary>
    public ImmutableArray<Fix> FixesFor(Finding finding) => fixes.GetOrAdd(finding, static (finding, of) => FixMaker.For(of, finding), this);

    /// <summary>Makes the fixes of several findings at once, on several threads, so that <see cref="FixesFor"/> has them.</summary>
    public void MakeFixesFor(IReadOnlyList<Finding> some)
    {
        var next = -1;
        var helper = some.Count > 1 ? Task.Run(Work) : Task.CompletedTask;
        Work();
        helper.GetAwaiter().GetResult();

        void Work()
        {
            for (var at = Interlocked.Increment(ref next); at < some.Count; at = Interlocked.Increment(ref next)) FixesFor(some[at]);
        }
    }

    /// <summary>All safe fixes for the findings of a document (null: of all documents) as one; null where there is none.</summary>
    public Fix? FixAllSafe(string? path) => FixAll.Safe(this, path);

    /// <summary>The best complete fixes of one control in a document (null: in all) as one; null where there is none.</summary>
    public Fix? FixAllOf(string controlId, string? path) => FixAll.OfControl(this, controlId, path);

    /// <summary>The best complete fix of every finding, safe or not, as one; null where there is none.</summary>
    public Fix? FixEverything(string? path) => FixAll.Everything(this, path);

    /// <summary>The same analysis of the texts as a fix leaves them.</summary>
    public Analysis After(Fix fix) => With(fix.Edits.GroupBy(edit => edit.Document.Path).Select(group =>
    {
        List<TextEdit> edits = [.. group.Select(edit => edit.Edit)];
        if (Trees.FirstOrDefault(tree => tree.Text.Path == group.Key) is { } tree) return tree.After(edits);
        var text = group.First().Document;
        return SyntaxTree.Read(text.WithContent(TextEdit.Apply(text.Content, edits)));
    }));

    /// <summary>Whether the text has a place for <see cref="IgnoreFix"/>.</summary>
    public bool CanIgnore(Finding finding) => SuppressionFix.HasPlace(this, finding);

    /// <summary>What <see cref="IgnoreFix"/> is called.</summary>
    public static string IgnoreTitle(Finding finding) => SuppressionFix.TitleFor(finding);

    /// <summary>The edit that ignores a finding's control on its resource, with a reason, in the form the file's language has for it.</summary>
    public Fix IgnoreFix(Finding finding, string reason) => SuppressionFix.For(this, finding, reason);
}
