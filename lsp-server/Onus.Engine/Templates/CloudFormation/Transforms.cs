using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>The macros that the whole template goes through.</summary>
/// <param name="IsSam">The template is written for the serverless transform.</param>
/// <param name="ChangesEverything">A macro that Onus does not know may change any part of the template.</param>
/// <param name="Hidden">Why parts of the deployment cannot be seen.</param>
internal sealed record Transforms(bool IsSam, bool ChangesEverything, ImmutableArray<string> Hidden)
{
    public const string SamPrefix = "AWS::Serverless-";

    public static Transforms Read(SyntaxNode? section)
    {
        var isSam = false;
        var changes = false;
        var hidden = ImmutableArray.CreateBuilder<string>();
        foreach (var name in Names(section))
        {
            if (name.StartsWith(SamPrefix, StringComparison.Ordinal)) isSam = true;
            else if (name == "AWS::Include") hidden.Add("`AWS::Include` brings in parts from another file");
            else if (!IsKnown(name))
            {
                changes = true;
                hidden.Add($"the macro `{name}` rewrites the template when it is deployed");
            }
        }

        return new Transforms(isSam, changes, hidden.ToImmutable());
    }

    /// <summary>The macros' names, in order; a macro written as a mapping has its name under <c>Name</c>.</summary>
    public static IEnumerable<string> Names(SyntaxNode? section)
    {
        if (section is null) yield break;
        section = Nodes.Follow(section);
        IEnumerable<SyntaxNode> items = section is SequenceNode list ? list.Items : [section];
        foreach (var item in items)
        {
            var node = Nodes.Follow(item);
            var name = node is MappingNode mapping ? Nodes.Text(Nodes.Find(mapping, "Name")) : Nodes.Text(node);
            if (!string.IsNullOrEmpty(name)) yield return name;
        }
    }

    private static bool IsKnown(string name) =>
        name is "AWS::LanguageExtensions" or "AWS::CodeDeployBlueGreen" or "AWS::ServiceCatalog"
        || name.StartsWith("AWS::SecretsManager-", StringComparison.Ordinal);
}
