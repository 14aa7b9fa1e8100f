namespace Nuke.Docker.BuildKit.Answers.History;

/// <summary>An input of a build, such as a base image.</summary>
/// <param name="Uri">Package URL: <c>pkg:docker/library/python@3.13?platform=linux%2Famd64</c>.</param>
/// <param name="Digests">Digests with their algorithms: <c>sha256:…</c>.</param>
public sealed record BuildMaterial(string Uri, IReadOnlyList<string> Digests);
