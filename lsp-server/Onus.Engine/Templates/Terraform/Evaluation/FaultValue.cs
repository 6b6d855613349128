namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>
/// An evaluation that Terraform would refuse, such as an index past a list's end; <c>try</c> and <c>can</c> look for it. It never
/// leaves the evaluator: what is left of it at the end is an unknown value.
/// </summary>
internal sealed class FaultValue : Value;
