using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Settings;

/// <summary>Verbs that take typed values for the flags of <c>docker buildx build</c> whose settings are text: what can't be meant can't be written.</summary>
public static class BuildxBuildValueExtensions
{
    /// <inheritdoc cref="BuildxBuildSettings.Annotation"/>
    [Pure]
    public static BuildxBuildSettings AddAnnotation(this BuildxBuildSettings settings, params IEnumerable<Annotation> values) =>
        settings.AddAnnotation(values.Select(annotation => KeyValuePair.Create(annotation.QualifiedKey, (string?)annotation.Value)));

    /// <inheritdoc cref="BuildxBuildSettings.BuildContext"/>
    [Pure]
    public static BuildxBuildSettings AddBuildContext(this BuildxBuildSettings settings, params IEnumerable<NamedContext> values) =>
        settings.AddBuildContext(values.Select(context => KeyValuePair.Create(context.Name, (string?)context.Source.ToString())));

    /// <inheritdoc cref="BuildxBuildSettings.Provenance"/>
    [Pure]
    public static BuildxBuildSettings SetProvenance(this BuildxBuildSettings settings, ProvenanceAttestation value) => settings.SetProvenance(value.ToShorthand());

    /// <inheritdoc cref="BuildxBuildSettings.Sbom"/>
    [Pure]
    public static BuildxBuildSettings SetSbom(this BuildxBuildSettings settings, SbomAttestation value) => settings.SetSbom(value.ToShorthand());
}
