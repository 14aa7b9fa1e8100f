namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>Something that a build was made of.</summary>
/// <param name="Uri">A package URL: <c>pkg:docker/library/python@3.13?platform=linux%2Famd64</c>.</param>
/// <param name="Digests">With their algorithm: <c>sha256:…</c>.</param>
public sealed record BuildMaterial(string Uri, IReadOnlyList<string> Digests);
