namespace Onus.Knowledge;

/// <summary>The knowledge that Onus ships with: the compiled catalogue.</summary>
public static class Knowledge
{
}
