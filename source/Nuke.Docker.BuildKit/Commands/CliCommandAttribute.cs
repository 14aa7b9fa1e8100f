namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Names the command that settings describe.</summary>
/// <param name="name">Command line: <c>docker buildx history trace</c>.</param>
/// <param name="since">First release of the tool that has the command: <c>0.21.0</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CliCommandAttribute(string name, string since) : Attribute
{
    /// <summary>Command line: <c>docker buildx history trace</c>.</summary>
    public string Name { get; } = name;

    /// <summary>First release of the tool that has the command.</summary>
    public string Since { get; } = since;

    /// <summary>Last release that has the command; <c>null</c> if current releases have it.</summary>
    public string? Last { get; init; }
}
