namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>An examination ended with errors.</summary>
/// <param name="errors">They.</param>
public sealed class DoctorException(IReadOnlyList<Diagnosis> errors)
    : Exception($"{(errors.Count == 1 ? "One thing" : $"{errors.Count} things")} will make builds fail:{string.Concat(errors.Select(error => $"{Environment.NewLine}  {error}"))}")
{
    /// <summary>The errors.</summary>
    public IReadOnlyList<Diagnosis> Errors { get; } = errors;
}
