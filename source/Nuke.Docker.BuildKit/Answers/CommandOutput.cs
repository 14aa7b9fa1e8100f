namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Exit code and output of a command.</summary>
/// <param name="ExitCode">Exit code; 0 is success.</param>
/// <param name="StandardOutput">Standard output.</param>
/// <param name="StandardError">Standard error.</param>
public sealed record CommandOutput(int ExitCode, string StandardOutput, string StandardError);
