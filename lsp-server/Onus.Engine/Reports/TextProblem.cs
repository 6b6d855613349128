using Onus.Engine.Catalogue;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>What is wrong with a text itself, whatever its duties.</summary>
/// <param name="Place">Where.</param>
/// <param name="Severity">An error where the text cannot be read as it stands; a warning where it can, and says what cannot be meant.</param>
/// <param name="Message">What it is and what to do.</param>
public sealed record TextProblem(Place Place, Severity Severity, string Message);
