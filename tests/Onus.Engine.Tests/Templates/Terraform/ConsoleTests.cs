using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Templates.Terraform;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

/// <summary>
/// What Terraform's own console said to expressions, recorded in <c>console/answers.jsonl</c>: Onus says the same, or that it cannot tell.
/// ONUS_UPDATE_SNAPSHOTS=1 asks the console again, where terraform is installed.
/// </summary>
public class ConsoleTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(ThisFolder(), "console");

    // Functions that Onus leaves alone: they are seldom about what a control asks.
    private static readonly string[] Left =
        ["yamldecode", "yamlencode", "csvdecode", "issensitive", "timecmp", "timeadd", "formatdate", "md5", "sha256", "templatestring", "cidrsubnet(\"fd00"];

    [Fact]
    public void Every_expression_has_the_value_that_terraform_gives_it()
    {
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_SNAPSHOTS") == "1") AskAgain();
        var answers = File.ReadAllLines(Path.Combine(Folder, "answers.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var (template, text) = Read(answers.Select(a => a.GetProperty("expression").GetString()!));
        var body = template.Find("onus_test.all")!.Body;
        var wrong = new List<string>();
        var untold = new List<string>();
        for (var i = 0; i < answers.Count; i++)
        {
            var expression = answers[i].GetProperty("expression").GetString()!;
            // The console was asked for `[expression]`, so that a refusal can be told from any value.
            var answer = answers[i].GetProperty("value")[0];
            var isRefused = answer.ValueKind == JsonValueKind.String && answer.GetString() == "FAULT";
            var said = body.Get($"v{i}");
            if (expression.StartsWith("jsonencode", StringComparison.Ordinal))
            {
                // Onus keeps the value itself, so that a policy in it has its places.
                using var encoded = JsonDocument.Parse(answer.GetString()!);
                if (Plain(encoded.RootElement) != Plain(said)) wrong.Add(expression);
            }
            else if (HoldsUnknown(said))
            {
                if (!isRefused) untold.Add(expression);
            }
            else if (isRefused || Plain(answer) != Plain(said)) wrong.Add($"{expression}: Terraform says {answer}, Onus {Plain(said)}");
        }

        output.WriteLine($"{answers.Count} expressions, {untold.Count} of them unknown to Onus:");
        foreach (var expression in untold) output.WriteLine(expression);
        Assert.NotNull(text);
        Assert.Empty(wrong);
        Assert.All(untold, expression => Assert.Contains(Left, name => expression.StartsWith(name, StringComparison.Ordinal)));
    }

    private static (Template Template, SourceText Text) Read(IEnumerable<string> expressions)
    {
        var module = File.ReadAllText(Path.Combine(Folder, "main.tf.json")).TrimEnd();
        var arguments = expressions.Select((e, i) => $"\"v{i}\": \"${{{JsonEncodedText.Encode(e)}}}\"");
        var text = new SourceText("main.tf.json", $"{module[..^1]}, \"resource\": {{\"onus_test\": {{\"all\": {{{string.Join(",\n", arguments)}}}}}}}}}");
        var tree = SyntaxTree.Read(text, SyntaxLanguage.Json);
        Assert.Empty(tree.Errors);
        return (TerraformReader.Read([tree], new TemplateContext(), CancellationToken.None)!, text);
    }

    private static bool HoldsUnknown(Value value) => value switch
    {
        UnknownValue => true,
        ListValue list => list.IsOpen || list.Items.Any(HoldsUnknown),
        MapValue map => map.IsOpen || map.Entries.Any(e => HoldsUnknown(e.Value)),
        ChoiceValue { Condition.Logic: Constant settled } choice => HoldsUnknown(settled.Value ? choice.Then : choice.Else),
        ChoiceValue => true,
        _ => false,
    };

    private static string Plain(Value value) => value switch
    {
        ScalarValue { Kind: ScalarKind.Text } text => $"'{text.Text}'",
        ScalarValue { Kind: ScalarKind.Number } number => Number(double.Parse(number.Text, CultureInfo.InvariantCulture)),
        ScalarValue truth => truth.Text,
        ListValue list => $"[{string.Join(", ", list.Items.Select(Plain))}]",
        MapValue map => Map(map.Entries.Where(e => e.Value is not AbsentValue).Select(e => (e.Key, Plain(e.Value)))),
        ChoiceValue { Condition.Logic: Constant settled } choice => Plain(settled.Value ? choice.Then : choice.Else),
        _ => "null",
    };

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"'{value.GetString()}'",
        JsonValueKind.Number => Number(value.GetDouble()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Plain))}]",
        JsonValueKind.Object => Map(value.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).Select(p => (p.Name, Plain(p.Value)))),
        _ => "null",
    };

    private static string Map(IEnumerable<(string Key, string Value)> entries) =>
        $"{{{string.Join(", ", entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}: {e.Value}"))}}}";

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static void AskAgain()
    {
        var file = Path.Combine(Folder, "answers.jsonl");
        var lines = new StringBuilder();
        foreach (var line in File.ReadAllLines(file))
        {
            var expression = JsonDocument.Parse(line).RootElement.GetProperty("expression").GetString()!;
            var start = new ProcessStartInfo("terraform", "console") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
            using var process = Process.Start(start) ?? throw new InvalidOperationException("terraform did not start.");
            process.StandardInput.WriteLine($"jsonencode(try([{expression}], [\"FAULT\"]))");
            process.StandardInput.Close();
            var said = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            var value = JsonDocument.Parse(JsonDocument.Parse(said).RootElement.GetString()!).RootElement;
            lines.Append($"{{\"expression\": \"{JsonEncodedText.Encode(expression, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\", \"value\": {value.GetRawText()}}}\n");
        }

        File.WriteAllText(file, lines.ToString());
    }

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path) ?? ".";
}
