namespace Nuke.Docker.BuildKit.Generator;

/// <summary>Types that a specification names, and the namespaces to look for them in.</summary>
internal sealed class TypeNames(IEnumerable<string>? names, IReadOnlyList<string>? usings)
{
    public IReadOnlyList<string> Names { get; } = [.. (names ?? []).Distinct()];

    public IReadOnlyList<string> Usings { get; } = usings ?? [];
}
