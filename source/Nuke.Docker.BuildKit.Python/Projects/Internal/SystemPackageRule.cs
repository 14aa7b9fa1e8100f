namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Debian packages that some Python packages need; system-packages.json describes the fields.</summary>
internal sealed record SystemPackageRule(
    IReadOnlyList<string> For,
    IReadOnlyList<string> Extras,
    IReadOnlyList<string> UnlessExtras,
    bool Wheels,
    IReadOnlyList<string> Build,
    IReadOnlyList<string> Linked,
    IReadOnlyList<string> Runtime,
    string? Command,
    string? Environment,
    string Reason,
    string? Hint)
{
    public bool AppliesTo(IReadOnlyList<string> extras) => (Extras.Count == 0 || Extras.Any(extras.Contains)) && !UnlessExtras.Any(extras.Contains);
}
