namespace Onus.Engine.Reports;

/// <summary>Where people read more.</summary>
public static class Links
{
    private const string Docs = "https://github.com/onus-dev/onus/blob/main/docs/controls/";

    /// <summary>The page of a control.</summary>
    public static string ControlPage(string controlId) => $"{Docs}{controlId}.md";
}
