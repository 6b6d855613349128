using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>One event of a function or state machine.</summary>
/// <param name="Name">Its name in <c>Events</c>.</param>
/// <param name="Type">Such as <c>Api</c> or <c>SQS</c>.</param>
/// <param name="KeyPlace">Where its name stands.</param>
/// <param name="Properties">Its properties; an empty map where there are none.</param>
internal sealed record SamEvent(string Name, string Type, Place KeyPlace, MapValue Properties);

/// <summary>Derives what the events of a function make: permissions, rules, mappings, subscriptions.</summary>
internal static class SamEvents
{
    public static IEnumerable<SamEvent> Of(SamSource source)
    {
        if (source.Get("Events") is not MapValue events) yield break;
        foreach (var entry in events.Entries)
        {
            if (entry.Value is not MapValue body || body.Get("Type") is not ScalarValue type) continue;
            var properties = body.Get("Properties") as MapValue ?? new MapValue { Entries = [], Place = body.Place };
            yield return new SamEvent(entry.Key, type.Text, entry.KeyPlace, properties);
        }
    }

    /// <summary>Adds what the events make; what API events make depends on the properties of their API, looked up by name.</summary>
    public static void Derive(SamSource source, Func<string, MapValue?> apiProperties)
    {
        foreach (var happening in Of(source)) Derive(source, happening, apiProperties);
    }

    private static void Derive(SamSource source, SamEvent happening, Func<string, MapValue?> apiProperties)
    {
        var place = happening.KeyPlace;
        var name = source.Name + happening.Name;
        switch (happening.Type)
        {
            case "S3":
                Permit(source, happening, "s3.amazonaws.com", ("SourceAccount", PseudoParameter.ValueAt("AWS::AccountId", place, source.Context)));
                break;
            case "SNS":
                Permit(source, happening, "sns.amazonaws.com", ("SourceArn", happening.Properties.Get("Topic")));
                Add(source, happening, name, "AWS::SNS::Subscription", p => p
                    .Copy("Topic", "TopicArn").Copy("FilterPolicy", "FilterPolicyScope", "Region", "RedrivePolicy").Set("Protocol", "lambda").Set("Endpoint", FunctionArn(source, place)));
                break;
            case "SQS" or "Kinesis" or "DynamoDB" or "MSK" or "MQ" or "SelfManagedKafka" or "DocumentDB":
                Add(source, happening, name, "AWS::Lambda::EventSourceMapping", p => CopyAll(p, happening.Properties)
                    .Copy("Stream", "EventSourceArn").Copy("Queue", "EventSourceArn").Copy("Broker", "EventSourceArn").Copy("Cluster", "EventSourceArn")
                    .Set("FunctionName", FunctionArn(source, place)));
                break;
            case "Schedule" or "CloudWatchEvent" or "EventBridgeRule":
                Permit(source, happening, "events.amazonaws.com", ("SourceArn", SamValues.Reference(name, place, "Arn")));
                Add(source, happening, name, "AWS::Events::Rule", p => p
                    .Copy("Schedule", "ScheduleExpression").Copy("Pattern", "EventPattern").Copy("EventBusName", "State", "Name", "Description")
                    .Set("Targets", SamValues.List(place, Target(source, happening))));
                break;
            case "ScheduleV2":
                Add(source, happening, name, "AWS::Scheduler::Schedule", p => p
                    .Copy(
                        "Description", "EndDate", "FlexibleTimeWindow", "GroupName", "KmsKeyArn", "Name", "ScheduleExpression", "ScheduleExpressionTimezone",
                        "StartDate", "State")
                    .Set("Target", Target(source, happening)));
                break;
            case "CloudWatchLogs":
                Permit(source, happening, "logs.amazonaws.com", ("SourceArn", happening.Properties.Get("LogGroupName")));
                Add(source, happening, name, "AWS::Logs::SubscriptionFilter", p => p
                    .Copy("LogGroupName", "FilterPattern").Set("DestinationArn", FunctionArn(source, place)));
                break;
            case "IoTRule":
                Permit(source, happening, "iot.amazonaws.com", ("SourceArn", SamValues.Reference(name, place, "Arn")));
                break;
            case "AlexaSkill":
                Permit(source, happening, "alexa-appkit.amazon.com", ("EventSourceToken", happening.Properties.Get("SkillId")));
                break;
            case "Cognito":
                Permit(source, happening, "cognito-idp.amazonaws.com", ("SourceArn", happening.Properties.Get("UserPool")));
                break;
            case "Api" or "HttpApi":
                SamApiEvents.Derive(source, happening, apiProperties);
                break;
        }
    }

    /// <summary>Lets a service invoke the function.</summary>
    public static void Permit(SamSource source, SamEvent happening, string principal, (string Key, Value Value) narrowedBy)
    {
        var place = happening.KeyPlace;
        var permission = SamValues.Map(
            place,
            ("Action", Values.Text("lambda:InvokeFunction", place)),
            ("FunctionName", SamValues.Reference(source.Name, place)),
            ("Principal", Values.Text(principal, place)),
            narrowedBy);
        source.Derive($"{source.Name}{happening.Name}Permission", "AWS::Lambda::Permission", permission, place, place);
    }

    private static void Add(SamSource source, SamEvent happening, string name, string type, Func<SamProperties, SamProperties> fill)
    {
        var properties = fill(new SamProperties(happening.Properties, happening.KeyPlace)).ToMap();
        source.Derive(name, type, properties, happening.KeyPlace, happening.KeyPlace);
    }

    private static SamProperties CopyAll(SamProperties properties, MapValue source)
    {
        foreach (var entry in source.Entries) properties.Copy(entry.Key);
        return properties;
    }

    /// <summary>The function as the target of a rule or schedule; a queue for dead letters that is not named is made by SAM.</summary>
    private static MapValue Target(SamSource source, SamEvent happening)
    {
        var place = happening.KeyPlace;
        var letters = happening.Properties.Get("DeadLetterConfig");
        if (letters is MapValue map && map.Get("Arn") is AbsentValue)
            letters = SamValues.Map(map.Place, ("Arn", Values.Unknown(UnknownCause.Attribute, map.Place)));
        return SamValues.Map(
            place,
            ("Arn", FunctionArn(source, place)),
            ("Input", happening.Properties.Get("Input")),
            ("DeadLetterConfig", letters),
            ("RetryPolicy", happening.Properties.Get("RetryPolicy")));
    }

    private static UnknownValue FunctionArn(SamSource source, Place place) => SamValues.Reference(source.Name, place, "Arn");
}
