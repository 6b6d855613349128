using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;
using Xunit;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Tests.Features;

public class ResultIdTests
{
    private static readonly Diagnostic One = new()
    {
        Range = Line(1),
        Severity = DiagnosticSeverity.Error,
        Code = "s3-one",
        Message = "Nine char",
        RelatedInformation = [new DiagnosticRelatedInformation { Location = new Location { Uri = "file:///a", Range = Line(5) }, Message = "here" }],
    };

    [Fact]
    public void Equal_lists_have_equal_names() =>
        Assert.Equal(ResultId.Of([One, One with { Code = null }]), ResultId.Of([One with { Message = string.Concat("Nine", " char") }, One with { Code = null }]));

    [Fact]
    public void Whatever_a_client_would_see_makes_another_name()
    {
        var related = One.RelatedInformation?[0] ?? throw new InvalidOperationException();
        List<Diagnostic[]> lists =
        [
            [],
            [One],
            [One, One],
            [One with { Range = Line(2) }],
            [One with { Range = new Range { Start = One.Range.Start, End = One.Range.End with { Character = 4 } } }],
            [One with { Severity = DiagnosticSeverity.Hint }],
            [One with { Severity = null }],
            [One with { Code = "s3-two" }],
            [One with { Code = null }],
            [One with { Code = "s3-oneN", Message = "ine char" }],
            [One with { Message = "Nine chat" }],
            [One with { Message = "Nine Char" }],
            [One with { Message = "None char" }],
            [One with { RelatedInformation = null }],
            [One with { RelatedInformation = [related with { Location = related.Location with { Range = Line(6) } }] }],
            [One with { RelatedInformation = [related with { Location = related.Location with { Uri = "file:///b" } }] }],
            [One with { RelatedInformation = [related with { Message = "there" }] }],
        ];
        Assert.Distinct(lists.Select(ResultId.Of));
    }

    private static Range Line(uint line) => new() { Start = new Position { Line = line, Character = 2 }, End = new Position { Line = line, Character = 3 } };
}
