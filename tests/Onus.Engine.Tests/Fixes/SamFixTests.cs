using Xunit;

namespace Onus.Engine.Tests.Fixes;

public sealed class SamFixTests
{
    private const string Text = """
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function:
            Tracing: PassThrough
        Resources:
          Work:
            Type: AWS::Serverless::Function
            Properties:
              Handler: app.run
          Api:
            Type: AWS::Serverless::Api
            Properties:
              StageName: prod

        """;

    [Fact]
    public void A_shared_setting_is_changed_where_it_stands_or_overridden_here()
    {
        var scenario = new FixScenario("t.yaml", Text);
        var derived = scenario.Analysis.Template!.Resources.Single(r => r.Type == "AWS::Lambda::Function");
        var written = scenario.Print(scenario.FindingOn("lambda-tracing", derived, "Properties.TracingConfig.Mode"));
        Assert.Contains("change it for all that share the setting", written, StringComparison.Ordinal);
        Assert.Contains("-    Tracing: PassThrough\n+    Tracing: Active\n", written, StringComparison.Ordinal);
        Assert.Contains("       Handler: app.run\n+      Tracing: Active\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_derived_stages_setting_is_written_into_the_api()
    {
        var scenario = new FixScenario("t.yaml", Text);
        var derived = scenario.Analysis.Template!.Resources.Single(r => r.Type == "AWS::ApiGateway::Stage");
        var written = scenario.Print(scenario.FindingOn("apigateway-tracing", derived));
        Assert.Contains("       StageName: prod\n+      TracingEnabled: true\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public void What_SAM_has_no_property_for_is_not_written()
    {
        var scenario = new FixScenario("t.yaml", Text);
        var derived = scenario.Analysis.Template!.Resources.Single(r => r.Type == "AWS::ApiGateway::Stage");
        Assert.DoesNotContain("+++", scenario.Print(scenario.FindingOn("apigateway-backend-certificate", derived)), StringComparison.Ordinal);
    }
}
