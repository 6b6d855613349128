using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Cli.Files;

/// <summary>Which of a run's CloudFormation templates nest which, and with what.</summary>
internal sealed class StackCalls
{
    /// <summary>A template is looked at with no more sets of values than this.</summary>
    private const int MostGiven = 8;

    private readonly Dictionary<string, List<StackInputs>> given = new(StringComparer.Ordinal);

    /// <summary>Reads the nested stacks of files, as far as they are others of them.</summary>
    public static StackCalls Among(IReadOnlyCollection<string> files)
    {
        var calls = new StackCalls();
        if (files.Count < 2) return calls;
        var known = files.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        var context = Workspace.Context(ImmutableDictionary<string, string>.Empty);
        foreach (var text in files.Select(path => FileReader.Read(path).Text).OfType<Engine.Text.SourceText>())
        {
            foreach (var (path, inputs) in NestedStacks.In(text, context))
            {
                var nested = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(text.Path) ?? "", path));
                if (nested == Path.GetFullPath(text.Path) || !known.Contains(nested)) continue;
                if (!calls.given.TryGetValue(nested, out var list)) calls.given[nested] = list = [];
                if (list.Count < MostGiven && !list.Contains(inputs)) list.Add(inputs);
            }
        }

        return calls;
    }

    public ImmutableArray<StackInputs> GivenTo(string path) => given.TryGetValue(Path.GetFullPath(path), out var list) ? [.. list] : [];
}
