using System.Collections.Immutable;
using System.Globalization;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Tests.Assessment.Reference;

/// <summary>One condition as it was asked of the reference evaluator.</summary>
internal sealed record AskedCondition(string Control, Binding Binding);

/// <summary>What the reference evaluator said of one resource.</summary>
internal sealed record SaidVerdict(string File, string Resource, AskedCondition Condition, string Verdict);

/// <summary>The record that <c>scripts/reference-verdicts.py</c> makes.</summary>
internal sealed class ReferenceVerdicts : ICatalogue
{
    private readonly Dictionary<string, ImmutableArray<string>> lists = [];
    private readonly List<SaidVerdict> said = [];

    public IReadOnlyList<SaidVerdict> Said => said;

    public ImmutableArray<Control> AllControls => [];

    public ImmutableArray<Layer> Layers => [];

    public ImmutableArray<Duty> Duties => [];

    public static ReferenceVerdicts Read(string text)
    {
        var read = new ReferenceVerdicts();
        var conditions = new Dictionary<int, AskedCondition>();
        var section = "";
        string[] head = [];
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] != ' ')
            {
                head = line.Split(' ', 4);
                section = head[0];
                if (section == "list") read.lists[head[1]] = [];
                if (section == "condition") conditions[Number(head[1])] = new AskedCondition(head[2], Ask.Binding("") with { Type = head[3] });
                if (section == "file") head = [section, line["file ".Length..]];
                continue;
            }

            switch (section)
            {
                case "list":
                    read.lists[head[1]] = read.lists[head[1]].Add(line[1..]);
                    break;
                case "condition":
                    var condition = conditions[Number(head[1])];
                    conditions[Number(head[1])] = condition with { Binding = With(condition.Binding, line[1..]) };
                    break;
                default:
                    read.ReadResource(head[1], line[1..].Split(' '), conditions);
                    break;
            }
        }

        return read;
    }

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type) => [];

    public Control? FindControl(string id) => null;

    public ImmutableArray<string> ResolveAlias(string id) => [];

    public DutyProfile? ProfileFor(string type) => null;

    public ImmutableArray<string>? List(string name) => lists.TryGetValue(name, out var values) ? values : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Binding With(Binding binding, string part)
    {
        var (word, rest) = (part[..part.IndexOf(' ')], part[(part.IndexOf(' ') + 1)..]);
        return word switch
        {
            "when" => binding with { WhenText = rest },
            "require" => binding with { RequireText = rest },
            "default" => binding with { Defaults = binding.Defaults.Add((rest[..rest.IndexOf(' ')], rest[(rest.IndexOf(' ') + 1)..])) },
            _ => binding with { UnknownMeets = true },
        };
    }

    private void ReadResource(string file, string[] words, Dictionary<int, AskedCondition> conditions)
    {
        foreach (var word in words.Skip(1))
        {
            var colon = word.IndexOf(':');
            foreach (var number in word[(colon + 1)..].Split(',')) said.Add(new SaidVerdict(file, words[0], conditions[Number(number)], word[..colon]));
        }
    }
}
