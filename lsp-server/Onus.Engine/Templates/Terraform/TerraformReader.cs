using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Templates.Terraform.Modules;

namespace Onus.Engine.Templates.Terraform;

/// <summary>Reads the JSON documents of a Terraform folder, and of the local modules it calls, into one template.</summary>
internal static class TerraformReader
{
    /// <returns>The template, or null where none of the trees is Terraform.</returns>
    public static Template? Read(ImmutableArray<SyntaxTree> trees, TemplateContext context, CancellationToken cancellation)
    {
        var own = trees.Where(IsTerraform).ToImmutableArray();
        if (own.IsEmpty) return null;
        var session = new ReadSession(context, cancellation);
        foreach (var tree in own) session.Note(tree);
        var isWhole = HideUnread(own, session) && own.All(t => t.Errors.IsEmpty);
        var module = TerraformModule.Of(own, isWhole);
        HideBroken(module, session);
        var root = new ModuleScope(session, module);
        var collector = new ResourceCollector();
        collector.Add(root);
        return new Template
        {
            Framework = Framework.Terraform,
            Documents = [.. collector.Documents],
            Resources = [.. collector.Resources],
            Roots = collector.Roots(),
            Suppressions = [.. collector.Suppressions],
            Problems = session.Problems,
            Hidden = session.Hidden,
            ResourcesPlace = collector.ResourcesPlace,
            Account = ProviderAccount.Of(collector.Resources),
        };
    }

    // The trees of a set may hold variable files or others that are no configuration.
    private static bool IsTerraform(SyntaxTree tree) =>
        tree.Root is MappingNode or SequenceNode && tree.Text.Path.EndsWith(ModuleLoader.Extension, StringComparison.Ordinal);

    private static bool HideUnread(ImmutableArray<SyntaxTree> trees, ReadSession session)
    {
        var first = trees[0].Text;
        var read = trees.Select(t => TerraformModule.FileName(t.Text.Path)).ToHashSet();
        var isWhole = true;
        foreach (var name in session.Context.ListFolder(first, "."))
        {
            if (ModuleLoader.IsHcl(name)) session.Hide($"{name} is HCL, which Onus does not read");
            else if (name.EndsWith(ModuleLoader.Extension, StringComparison.Ordinal) && !read.Contains(name)) session.Hide($"{name} is not read");
            else continue;
            isWhole = false;
        }

        return isWhole;
    }

    // An error between blocks may swallow whole ones.
    private static void HideBroken(TerraformModule module, ReadSession session)
    {
        foreach (var tree in module.Trees)
        {
            if (session.BrokenIn(tree.Text) is not { } broken) continue;
            var bodies = module.Blocks.Select(b => b.BodyPlace).Where(p => p.Document == tree.Text).Select(p => p.Span).ToList();
            if (broken.IsOutside(bodies)) session.Hide($"a part of {TerraformModule.FileName(tree.Text.Path)} cannot be read");
        }
    }
}
