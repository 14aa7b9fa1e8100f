using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Daemons;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Result of one check of the doctor.</summary>
/// <param name="Subject">Subject of the check: <c>BuildKit</c>, <c>garbage collection</c>.</param>
/// <param name="Severity">Severity.</param>
/// <param name="Found">Observation, as a clause.</param>
/// <param name="Meaning">Consequence for builds, as a sentence without a full stop; <c>null</c> if there is none.</param>
/// <param name="Cure">Fix, as an imperative; <c>null</c> if none is needed.</param>
internal sealed record Diagnosis(string Subject, DiagnosisSeverity Severity, string Found, string? Meaning = null, string? Cure = null)
{
    /// <summary>Settings for <c>daemon.json</c> that fix the problem and break nothing that works now; empty if the user must decide.</summary>
    public ImmutableArray<DaemonSetting> Fix { get; init; } = [];

    /// <summary>Returns one line for a log.</summary>
    public override string ToString()
    {
        string?[] sentences = [$"{Subject}: {Found}", Meaning, Cure];
        return string.Join(' ', sentences.OfType<string>().Select(sentence => $"{sentence}."));
    }
}
