using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Derives what an API event makes: the permission to call the function, and the way that leads to it.</summary>
internal static class SamApiEvents
{
    /// <param name="source">The function.</param>
    /// <param name="happening">The event.</param>
    /// <param name="apiProperties">The properties of an API by name, globals merged; null where it is not a SAM API.</param>
    public static void Derive(SamSource source, SamEvent happening, Func<string, MapValue?> apiProperties)
    {
        var isHttp = happening.Type == "HttpApi";
        var place = happening.KeyPlace;
        var name = happening.Properties.Get(isHttp ? "ApiId" : "RestApiId") switch
        {
            AbsentValue => isHttp ? SamNames.ImplicitHttpApi : SamNames.ImplicitRestApi,
            UnknownValue { Reference: { } reference } => reference.Name,
            _ => null,
        };
        SamEvents.Permit(source, happening, "apigateway.amazonaws.com", ("SourceArn", ExecutionArn(name, place)));
        if (name is null || apiProperties(name) is not { } api) return;
        // An API that is written out says in its own text who may call it.
        if (api.IsOpen || api.Entry("DefinitionBody") is not null || api.Entry("DefinitionUri") is not null) return;
        if (isHttp) DeriveRoute(source, happening, name, api.Get("Auth"));
        else DeriveMethod(source, happening, name, api.Get("Auth"));
    }

    public static UnknownValue ExecutionArn(string? api, Place place) => api is null
        ? Values.Unknown(UnknownCause.Attribute, place)
        : new UnknownValue
        {
            Cause = UnknownCause.Attribute,
            Name = api,
            Text = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + api + "}/*",
            Reference = new Reference(api),
            IsSecretSafe = true,
            Place = place,
        };

    private static void DeriveMethod(SamSource source, SamEvent happening, string api, Value apiAuth)
    {
        var own = happening.Properties.Get("Auth");
        var method = SamValues.Map(
            happening.Properties.Place,
            ("RestApiId", SamValues.Reference(api, happening.KeyPlace)),
            ("HttpMethod", Upper(happening.Properties.Get("Method"))),
            ("AuthorizationType", AuthorizationType(own, apiAuth, happening, "CUSTOM")),
            ("ApiKeyRequired", Part(own, "ApiKeyRequired") is { } said and not AbsentValue ? said : Part(apiAuth, "ApiKeyRequired")));
        source.Derive($"{source.Name}{happening.Name}Method", "AWS::ApiGateway::Method", method, happening.KeyPlace, happening.KeyPlace);
    }

    private static void DeriveRoute(SamSource source, SamEvent happening, string api, Value apiAuth)
    {
        var place = happening.KeyPlace;
        Value key = (Upper(happening.Properties.Get("Method")), happening.Properties.Get("Path")) switch
        {
            (ScalarValue method, ScalarValue path) => Values.Text($"{method.Text} {path.Text}", place),
            (AbsentValue, AbsentValue) => Values.Text("$default", place),
            _ => Values.Unknown(UnknownCause.Expression, place),
        };
        var route = SamValues.Map(
            happening.Properties.Place,
            ("ApiId", SamValues.Reference(api, place)),
            ("RouteKey", key),
            ("AuthorizationType", AuthorizationType(happening.Properties.Get("Auth"), apiAuth, happening, "JWT")));
        source.Derive($"{source.Name}{happening.Name}Route", "AWS::ApiGatewayV2::Route", route, place, place);
    }

    /// <summary>The event's own authorizer, else the API's default one, else none.</summary>
    private static Value AuthorizationType(Value own, Value api, SamEvent happening, string otherwise)
    {
        var authorizer = Part(own, "Authorizer");
        if (authorizer is AbsentValue) authorizer = Part(api, "DefaultAuthorizer");
        return Values.Lift(authorizer, happening.KeyPlace, value => value switch
        {
            AbsentValue => Values.Text("NONE", happening.KeyPlace),
            ScalarValue { Text: "NONE" or "AWS_IAM" } => value,
            ScalarValue other => Values.Text(TypeOf(Part(api, "Authorizers"), other.Text) ?? otherwise, other.Place),
            _ => value,
        });
    }

    /// <summary>The kind of an authorizer that the API defines; null where it is not seen.</summary>
    private static string? TypeOf(Value authorizers, string name)
    {
        if (authorizers is not MapValue map || map.Get(name) is not MapValue authorizer) return null;
        if (authorizer.Entry("UserPoolArn") is not null) return "COGNITO_USER_POOLS";
        if (authorizer.Entry("JwtConfiguration") is not null) return "JWT";
        return authorizer.Entry("FunctionArn") is not null ? "CUSTOM" : null;
    }

    /// <summary>A part of an <c>Auth</c> section; unknown where the section is.</summary>
    public static Value Part(Value auth, string key) => auth switch
    {
        MapValue map => map.Get(key),
        AbsentValue => auth,
        _ => Values.Unknown(UnknownCause.Expression, auth.Place, key),
    };

    private static Value Upper(Value method) =>
        method is ScalarValue text ? new ScalarValue { Text = text.Text.ToUpperInvariant(), Place = text.Place, Derivation = text.Derivation } : method;

    /// <summary>The first event that needs an API which is not written, per kind; null where all name theirs.</summary>
    public static SamEvent? FirstWithoutApi(SamSource source, bool isHttp)
    {
        foreach (var happening in SamEvents.Of(source))
        {
            if (happening.Type == (isHttp ? "HttpApi" : "Api") && happening.Properties.Get(isHttp ? "ApiId" : "RestApiId") is AbsentValue)
                return happening;
        }

        return null;
    }
}
