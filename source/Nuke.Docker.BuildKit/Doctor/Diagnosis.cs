using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What was looked at: <c>BuildKit</c>, <c>garbage collection</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Found">What was found.</param>
/// <param name="Meaning">What that means for builds; null where nothing is to be said.</param>
/// <param name="Cure">What to do; null where nothing is to be done.</param>
public sealed record Diagnosis(string Subject, DiagnosisSeverity Severity, string Found, string? Meaning = null, string? Cure = null)
{
    /// <summary>What can be put into <c>daemon.json</c> without harm to anything that works now; empty where a person must decide.</summary>
    public ImmutableArray<DaemonSetting> Fix { get; init; } = [];

    /// <summary>One line for a log.</summary>
    public override string ToString() => string.Join(' ', new[] { $"{Subject}: {Found}.", Meaning is null ? "" : $"{Meaning}.", Cure is null ? "" : $"{Cure}." }.Where(part => part.Length > 0));
}
