namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>An enumeration whose members have a spelling on the command line.</summary>
internal sealed class Enumeration(string name)
{
    public string Name { get; } = name;

    public string Doc { get; set; } = "";

    /// <summary>Members in their order: name in C#, spelling, documentation.</summary>
    public IReadOnlyList<(string Name, string Text, string Doc)> Members { get; set; } = [];
}
