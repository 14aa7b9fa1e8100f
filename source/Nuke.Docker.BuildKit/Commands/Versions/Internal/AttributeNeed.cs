namespace Nuke.Docker.BuildKit.Commands.Versions.Internal;

/// <summary>An attribute within a flag's value that is newer than the flag.</summary>
/// <param name="Flag">Flag as it is typed: <c>--cache-to</c>.</param>
/// <param name="Type">Value of <c>type</c> that has it; <c>null</c> if the flag has no types.</param>
/// <param name="Attribute">Key of the attribute: <c>reset</c>.</param>
/// <param name="Tool">Tool that must support it.</param>
/// <param name="Since">First version of the tool that supports it.</param>
internal sealed record AttributeNeed(string Flag, string? Type, string Attribute, VersionedTool Tool, Version Since)
{
    public bool AppliesTo(string flag, string? type) => Flag == flag && Type == type;
}
