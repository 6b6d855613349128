using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>What the caller knows beside the text: values for parameters, and how to see neighbouring files.</summary>
public sealed record TemplateContext
{
    /// <summary>Values given for parameters or variables, by name, as text; they win over defaults.</summary>
    public ImmutableDictionary<string, string> ParameterValues { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Parameters that are given something that cannot be known, so that their defaults do not hold.</summary>
    public ImmutableHashSet<string> UnknownValues { get; init; } = [];

    /// <summary>
    /// Finds a neighbouring text by its path relative to the given text's folder (a nested stack, a child module's file); null
    /// where it cannot be had. The engine does no IO of its own.
    /// </summary>
    public Func<SourceText, string, SourceText?> ReadSibling { get; init; } = static (_, _) => null;

    /// <summary>The file names of a folder, given relative to a text's folder ("." for its own); empty where it cannot be seen.</summary>
    public Func<SourceText, string, ImmutableArray<string>> ListFolder { get; init; } = static (_, _) => [];
}

/// <summary>What a text is, judged by its content and name alone.</summary>
public enum TemplateKind
{
    NotATemplate,
    CloudFormation,
    Terraform,

    /// <summary>The output of <c>terraform show -json</c>: a plan or a state.</summary>
    TerraformPlan,
}

/// <summary>Reads syntax trees into a template.</summary>
public static class TemplateReader
{
    /// <summary>
    /// What the tree is. CloudFormation: a mapping with <c>Resources</c> whose entries have a <c>Type</c>, or
    /// <c>AWSTemplateFormatVersion</c>, or a SAM <c>Transform</c>. Terraform: a JSON object in a file named <c>*.tf.json</c>.
    /// </summary>
    public static TemplateKind Classify(SyntaxTree tree) => TemplateClassifier.Classify(tree);

    /// <summary>Reads a template of one text after an edit within one of its resources.</summary>
    /// <param name="splice">The edited text.</param>
    /// <param name="before">The template before the edit.</param>
    /// <param name="context">What is known beside the text.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The template, the same as if all of it had been read; null where all of it must be.</returns>
    internal static Template? Read(Splice splice, Template before, TemplateContext context, CancellationToken cancellation = default) =>
        Classify(splice.Tree) == TemplateKind.CloudFormation ? CloudFormation.SplicedReader.Read(splice, before, context, cancellation) : null;

    /// <inheritdoc cref="CloudFormation.SplicedReader.Try"/>
    internal static Template? Try(TriedEntries tried, Template before) => CloudFormation.SplicedReader.Try(tried, before);

    /// <summary>
    /// Reads what deploys together. For CloudFormation the set holds one tree, for Terraform all of a folder's. The first tree that
    /// is a template says of which kind they are; others of the set are passed over.
    /// </summary>
    /// <returns>The template, or null where no tree of the set is one.</returns>
    public static Template? Read(ImmutableArray<SyntaxTree> trees, TemplateContext context, CancellationToken cancellation = default)
    {
        foreach (var tree in trees)
        {
            switch (Classify(tree))
            {
                case TemplateKind.CloudFormation: return CloudFormation.CloudFormationReader.Read(tree, context, cancellation);
                case TemplateKind.Terraform: return Terraform.TerraformReader.Read(trees, context, cancellation);
                case TemplateKind.TerraformPlan: return Terraform.PlanReader.Read(tree, context, cancellation);
                default: break;
            }
        }

        return null;
    }
}
