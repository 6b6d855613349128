using Onus.Engine.Catalogue;

namespace Onus.Engine.Fixes.Writing;

/// <summary>A value as it stands in the text already, to be moved without being rewritten.</summary>
internal sealed record RawValue(string Text) : FixValue;
