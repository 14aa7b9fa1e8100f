namespace Nuke.Docker.BuildKit.Answers;

/// <summary>What a command left.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="StandardOutput">All of it.</param>
/// <param name="StandardError">All of it, or its end: it is for people.</param>
public sealed record CommandOutput(int ExitCode, string StandardOutput, string StandardError);
