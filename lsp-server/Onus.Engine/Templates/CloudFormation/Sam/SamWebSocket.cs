namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Derives what a WebSocket API makes: the API, its stage, and per route what lets the route call its function.</summary>
internal static class SamWebSocket
{
    /// <summary>The only route that can have an authorizer; it guards the connection, and so the others.</summary>
    private const string Connect = "$connect";

    public static void Derive(SamSource source)
    {
        var api = source.NewProperties()
            .Copy("ApiKeySelectionExpression", "Description", "DisableExecuteApiEndpoint", "DisableSchemaValidation", "IpAddressType", "Name", "RouteSelectionExpression", "Tags")
            .Set("ProtocolType", "WEBSOCKET");
        source.Derive(source.Name, "AWS::ApiGatewayV2::Api", api.ToMap());
        var stageName = source.Get("StageName");
        var stage = source.NewProperties()
            .Copy("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageVariables", "Tags")
            .Set("ApiId", SamValues.Reference(source.Name, source.Place))
            .Set("StageName", stageName is AbsentValue ? source.Text("default") : stageName)
            .Set("AutoDeploy", new ScalarValue { Text = "true", Kind = ScalarKind.Boolean, Place = source.Place });
        source.Derive(SamNames.WebSocketStage(source.Name, stageName), "AWS::ApiGatewayV2::Stage", stage.ToMap());
        if (source.Get("Routes") is not MapValue routes) return;
        foreach (var entry in routes.Entries)
        {
            if (entry.Value is MapValue route) DeriveRoute(source, entry, route);
        }
    }

    private static void DeriveRoute(SamSource source, MapEntry entry, MapValue route)
    {
        var name = source.Name + string.Concat(entry.Key.Where(char.IsAsciiLetterOrDigit));
        var place = entry.KeyPlace;
        var permission = SamValues.Map(
            place,
            ("Action", Values.Text("lambda:InvokeFunction", place)),
            ("FunctionName", route.Get("FunctionArn")),
            ("Principal", Values.Text("apigateway.amazonaws.com", place)),
            ("SourceArn", SamApiEvents.ExecutionArn(source.Name, place)));
        source.Derive(name + "Permission", "AWS::Lambda::Permission", permission, place, place);
        if (entry.Key != Connect) return;
        var auth = source.Get("Auth");
        var properties = new SamProperties(route, place)
            .Copy("ApiKeyRequired", "ModelSelectionExpression", "OperationName", "RequestModels", "RequestParameters", "RouteResponseSelectionExpression")
            .Set("ApiId", SamValues.Reference(source.Name, place))
            .Set("RouteKey", Connect)
            .Set("AuthorizationType", auth is AbsentValue ? Values.Text("NONE", place) : SamApiEvents.Part(auth, "AuthType"));
        source.Derive(name + "Route", "AWS::ApiGatewayV2::Route", properties.ToMap(), place, place);
    }
}
