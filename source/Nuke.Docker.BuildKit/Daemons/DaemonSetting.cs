using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Daemons;

/// <summary>A value in <c>daemon.json</c>.</summary>
/// <param name="Path">Names of the members from the root to the value: <c>features</c>, <c>buildkit</c>.</param>
/// <param name="Json">The value as JSON; <c>null</c> removes the member.</param>
internal sealed record DaemonSetting(ImmutableArray<string> Path, string? Json)
{
    /// <summary>True to add the items of an array to those that the file has.</summary>
    public bool Adds { get; init; }

    /// <summary>Returns the setting for a sentence: <c>"features": {"buildkit": true}</c>.</summary>
    public override string ToString()
    {
        var around = string.Concat(Path.Take(Path.Length - 1).Select(name => $"\"{name}\": {{"));
        return Json is null ? $"no {string.Join('.', Path)}" : $"{around}\"{Path[^1]}\": {Json}{new string('}', Path.Length - 1)}";
    }
}
