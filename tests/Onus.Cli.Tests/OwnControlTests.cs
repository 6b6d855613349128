using Xunit;

namespace Onus.Cli.Tests;

/// <summary>Controls that a workspace adds in <c>.onus/controls</c>.</summary>
public sealed class OwnControlTests : IDisposable
{
    private const string Control = """
        service: ours
        name: Ours
        controls:
          - id: ours-queue-named
            title: Name queues as we do
            duty: configuration
            severity: error
            why: We find them by name.
            only: It is all we use.
            cloudformation:
              - type: AWS::SQS::Queue
                require: Properties.QueueName matches '^ours-'
                missing: { default: insecure, verdict: open }
            fix: { apply: review, cloudformation: [{ for: AWS::SQS::Queue, set: Properties.QueueName, value: ours-queue, replaces: always }] }

        """;

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task They_count_below_their_folder_unless_told_not_to()
    {
        line.Write(".onus/controls/ours.yaml", Control);
        var file = line.Write("deep/down/queue.yaml", "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: theirs}\n");
        var outcome = await CommandLine.RunAsync("check", file);
        Assert.Equal((App.Findings, ""), (outcome.Code, outcome.Error));
        Assert.Contains("ours-queue-named", outcome.Output);
        Assert.DoesNotContain("ours-queue-named", (await CommandLine.RunAsync("check", file, "--no-config")).Output);
        Assert.Contains("ours-queue-named", (await CommandLine.RunAsync("check", file, "--format", "sarif")).Output);
    }

    [Fact]
    public async Task Their_fixes_are_made()
    {
        line.Write(".onus/controls/ours.yaml", Control);
        var file = line.Write("queue.yaml", "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: theirs\n");
        var outcome = await CommandLine.RunAsync("fix", file, "--control", "ours-queue-named", "--dry-run");
        Assert.Equal((App.Success, ""), (outcome.Code, outcome.Error));
        Assert.Contains("+      QueueName: ours-queue", outcome.Output);
    }

    [Fact]
    public async Task A_fault_in_them_is_one_line_and_fails_the_check()
    {
        line.Write(".onus/controls/ours.yaml", Control.Replace("matches", "matched"));
        line.Write("a.yaml", "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n");
        line.Write("b.yaml", "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n");
        var outcome = await CommandLine.RunAsync("check", line.Folder);
        Assert.Equal((App.Failure, 1), (outcome.Code, outcome.ErrorLines));
        Assert.Contains("ours.yaml:12: `require` cannot be read", outcome.Error);
    }
}
