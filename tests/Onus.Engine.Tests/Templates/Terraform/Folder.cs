using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Templates.Terraform;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Templates.Terraform;

/// <summary>A folder of texts in memory, read as Terraform; and short forms of values to compare.</summary>
internal sealed class Folder
{
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static Template Read(string json) => new Folder().With("main.tf.json", json).Read();

    /// <summary>The value of one expression beside the given blocks of its module (the inside of the root object).</summary>
    public static Value Evaluate(string template, string blocks = "")
    {
        var json = $$"""{"resource": {"t": {"x": {"v": {{Quote(template)}} } } } {{(blocks.Length == 0 ? "" : "," + blocks)}} }""";
        return Resource(Read(json), "t.x").Body.Get("v");
    }

    public static Resource Resource(Template template, string name) =>
        template.Find(name) ?? throw new InvalidOperationException($"no {name} among {string.Join(", ", template.Resources.Select(r => r.Name))}");

    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"";

    public Folder With(string path, string text)
    {
        files[path] = text;
        return this;
    }

    public SourceText Text(string path) => new(path, files[path]);

    public TemplateContext Context() => new()
    {
        ParameterValues = Parameters,
        ReadSibling = (from, path) => files.TryGetValue(Resolve(from.Path, path), out var text) ? new SourceText(Resolve(from.Path, path), text) : null,
        ListFolder = (from, path) =>
        {
            var folder = Resolve(from.Path, path);
            return [.. files.Keys.Where(f => Parent(f) == folder).Select(f => f[(f.LastIndexOf('/') + 1)..])];
        },
    };

    public Template Read()
    {
        var trees = files.Where(f => Parent(f.Key).Length == 0 && f.Key.EndsWith(".tf.json")).Select(f => SyntaxTree.Read(new SourceText(f.Key, f.Value), SyntaxLanguage.Json));
        return TerraformReader.Read([.. trees], Context(), CancellationToken.None) ?? throw new InvalidOperationException("not Terraform");
    }

    private static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : "";

    private static string Resolve(string from, string path)
    {
        var parts = new List<string>();
        foreach (var part in $"{Parent(from)}/{path}".Split('/'))
        {
            if (part is "" or ".") continue;
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else parts.Add(part);
        }

        return string.Join('/', parts);
    }

    public static string Show(Value value)
    {
        var builder = new StringBuilder();
        Show(builder, value);
        return builder.ToString();
    }

    private static void Show(StringBuilder builder, Value value)
    {
        switch (value)
        {
            case AbsentValue: builder.Append("absent"); break;
            case ScalarValue { Kind: ScalarKind.Text } text: builder.Append('\'').Append(text.Text).Append('\''); break;
            case ScalarValue scalar: builder.Append(scalar.Text); break;
            case ListValue list:
                builder.Append('[');
                builder.AppendJoin(", ", list.Items.Select(Show).Concat(list.IsOpen ? ["…"] : []));
                builder.Append(']');
                break;
            case MapValue map:
                builder.Append('{');
                builder.AppendJoin(", ", map.Entries.Select(e => $"{e.Key}: {Show(e.Value)}").Concat(map.IsOpen ? ["…"] : []));
                builder.Append('}');
                break;
            case UnknownValue unknown:
                builder.Append(unknown.Cause).Append('(').Append(unknown.Text).Append(')');
                if (unknown.Reference is { } r) builder.Append('→').Append(r.Name).Append(r.Attribute is null ? "" : "#" + r.Attribute);
                if (!unknown.Candidates.IsEmpty) builder.Append(" of ").AppendJoin('|', unknown.Candidates.Select(Show));
                break;
            case ChoiceValue choice:
                builder.Append("if ").Append(Show(choice.Condition.Logic));
                if (!choice.Condition.DecidedBy.IsEmpty) builder.Append(" by ").AppendJoin(',', choice.Condition.DecidedBy);
                builder.Append(" then ").Append(Show(choice.Then)).Append(" else ").Append(Show(choice.Else));
                break;
            default: throw new InvalidOperationException(value.GetType().Name);
        }
    }

    public static string Show(Logic logic) => logic switch
    {
        Constant constant => constant.Value ? "true" : "false",
        Atom atom => $"<{atom.Key}>",
        Not not => $"!{Show(not.Inner)}",
        And and => $"({string.Join(" and ", and.Parts.Select(Show))})",
        Or or => $"({string.Join(" or ", or.Parts.Select(Show))})",
        _ => throw new InvalidOperationException(),
    };
}
