namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Derives what <c>AWS::Serverless::Function</c> makes.</summary>
internal static class SamFunction
{
    public static void Derive(SamSource source)
    {
        var function = source.NewProperties()
            .Copy(
                "Architectures", "CodeSigningConfigArn", "Description", "DurableConfig", "Environment", "EphemeralStorage", "FileSystemConfigs", "FunctionName",
                "Handler", "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType", "RecursiveLoop", "ReservedConcurrentExecutions",
                "Runtime", "RuntimeManagementConfig", "TenancyConfig", "Timeout", "VpcConfig")
            .Copy("Tracing", "TracingConfig.Mode")
            .Copy("DeadLetterQueue", "DeadLetterConfig")
            .Copy("SnapStart");
        SetCode(source, function);
        if (source.Get("Role") is AbsentValue)
        {
            function.Set("Role", SamValues.Reference(source.Name + "Role", source.Place, "Arn"));
            SamRole.Derive(source, "lambda.amazonaws.com", ManagedPolicies(source));
        }
        else function.Copy("Role");

        source.Derive(source.Name, "AWS::Lambda::Function", function.ToMap());
        DeriveUrl(source);
        DeriveInvokeConfig(source);
        DeriveAlias(source);
    }

    private static void SetCode(SamSource source, SamProperties function)
    {
        function.Copy("InlineCode", "Code.ZipFile").Copy("ImageUri", "Code.ImageUri");
        if (function.Has("Code") || source.Properties.Entry("CodeUri") is not { } uri) return;
        var code = uri.Value switch
        {
            MapValue map => map,
            var other => SamValues.Map(other.Place, ("S3Key", Values.Unknown(UnknownCause.Expression, other.Place, "CodeUri"))),
        };
        function.Set("Code", code, uri.KeyPlace);
    }

    /// <summary>What SAM attaches of itself: logs, and what tracing, a VPC and the event sources need.</summary>
    private static HashSet<string> ManagedPolicies(SamSource source)
    {
        var managed = new HashSet<string> { "service-role/AWSLambdaBasicExecutionRole" };
        if (source.Get("VpcConfig") is not AbsentValue) managed.Add("service-role/AWSLambdaVPCAccessExecutionRole");
        if (source.Get("Tracing") is not AbsentValue) managed.Add("AWSXrayWriteOnlyAccess");
        foreach (var (_, type, _, _) in SamEvents.Of(source))
        {
            var needed = type switch
            {
                "SQS" => "service-role/AWSLambdaSQSQueueExecutionRole",
                "Kinesis" => "service-role/AWSLambdaKinesisExecutionRole",
                "DynamoDB" => "service-role/AWSLambdaDynamoDBExecutionRole",
                "MSK" => "service-role/AWSLambdaMSKExecutionRole",
                _ => null,
            };
            if (needed is not null) managed.Add(needed);
        }

        return managed;
    }

    private static void DeriveUrl(SamSource source)
    {
        if (source.Properties.Entry("FunctionUrlConfig") is not { Value: MapValue config } entry) return;
        var name = source.Name;
        var url = new SamProperties(config, entry.KeyPlace)
            .Set("TargetFunctionArn", SamValues.Reference(name, entry.KeyPlace))
            .Copy("AuthType", "Cors", "InvokeMode");
        source.Derive(name + "Url", "AWS::Lambda::Url", url.ToMap(), entry.KeyPlace, entry.KeyPlace);
        // SAM opens the function to everyone only where the text itself says NONE.
        if (config.Get("AuthType") is not ScalarValue { Text: "NONE", Derivation: null } auth) return;
        var permission = SamValues.Map(
            auth.Place,
            ("Action", Values.Text("lambda:InvokeFunctionUrl", auth.Place)),
            ("FunctionName", SamValues.Reference(name, auth.Place)),
            ("Principal", Values.Text("*", auth.Place)),
            ("FunctionUrlAuthType", auth));
        source.Derive(name + "UrlPublicPermissions", "AWS::Lambda::Permission", permission, entry.KeyPlace, entry.KeyPlace);
    }

    private static void DeriveInvokeConfig(SamSource source)
    {
        if (source.Properties.Entry("EventInvokeConfig") is not { Value: MapValue config } entry) return;
        var properties = new SamProperties(config, entry.KeyPlace)
            .Set("FunctionName", SamValues.Reference(source.Name, entry.KeyPlace))
            .Set("Qualifier", "$LATEST")
            .Copy("MaximumEventAgeInSeconds", "MaximumRetryAttempts")
            .Set("DestinationConfig", Destinations(config.Get("DestinationConfig")));
        source.Derive(source.Name + "EventInvokeConfig", "AWS::Lambda::EventInvokeConfig", properties.ToMap(), entry.KeyPlace, entry.KeyPlace);
    }

    /// <summary>A queue or topic that is not named is made by SAM.</summary>
    private static Value Destinations(Value config)
    {
        if (config is not MapValue map) return config;
        var entries = new List<MapEntry>();
        foreach (var entry in map.Entries)
        {
            var made = entry.Value is MapValue target && target.Get("Destination") is AbsentValue
                ? SamValues.Map(target.Place, ("Destination", Values.Unknown(UnknownCause.Attribute, target.Place)))
                : entry.Value;
            entries.Add(entry with { Value = made });
        }

        return new MapValue { Entries = [.. entries], IsOpen = map.IsOpen, OpenCause = map.OpenCause, Place = map.Place };
    }

    private static void DeriveAlias(SamSource source)
    {
        if (source.Properties.Entry("AutoPublishAlias") is not { } entry) return;
        var name = source.Name;
        var version = SamValues.Map(entry.KeyPlace, ("FunctionName", SamValues.Reference(name, entry.KeyPlace)));
        source.Derive(name + "Version", "AWS::Lambda::Version", version, entry.KeyPlace, entry.KeyPlace);
        var alias = new SamProperties(source.Properties, entry.KeyPlace)
            .Set("FunctionName", SamValues.Reference(name, entry.KeyPlace))
            .Set("FunctionVersion", SamValues.Reference(name + "Version", entry.KeyPlace, "Version"))
            .Copy("AutoPublishAlias", "Name")
            .Copy("ProvisionedConcurrencyConfig");
        source.Derive(SamNames.Alias(name, entry.Value), "AWS::Lambda::Alias", alias.ToMap(), entry.KeyPlace, entry.KeyPlace);
    }
}
