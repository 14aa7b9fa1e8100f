namespace Nuke.Docker.BuildKit.Commands.Validation;

/// <summary>Something wrong with settings, found before a process starts. Holds no secret.</summary>
/// <param name="Setting">The flag, and the attribute within it: <c>--cache-to type=local, reset</c>.</param>
/// <param name="Problem">What would happen, as a clause.</param>
/// <param name="Cure">What to do about it, as an imperative.</param>
/// <param name="Severity">Whether the build may go on.</param>
public sealed record Finding(string Setting, string Problem, string Cure, FindingSeverity Severity)
{
    /// <summary>One line for a log.</summary>
    public override string ToString() => $"{Setting}: {Problem}. {Cure}.";

    internal static Finding Error(string setting, string problem, string cure) => new(setting, problem, cure, FindingSeverity.Error);

    internal static Finding Warning(string setting, string problem, string cure) => new(setting, problem, cure, FindingSeverity.Warning);
}
