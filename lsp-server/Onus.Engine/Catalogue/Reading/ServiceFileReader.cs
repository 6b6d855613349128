using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Reading;

/// <summary>Reads a file of <c>schemas/catalogue/</c> into controls. Never throws: what is wrong becomes a problem with its place.</summary>
public sealed class ServiceFileReader
{
    private readonly SourceText text;
    private readonly List<CatalogueProblem> problems = [];

    private ServiceFileReader(SourceText text) => this.text = text;

    public static (ServiceFile File, ImmutableArray<CatalogueProblem> Problems) Read(SyntaxTree tree)
    {
        var reader = new ServiceFileReader(tree.Text);
        foreach (var error in tree.Errors) reader.problems.Add(new CatalogueProblem(new Place(tree.Text, error.Span), error.Message));
        var file = tree.Root is { } root ? reader.ReadFile(reader.Fields(root)) : new ServiceFile("", "", []);
        return (file, [.. reader.problems]);
    }

    private CatalogueFields Fields(SyntaxNode node) => new(text, node, problems);

    private ServiceFile ReadFile(CatalogueFields fields)
    {
        var service = fields.Required("service");
        var name = fields.Required("name");
        var controls = fields.Items("controls").Select(item => ReadEntry(service, item)).ToImmutableArray();
        fields.RejectOthers();
        return new ServiceFile(service, name, controls);
    }

    private CatalogueEntry ReadEntry(string service, SyntaxNode node)
    {
        var fields = Fields(node);
        var control = new Control
        {
            Id = fields.Required("id"),
            Title = fields.Required("title"),
            Duty = fields.Required("duty"),
            Service = service,
            Severity = fields.OneOf(
                "severity",
                fields.Required("severity"),
                ("error", Severity.Error),
                ("warning", Severity.Warning),
                ("information", Severity.Information),
                ("hint", Severity.Hint)),
            Profile = fields.OneOf(
                "profile",
                fields.Text("profile"),
                ("recommended", Profile.Recommended),
                ("essential", Profile.Essential),
                ("strict", Profile.Strict)),
            Why = fields.Required("why"),
            Limits = fields.Text("limits") ?? "",
            Only = fields.Text("only") ?? "",
            Bindings = [.. ReadBindings(fields, Framework.CloudFormation), .. ReadBindings(fields, Framework.Terraform)],
            Fix = fields.Node("fix") is { } fix ? ReadFix(fix) : MissingFix(fields, node),
            References = ReadGroups(fields, "references"),
            Aliases = ReadGroups(fields, "aliases"),
            Sources = fields.Texts("sources"),
        };
        var examples = fields.Items("examples").Select(item => new ExampleReader(text, problems).Read(control, item)).ToImmutableArray();
        fields.RejectOthers();
        var place = new Place(text, fields.Node("id")?.Span ?? node.Span);
        return new CatalogueEntry(control, examples, place, fields.Mapping ?? new MappingNode { Span = node.Span, Entries = [] });
    }

    private static FixRecipe MissingFix(CatalogueFields fields, SyntaxNode node)
    {
        fields.Problem(node, "`fix` is missing; a control without an edit says why in `fix: { apply: manual, note: … }`.");
        return new FixRecipe { Readiness = FixReadiness.Manual, Steps = [] };
    }

    private static ImmutableArray<(string, ImmutableArray<string>)> ReadGroups(CatalogueFields fields, string key) =>
        [.. fields.Entries(key).Select(entry => (entry.Name, ((entry.Value as SequenceNode)?.Items ?? [entry.Value])
            .OfType<ScalarNode>().Select(item => item.Value).ToImmutableArray()))];

    private IEnumerable<Binding> ReadBindings(CatalogueFields fields, Framework framework) =>
        fields.Items(framework == Framework.CloudFormation ? "cloudformation" : "terraform").SelectMany(item => ReadBinding(framework, item));

    private IEnumerable<Binding> ReadBinding(Framework framework, SyntaxNode node)
    {
        var fields = Fields(node);
        var types = fields.Texts("type");
        if (types.IsEmpty) fields.Problem(node, "`type` is missing.");
        var when = fields.Text("when");
        var require = fields.Required("require");
        CheckExpression(fields, "when", when);
        CheckExpression(fields, "require", require);
        var missing = fields.Node("missing") is { } found ? Fields(found) : null;
        if (missing is null) fields.Problem(node, "`missing` is missing: say what AWS does when the property is left out.");
        var whenMissing = missing?.Required("default") ?? "";
        var verdict = missing is null ? Expectation.Unknown : ReadExpectation(missing, "verdict", missing.Required("verdict"));
        missing?.RejectOthers();
        var binding = new Binding
        {
            Framework = framework,
            Type = "",
            WhenText = when,
            RequireText = require,
            Defaults = [.. fields.Entries("defaults").Select(e => (e.Name, (e.Value as ScalarNode)?.Value ?? ""))],
            WhenMissing = whenMissing,
            MissingVerdict = verdict,
            Note = fields.Text("note") ?? "",
            UnknownMeets = fields.OneOf("unknown", fields.Text("unknown"), ("unknown", false), ("met", true)),
        };
        fields.RejectOthers();
        return types.Select(type => binding with { Type = type }).ToImmutableArray();
    }

    private static void CheckExpression(CatalogueFields fields, string key, string? expression)
    {
        if (expression is null || fields.Node(key) is not { } node) return;
        try
        {
            foreach (var pattern in ExpressionParts.Patterns(Expression.Parse(expression)))
            {
                if (Fault(pattern) is { } fault) fields.Problem(node, $"the pattern '{pattern}' in `{key}` cannot be read: {fault}");
            }
        }
        catch (ExpressionSyntaxException exception)
        {
            fields.Problem(node, $"`{key}` cannot be read: {exception.Message} (character {exception.Offset + 1})");
        }
    }

    /// <summary>What is wrong in a regular expression; null where nothing is.</summary>
    private static string? Fault(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    internal static Expectation ReadExpectation(CatalogueFields fields, string key, string? word) => fields.OneOf(
        key,
        word,
        ("unknown", Expectation.Unknown),
        ("met", Expectation.Met),
        ("open", Expectation.Open),
        ("not-applicable", Expectation.NotApplicable));

    private FixRecipe ReadFix(SyntaxNode node)
    {
        var fields = Fields(node);
        var recipe = new FixRecipe
        {
            Readiness = ReadReadiness(fields),
            Note = fields.Text("note") ?? "",
            Steps = ReadSteps(fields),
            Alternatives = [.. fields.Items("alternatives").Select(ReadAlternative)],
        };
        if (recipe.Steps.IsEmpty && recipe.Note.Length == 0) fields.Problem(node, "A fix without an edit must say why in `note`.");
        fields.RejectOthers();
        return recipe;
    }

    private FixAlternative ReadAlternative(SyntaxNode node)
    {
        var fields = Fields(node);
        var alternative = new FixAlternative(fields.Required("title"), ReadReadiness(fields), ReadSteps(fields));
        if (alternative.Steps.IsEmpty) fields.Problem(node, "An alternative needs `cloudformation` or `terraform` steps.");
        fields.RejectOthers();
        return alternative;
    }

    private static FixReadiness ReadReadiness(CatalogueFields fields) => fields.OneOf(
        "apply",
        fields.Required("apply"),
        ("manual", FixReadiness.Manual),
        ("review", FixReadiness.Review),
        ("safe", FixReadiness.Safe));

    private ImmutableArray<FixStep> ReadSteps(CatalogueFields fields) =>
    [
        .. fields.Items("cloudformation").Select(item => ReadStep(Framework.CloudFormation, item)),
        .. fields.Items("terraform").Select(item => ReadStep(Framework.Terraform, item)),
    ];

    private FixStep ReadStep(Framework framework, SyntaxNode node)
    {
        var fields = Fields(node);
        var set = fields.Text("set");
        var remove = fields.Text("remove");
        var add = fields.Text("add");
        if (new[] { set, remove, add }.Count(word => word is not null) != 1)
            fields.Problem(node, "A step has exactly one of `set`, `remove` and `add`.");
        var value = fields.Node("value");
        var step = new FixStep
        {
            Framework = framework,
            For = fields.Required("for"),
            Action = set is not null ? FixAction.Set : remove is not null ? FixAction.Remove : FixAction.AddResource,
            Path = set ?? remove ?? "",
            ResourceType = add,
            Value = value is null ? null : FixValueReader.Read(value),
            NeedsInput = value is not null && HasPlaceholder(FixValueReader.Read(value)),
            Replaces = fields.OneOf(
                "replaces",
                fields.Required("replaces"),
                ("no", Replacement.No),
                ("maybe", Replacement.Maybe),
                ("always", Replacement.Always),
                ("new-revision", Replacement.NewRevision),
                ("unsupported", Replacement.Unsupported)),
        };
        fields.RejectOthers();
        return step;
    }

    private static bool HasPlaceholder(FixValue value) => value switch
    {
        FixScalar scalar => HasPlaceholder(scalar.Text),
        FixList list => list.Items.Any(HasPlaceholder),
        FixMap map => map.Entries.Any(entry => HasPlaceholder(entry.Value)),
        _ => false,
    };

    private static bool HasPlaceholder(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at + 1))
        {
            if (text.IndexOf('>', at) > at && !text.AsSpan(at).StartsWith("<self", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
