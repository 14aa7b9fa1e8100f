namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>A problem with settings, found before a process starts. Contains no secret.</summary>
/// <param name="Setting">The flag, and the attribute within it: <c>--cache-to type=local, reset</c>.</param>
/// <param name="Problem">Problem, as a clause.</param>
/// <param name="Cure">Fix, as an imperative.</param>
/// <param name="Severity">Severity; an error prevents the build.</param>
internal sealed record Finding(string Setting, string Problem, string Cure, FindingSeverity Severity)
{
    /// <summary>One line for a log.</summary>
    public override string ToString() => $"{Setting}: {Problem}. {Cure}.";

    internal static Finding Error(string setting, string problem, string cure) => new(setting, problem, cure, FindingSeverity.Error);

    internal static Finding Warning(string setting, string problem, string cure) => new(setting, problem, cure, FindingSeverity.Warning);
}
