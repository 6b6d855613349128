using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue;

public enum Severity
{
    Hint,
    Information,
    Warning,
    Error,
}

/// <summary>How much of the catalogue is asked: each profile contains those before it.</summary>
public enum Profile
{
    /// <summary>Little, certain, serious.</summary>
    Essential,

    /// <summary>The default.</summary>
    Recommended,

    /// <summary>Everything, advice included.</summary>
    Strict,
}

/// <summary>One checkable requirement under a duty. Data, never code.</summary>
public sealed record Control
{
    /// <summary>A kebab-case slug that never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Imperative, no full stop: "Encrypt the instance's storage".</summary>
    public required string Title { get; init; }

    /// <summary>The id of the duty it belongs to.</summary>
    public required string Duty { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The smallest profile that asks it.</summary>
    public required Profile Profile { get; init; }

    /// <summary>Why it matters and whose side of the line it is on, in a sentence or two.</summary>
    public required string Why { get; init; }

    /// <summary>The service file it stands in, e.g. <c>rds</c>.</summary>
    public required string Service { get; init; }

    public required ImmutableArray<Binding> Bindings { get; init; }

    public required FixRecipe Fix { get; init; }

    /// <summary>Ids in other catalogues by kind: <c>securityhub</c>, <c>cis</c>, <c>fsbp</c>, <c>nist_800_53_r5</c>.</summary>
    public ImmutableArray<(string Kind, ImmutableArray<string> Ids)> References { get; init; } = [];

    /// <summary>Ids that other tools give the same check, by tool.</summary>
    public ImmutableArray<(string Tool, ImmutableArray<string> Ids)> Aliases { get; init; } = [];

    /// <summary>What the control cannot see or does not mean; empty where there is nothing to say.</summary>
    public string Limits { get; init; } = "";

    /// <summary>Why it exists for one framework only; empty where it exists for both.</summary>
    public string Only { get; init; } = "";

    /// <summary>The path of the workspace's file that it stands in; null for the controls that Onus ships.</summary>
    public string? Home { get; init; }

    /// <summary>AWS documentation pages that state the facts the verdict rests on.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];
}

/// <summary>A control's condition for one resource type of one framework.</summary>
public sealed record Binding
{
    private Expression? when;
    private Expression? require;

    public required Framework Framework { get; init; }

    /// <summary>A resource type, a Terraform block kind, or <c>Template</c> for the whole template.</summary>
    public required string Type { get; init; }

    /// <summary>Not applicable unless this is true; null for always.</summary>
    public string? WhenText { get; init; }

    /// <summary>Met when true, open when false.</summary>
    public required string RequireText { get; init; }

    /// <summary><see cref="WhenText"/> parsed, at first use.</summary>
    public Expression? When
    {
        get => WhenText is null ? null : when ??= Expression.Parse(WhenText);
        internal init => when = value;
    }

    /// <summary><see cref="RequireText"/> parsed, at first use.</summary>
    public Expression Require
    {
        get => require ??= Expression.Parse(RequireText);
        internal init => require = value;
    }

    /// <summary>What AWS does when a path is left out: values that comparisons see in its place (<c>exists</c> and <c>missing</c> do not).</summary>
    public ImmutableArray<(string Path, string Value)> Defaults { get; init; } = [];

    /// <summary>What leaving the property out means, e.g. <c>insecure</c>, <c>secure</c>, <c>encrypted-with-aws-key</c>, <c>depends</c>.</summary>
    public required string WhenMissing { get; init; }

    /// <summary>The verdict of a resource without any property; NotApplicable where the case cannot occur.</summary>
    public required Expectation MissingVerdict { get; init; }

    /// <summary>A sentence on what AWS does by default; empty where the title says it all.</summary>
    public string Note { get; init; } = "";

    /// <summary>A value that cannot be known still meets the control, which only asks that one is given.</summary>
    public bool UnknownMeets { get; init; }
}

/// <summary>A verdict as the catalogue states it, for a case or an example.</summary>
public enum Expectation
{
    Met,
    Open,
    Unknown,
    NotApplicable,
}

/// <summary>How ready a fix is to be applied.</summary>
public enum FixReadiness
{
    /// <summary>No replacement, no outage, nothing to fill in.</summary>
    Safe,

    /// <summary>Show the edit first.</summary>
    Review,

    /// <summary>Needs a value or decision only the user has.</summary>
    Manual,
}

public enum Replacement
{
    No,
    Maybe,
    Always,
    NewRevision,

    /// <summary>The service refuses the change on an existing resource.</summary>
    Unsupported,
}

public sealed record FixRecipe
{
    public required FixReadiness Readiness { get; init; }

    /// <summary>What the person should know; for a control without edits, the one sentence that says why.</summary>
    public string Note { get; init; } = "";

    public required ImmutableArray<FixStep> Steps { get; init; }

    /// <summary>Other right answers, each with its own words; empty where there is one.</summary>
    public ImmutableArray<FixAlternative> Alternatives { get; init; } = [];
}

/// <summary>Another way to mend the same finding.</summary>
/// <param name="Title">What it does, imperative, no full stop.</param>
/// <param name="Readiness">How ready it is to be applied.</param>
/// <param name="Steps">Its edits.</param>
public sealed record FixAlternative(string Title, FixReadiness Readiness, ImmutableArray<FixStep> Steps);

public enum FixAction
{
    Set,
    Remove,
    AddResource,
}

/// <summary>One edit of a recipe.</summary>
public sealed record FixStep
{
    public required Framework Framework { get; init; }

    /// <summary>The type of resource under test it is for.</summary>
    public required string For { get; init; }

    public required FixAction Action { get; init; }

    /// <summary>The path to set or remove, in the expression language's form; <c>[]</c> is the item that the finding stands on. Empty for AddResource.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// The value to set, or the properties of the resource to add; null for Remove. In its texts <c>&lt;self&gt;</c> refers to the
    /// resource under test, <c>&lt;self.arn&gt;</c> to its ARN, <c>&lt;self.name&gt;</c> to its name; any other <c>&lt;words&gt;</c>
    /// is for a person to fill in.
    /// </summary>
    public FixValue? Value { get; init; }

    /// <summary>The type to add; null otherwise.</summary>
    public string? ResourceType { get; init; }

    public required Replacement Replaces { get; init; }

    /// <summary>The value holds a <c>&lt;placeholder&gt;</c> that only the user can fill.</summary>
    public bool NeedsInput { get; init; }
}

/// <summary>A value to write, free of any syntax.</summary>
public abstract record FixValue;

/// <param name="Text">The text; <c>&lt;…&gt;</c> marks a placeholder.</param>
/// <param name="Kind">How to write it: quoted where the language needs it.</param>
/// <param name="Tag">A YAML short-form intrinsic such as <c>!Ref</c>; null for none.</param>
public sealed record FixScalar(string Text, ScalarKind Kind, string? Tag = null) : FixValue;

public sealed record FixList(ImmutableArray<FixValue> Items) : FixValue;

public sealed record FixMap(ImmutableArray<(string Key, FixValue Value)> Entries) : FixValue;
