using System.Collections.Immutable;

namespace Onus.Engine.Syntax;

/// <summary>The syntax diagnostics to show: ours say where and what to do, the authorities say whether.</summary>
public static class SyntaxProblems
{
    /// <summary>
    /// Our reader's errors, and the authority's own where only it objects. Of a YAML text that the authority takes only the errors
    /// stand that no parser looks for; of a JSON text all stand, since Newtonsoft.Json takes more than JSON.
    /// </summary>
    public static ImmutableArray<SyntaxError> Of(SyntaxTree tree, CancellationToken cancellation = default)
    {
        var strict = StrictValidator.Check(tree.Text, tree.Language, cancellation);
        if (strict.IsEmpty) return tree.Language == SyntaxLanguage.Json ? tree.Errors : [.. tree.Errors.Where(error => error.IsSemantic)];
        return tree.Errors.All(error => error.IsSemantic) ? [.. tree.Errors, .. strict] : tree.Errors;
    }
}
