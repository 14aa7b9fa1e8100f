namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>A line of an ignore file that says something.</summary>
/// <param name="Text">The line as it was written, without the spaces around it.</param>
/// <param name="Pattern">What is compared with paths: cleaned of <c>./</c>, <c>..</c>, doubled, leading and trailing slashes, and of the <c>!</c>.</param>
/// <param name="Keeps">Whether it takes back what earlier lines left out (<c>!</c>).</param>
/// <param name="Line">Counted from 1.</param>
public sealed record DockerignoreRule(string Text, string Pattern, bool Keeps, int Line);
