using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>What the rooms of one reading share.</summary>
internal sealed class Reading
{
    /// <summary>Nested stacks are followed this deep.</summary>
    public const int MaxNesting = 3;

    private readonly List<string> hidden = [];
    private readonly HashSet<string> hangingOnErrors = [];

    /// <param name="tree">The text.</param>
    /// <param name="root">Its root.</param>
    /// <param name="context">What is known beside the text.</param>
    /// <param name="nesting">How many stacks it is nested in.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="places">Where each name of a resource is, where they are known to be written one by one, each in its own right.</param>
    /// <param name="isPlain">They are known to be written so.</param>
    public Reading(SyntaxTree tree, MappingNode root, TemplateContext context, int nesting, CancellationToken cancellation, bool isPlain = false, IReadOnlyDictionary<string, int>? places = null)
    {
        Tree = tree;
        Root = root;
        Context = context;
        Nesting = nesting;
        Cancellation = cancellation;
        Budget = tree.Text.Length * 4L + 50_000;
        Transforms = Transforms.Read(Section("Transform"));
        foreach (var reason in Transforms.Hidden) Hide(reason);
        if (Section("Modules") is not null) Hide("the template uses modules, whose resources are not seen here");
        NamesAreOpen = hidden.Count > 0;
        Rules = new RuleTable(this);
        Parameters = new ParameterTable(this);
        Mappings = new MappingTable(this);
        Conditions = new ConditionTable(this);
        Values = new ValueReader(this);
        Names = new ResourceNames();
        if (isPlain && Mapping("Resources") is { } resources) Names.Take(resources, places);
        else Names.Load(this);
    }

    /// <summary>A reading of the same template with some of its resources written otherwise.</summary>
    private Reading(Reading like, TriedEntries tried)
    {
        Tree = tried.Tree;
        Root = like.Root;
        Context = like.Context;
        Nesting = like.Nesting;
        Budget = tried.Tree.Text.Length * 4L + 50_000;
        Transforms = like.Transforms;
        Rules = like.Rules;
        Parameters = like.Parameters;
        Mappings = like.Mappings;
        Conditions = new ConditionTable(this, like.Conditions);
        Values = new ValueReader(this);
        Names = like.Names.With(tried.Entries);
    }

    public SyntaxTree Tree { get; }

    public MappingNode Root { get; }

    public TemplateContext Context { get; }

    public int Nesting { get; }

    public CancellationToken Cancellation { get; }

    public Transforms Transforms { get; }

    public RuleTable Rules { get; }

    public ParameterTable Parameters { get; }

    public MappingTable Mappings { get; }

    public ConditionTable Conditions { get; }

    public ValueReader Values { get; }

    public ResourceNames Names { get; }

    public ProblemList Problems { get; } = new();

    public IReadOnlyList<string> Hidden => hidden;

    /// <summary>There may be parameters, resources and conditions that cannot be seen, so a name that leads nowhere is no mistake.</summary>
    public bool NamesAreOpen { get; set; }

    /// <summary>A name that leads nowhere is no mistake either where a part of the text could not be read.</summary>
    public bool NamesMayMiss => NamesAreOpen || IsBroken;

    /// <summary>The text has errors, which may be why something is not as it should be. Ask only where something is not.</summary>
    public bool IsBroken
    {
        get
        {
            hangingOnErrors.Add(Current);
            return !Tree.Errors.IsEmpty;
        }
    }

    /// <summary>The name of the resource that is being read; empty for the rest of the template.</summary>
    public string Current { get; set; } = "";

    /// <summary>The resources of which something was read that errors anywhere in the text would change, and the empty name for the rest.</summary>
    public IReadOnlyCollection<string> HangingOnErrors => hangingOnErrors;

    /// <summary>
    /// The resources are written one by one, each in its own right: no macro, loop, module, SAM or nested stack, so that each may be
    /// read without the others.
    /// </summary>
    public bool IsPlain => hidden.Count == 0 && !NamesAreOpen && !Names.HasSam && Budget > 0 && Tree.Documents.Length == 1
        && Mapping("Resources") is { } section && section.Entries.Length == Names.Entries.Length && Names.Entries.All(entry => entry.Scope is null);

    /// <summary>How many values may still be made; bounds what aliases and loops can multiply.</summary>
    public long Budget { get; set; }

    /// <summary>For entries that are only tried, at the end of the names; all else is as it was read.</summary>
    public Reading With(TriedEntries tried) => new(this, tried);

    public void Hide(string reason)
    {
        if (!hidden.Contains(reason)) hidden.Add(reason);
    }

    public Place PlaceOf(SyntaxNode node) => new(Tree.Text, node.FullSpan);

    /// <summary>A section of the template that is a mapping; null where it is missing or something else.</summary>
    public MappingNode? Mapping(string section) => Nodes.Mapping(Section(section));

    public SyntaxNode? Section(string name) => Nodes.Find(Root, name);
}
