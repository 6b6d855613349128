namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Derives what an API event makes: the permission to call the function, and the way that leads to it.</summary>
internal static class SamApiEvents
{
    public static void Derive(SamSource source, SamEvent happening)
    {
        var isHttp = happening.Type == "HttpApi";
        var place = happening.KeyPlace;
        var api = happening.Properties.Get(isHttp ? "ApiId" : "RestApiId");
        var name = api switch
        {
            AbsentValue => isHttp ? SamNames.ImplicitHttpApi : SamNames.ImplicitRestApi,
            UnknownValue { Reference: { } reference } => reference.Name,
            _ => null,
        };
        var arn = name is null
            ? Values.Unknown(UnknownCause.Attribute, place)
            : new UnknownValue
            {
                Cause = UnknownCause.Attribute,
                Name = name,
                Text = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${" + name + "}/*",
                Reference = new Reference(name),
                IsSecretSafe = true,
                Place = place,
            };
        SamEvents.Permit(source, happening, "apigateway.amazonaws.com", ("SourceArn", arn));
    }

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
