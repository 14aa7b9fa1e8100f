namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>A rule of an ignore file.</summary>
/// <param name="Text">The line as written, trimmed.</param>
/// <param name="Pattern">The pattern, without <c>!</c>, <c>./</c>, <c>..</c>, and repeated, leading and trailing slashes.</param>
/// <param name="Keeps">True if it includes paths that earlier rules exclude (<c>!</c>).</param>
/// <param name="Line">The line number, from 1.</param>
public sealed record DockerignoreRule(string Text, string Pattern, bool Keeps, int Line);
