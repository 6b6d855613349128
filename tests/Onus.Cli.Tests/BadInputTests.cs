using System.Text;
using Xunit;

namespace Onus.Cli.Tests;

/// <summary>Bad input gets one clear sentence and the right exit code, and changes no file.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("check", "x.yaml", "--nonsense")]
    [InlineData("check", "x.yaml", "--format", "xml")]
    [InlineData("nonsense")]
    [InlineData("check", "/no/such/file.yaml")]
    [InlineData("explain", "/no/such/file.yaml")]
    [InlineData("explain", "AWS::No::Such")]
    [InlineData("fix", "/no/such/file.yaml")]
    [InlineData("report", "/no/such/file.yaml")]
    public async Task Bad_usage_and_missing_files_exit_with_two_and_one_sentence(params string[] args)
    {
        var outcome = await CommandLine.RunAsync(args);
        Assert.Equal(2, outcome.Code);
        Assert.Equal(1, outcome.ErrorLines);
    }

    [Fact]
    public async Task A_file_that_is_no_template_is_said_to_be_none()
    {
        var outcome = await CommandLine.RunAsync("check", line.Write("compose.yaml", "services:\n  web:\n    image: nginx\n"));
        Assert.Equal(0, outcome.Code);
        Assert.Contains("is no CloudFormation or Terraform JSON template", outcome.Error);
    }

    [Theory]
    [InlineData("empty.yaml", "")]
    [InlineData("blank.json", "  \n")]
    public async Task An_empty_file_is_no_template(string name, string content)
    {
        var outcome = await CommandLine.RunAsync("check", line.Write(name, content));
        Assert.Equal(1, outcome.ErrorLines + outcome.Output.Split('\n').Count(l => l.Contains("error", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Binary_utf16_broken_utf8_and_huge_files_are_refused_each_in_a_sentence()
    {
        File.WriteAllBytes(line.Path("binary.yaml"), [1, 0, 2, 0, 0]);
        File.WriteAllBytes(line.Path("utf16.yaml"), Encoding.Unicode.GetPreamble());
        File.WriteAllBytes(line.Path("latin.yaml"), [(byte)'a', (byte)':', (byte)' ', 0xE4, 0x20]);
        using (var huge = File.Create(line.Path("huge.yaml"))) huge.SetLength(20 * 1024 * 1024);
        foreach (var (name, word) in new[] { ("binary.yaml", "binary"), ("utf16.yaml", "UTF-16"), ("latin.yaml", "not UTF-8"), ("huge.yaml", "20 MB") })
        {
            var outcome = await CommandLine.RunAsync("check", line.Path(name));
            Assert.Equal((2, 1), (outcome.Code, outcome.ErrorLines));
            Assert.Contains(word, outcome.Error);
        }
    }

    [Fact]
    public async Task A_broken_template_still_shows_findings_and_exits_with_two()
    {
        var file = line.Write("broken.yaml", "Resources:\n  A:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      Engine: mysql\n      StorageEncrypted: false\n  B:\n    Type: \"AWS::S3::Bucket\n");
        var outcome = await CommandLine.RunAsync("check", file);
        Assert.Equal(2, outcome.Code);
        Assert.Contains("rds-instance-encrypted", outcome.Output);
        Assert.Contains("closing", outcome.Output);
    }

    [Theory]
    [InlineData("deep.json", "[")]
    [InlineData("deep.yaml", "- ")]
    [InlineData("flow.yaml", "{a: ")]
    public async Task Ten_thousand_levels_do_no_harm(string name, string opener)
    {
        var file = line.Write(name, string.Concat(Enumerable.Repeat(opener, 10_000)));
        Assert.InRange((await CommandLine.RunAsync("check", file)).Code, 0, 2);
    }

    [Fact]
    public async Task An_alias_bomb_costs_nothing()
    {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (var i = 1; i < 30; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n");
        text.Append("Resources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags: *a29\n");
        Assert.InRange((await CommandLine.RunAsync("check", line.Write("bomb.yaml", text.ToString()))).Code, 0, 2);
    }

    [Fact]
    public async Task A_template_cut_off_at_any_byte_does_no_harm()
    {
        var whole = "Resources:\n  Größe:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Sub \"x-${AWS::Region}\"}\n"u8.ToArray();
        for (var length = 0; length <= whole.Length; length += 3)
        {
            File.WriteAllBytes(line.Path("cut.yaml"), whole[..length]);
            Assert.InRange((await CommandLine.RunAsync("check", line.Path("cut.yaml"))).Code, 0, 2);
        }
    }
}
