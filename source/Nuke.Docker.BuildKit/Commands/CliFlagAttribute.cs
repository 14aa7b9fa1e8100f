namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Names the flag of a property.</summary>
/// <param name="name">Flag on the command line: <c>--cache-from</c>.</param>
/// <param name="since">First release of the tool that documents the flag: <c>0.8.0</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CliFlagAttribute(string name, string since) : Attribute
{
    /// <summary>Flag on the command line: <c>--cache-from</c>.</summary>
    public string Name { get; } = name;

    /// <summary>First release of the tool that documents the flag; older ones refuse it.</summary>
    public string Since { get; } = since;

    /// <summary>Last release that has the flag; <c>null</c> if current releases have it.</summary>
    public string? Last { get; init; }
}
