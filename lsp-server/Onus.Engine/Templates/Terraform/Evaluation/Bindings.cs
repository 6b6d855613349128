namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Names that an expression sees beside the module's own: <c>each</c>, <c>count</c>, iterators, the names of a <c>for</c>.</summary>
internal sealed record Bindings(string Name, Value Value, Bindings? Outer)
{
    public static Value? Find(Bindings? bindings, string name)
    {
        for (var at = bindings; at is not null; at = at.Outer)
        {
            if (at.Name == name) return at.Value;
        }

        return null;
    }
}
