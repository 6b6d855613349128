using System.Collections.Immutable;
using System.CommandLine;
using Onus.Cli.Files;
using Onus.Engine.Assessment;
using Onus.Engine.Configuration;

namespace Onus.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal sealed class Options
{
    public Option<string> Profile { get; } = OneOf("--profile", "How much to ask: little and certain, the default, or everything.", "essential", "recommended", "strict");

    public Option<string[]> ParameterFiles { get; } = new("--parameters")
    {
        Description = "A file with values for parameters: a CloudFormation parameter file, or a mapping of names to values.",
        HelpName = "FILE",
    };

    public Option<string[]> Parameters { get; } = new("--parameter")
    {
        Description = "A value for a parameter or variable.",
        HelpName = "NAME=VALUE",
    };

    public Option<bool> NoConfig { get; } = new("--no-config") { Description = "Do not read .onus.yaml and .onus/controls." };

    public void AddTo(Command command)
    {
        command.Options.Add(Profile);
        command.Options.Add(ParameterFiles);
        command.Options.Add(Parameters);
        command.Options.Add(NoConfig);
    }

    /// <summary>The files and folders a command is for; a word that looks like an option is not taken for one.</summary>
    public static Argument<string[]> Paths()
    {
        var paths = new Argument<string[]>("path") { Description = "Templates, or folders that hold some.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-') && !File.Exists(token.Value)) is { } token) result.AddError($"There is no option `{token.Value}`.");
        });
        return paths;
    }

    /// <summary>An option with a closed set of words.</summary>
    public static Option<string> OneOf(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words) };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <returns>What the options say, or null after a complaint.</returns>
    public CheckSettings? Read(ParseResult parsed, Terminal console)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var file in parsed.GetValue(ParameterFiles) ?? [])
        {
            var (text, problem) = FileReader.Read(file);
            if (text is null)
            {
                console.Complain(problem);
                return null;
            }

            foreach (var (name, value) in ParameterFile.Read(text)) values[name] = value;
        }

        foreach (var pair in parsed.GetValue(Parameters) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                console.Complain($"`{pair}` is no parameter; write NAME=VALUE.");
                return null;
            }

            values[pair[..equals]] = pair[(equals + 1)..];
        }

        return new CheckSettings(WorkspaceSettings.ReadProfile(parsed.GetValue(Profile)), values.ToImmutable(), !parsed.GetValue(NoConfig));
    }
}

/// <summary>How templates are to be checked, before any <c>.onus.yaml</c>.</summary>
/// <param name="Profile">Null where the command line does not say.</param>
/// <param name="Parameters">Values by name; they win over those of <c>.onus.yaml</c>.</param>
/// <param name="ReadsConfig">Whether <c>.onus.yaml</c> is read.</param>
internal sealed record CheckSettings(Engine.Catalogue.Profile? Profile, ImmutableDictionary<string, string> Parameters, bool ReadsConfig)
{
    /// <summary>The assessment options and parameter values for a file.</summary>
    public (AssessmentOptions Options, ImmutableDictionary<string, string> Parameters) For(Workspace workspace, string path)
    {
        var options = new AssessmentOptions();
        var parameters = Parameters;
        if (ReadsConfig)
        {
            var settings = workspace.SettingsFor(path).Settings;
            options = settings.Over(options);
            parameters = settings.Parameters.SetItems(Parameters);
        }

        return (options with { Profile = Profile ?? options.Profile }, parameters);
    }
}
