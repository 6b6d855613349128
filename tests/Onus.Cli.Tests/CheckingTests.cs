using System.Collections.Immutable;
using Onus.Cli.Commands;
using Onus.Cli.Files;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Cli.Tests;

public class CheckingTests
{
    private const int Count = 300;

    [Fact]
    public void Many_templates_come_out_in_order_while_only_a_few_are_held()
    {
        var (read, written, held) = (0, 0, 0);
        var units = Enumerable.Range(0, Count).Select(number =>
        {
            read++;
            held = Math.Max(held, read - written);
            // The first is large, so that the others would get far ahead of it.
            return new FileUnit([new SourceText($"{number}.yaml", Template(number == 0 ? 2000 : 1))], [$"{number}.yaml"], IsNamed: true);
        });
        var settings = new CheckSettings(null, ImmutableDictionary<string, string>.Empty, ReadsConfig: false);
        foreach (var (file, unit) in Checking.Run(units, settings, new Workspace(_ => { }), Knowledge.Knowledge.Catalogue))
        {
            Assert.Equal($"{written}.yaml", file.Texts[0].Path);
            Assert.Equal(written == 0 ? 2000 : 1, unit.Analysis.Template?.Resources.Length);
            written++;
        }

        Assert.Equal(Count, written);
        Assert.InRange(held, 1, 4 * Environment.ProcessorCount + 1);
    }

    private static string Template(int resources) =>
        "Resources:\n" + string.Concat(Enumerable.Range(0, resources).Select(number => $"  Q{number}:\n    Type: AWS::SQS::Queue\n"));
}
