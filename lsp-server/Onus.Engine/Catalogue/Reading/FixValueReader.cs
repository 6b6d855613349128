using Onus.Engine.Syntax;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Reading;

internal static class FixValueReader
{
    public static FixValue Read(SyntaxNode node) => node switch
    {
        MappingNode mapping => new FixMap([.. mapping.Entries.Select(e => (e.Name, Read(e.Value)))]),
        SequenceNode sequence => new FixList([.. sequence.Items.Select(Read)]),
        ScalarNode scalar => new FixScalar(scalar.Value, KindOf(scalar), scalar.Tag),
        _ => new FixScalar("", ScalarKind.Text),
    };

    private static ScalarKind KindOf(ScalarNode scalar)
    {
        if (scalar.Style != ScalarStyle.Plain) return ScalarKind.Text;
        return scalar.Value switch
        {
            "true" or "false" => ScalarKind.Boolean,
            { Length: > 0 } text when long.TryParse(text, out _) => ScalarKind.Number,
            _ => ScalarKind.Text,
        };
    }
}
