namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;

/// <summary>An attribute within a flag's value that came later than the flag.</summary>
/// <param name="Flag">As it is typed: <c>--cache-to</c>.</param>
/// <param name="Types">The values of <c>type</c> that have it, with blanks between them; empty where the flag has no types.</param>
/// <param name="Attribute">Its key: <c>reset</c>.</param>
/// <param name="Tool">Who has to know it.</param>
/// <param name="Since">Its first version that does.</param>
internal sealed record AttributeNeed(string Flag, string Types, string Attribute, VersionedTool Tool, Version Since)
{
    public bool AppliesTo(string flag, string? type) =>
        Flag == flag && (Types.Length == 0 || (type is not null && Types.Split(' ').Contains(type, StringComparer.Ordinal)));
}
