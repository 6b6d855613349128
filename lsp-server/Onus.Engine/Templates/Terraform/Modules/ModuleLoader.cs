using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>Finds the files of a module that stands in a folder beside this one.</summary>
internal static class ModuleLoader
{
    public const string Extension = ".tf.json";

    private const int MaxNesting = 8;

    private const int MaxModules = 200;

    /// <summary>The module that a call names; null, with a word on what is hidden, where it cannot be read.</summary>
    public static TerraformModule? Load(TerraformBlock call, ModuleScope scope)
    {
        var session = scope.Session;
        var source = call.Literal("source") ?? "";
        if (!IsLocal(source))
        {
            session.Hide(source.Length == 0
                ? $"module `{call.Key}` has no readable source"
                : $"module `{call.Key}` comes from `{source}`, which is not read here");
            return null;
        }

        if (scope.Nesting >= MaxNesting || session.ModuleCount++ >= MaxModules)
        {
            session.Hide($"module `{call.Key}` is nested deeper than Onus follows");
            return null;
        }

        var folder = source.TrimEnd('/');
        var names = session.Context.ListFolder(call.Whole.Document, folder);
        var trees = ImmutableArray.CreateBuilder<SyntaxTree>();
        var isWhole = names.All(n => !IsHcl(n));
        foreach (var name in names.Where(n => n.EndsWith(Extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (session.Context.ReadSibling(call.Whole.Document, $"{folder}/{name}") is { } text)
                trees.Add(session.TreeOf(text));
            else isWhole = false;
        }

        if (!isWhole) session.Hide($"module `{call.Key}` ({source}) has files that Onus does not read");
        else if (trees.Count == 0) session.Hide($"module `{call.Key}` ({source}) cannot be read");
        return trees.Count == 0 ? null : TerraformModule.Of(trees.ToImmutable(), isWhole && trees.All(t => t.Errors.IsEmpty));
    }

    /// <summary>Whether a source names a folder beside the caller's.</summary>
    public static bool IsLocal(string source) => source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal);

    /// <summary>A file in Terraform's own language, or OpenTofu's.</summary>
    public static bool IsHcl(string name) =>
        name.EndsWith(".tf", StringComparison.Ordinal) || name.EndsWith(".tofu", StringComparison.Ordinal) || name.EndsWith(".tofu.json", StringComparison.Ordinal);
}
