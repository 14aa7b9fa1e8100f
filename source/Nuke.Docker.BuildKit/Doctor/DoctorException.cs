namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Thrown if a diagnosis has the severity <see cref="DiagnosisSeverity.Error"/>.</summary>
/// <param name="errors">The errors.</param>
public sealed class DoctorException(IReadOnlyList<Diagnosis> errors)
    : Exception(
        $"{(errors.Count == 1 ? "1 problem makes" : $"{errors.Count} problems make")} builds fail:"
            + string.Concat(errors.Select(error => $"{Environment.NewLine}  {error}")))
{
    /// <summary>The errors.</summary>
    public IReadOnlyList<Diagnosis> Errors { get; } = errors;
}
