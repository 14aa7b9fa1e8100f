namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports features that the docker driver or the engine's old image store does not support.</summary>
internal static class StoreRules
{
    private const string Cure = "Enable the containerd image store (daemon.json: \"features\": {\"containerd-snapshotter\": true}), " +
        "or use another builder: docker buildx create --use --driver docker-container";

    public static IEnumerable<Finding> Check(RuleInput input)
    {
        if (input.SeveralPlatforms && input.Facts.OldStore)
            yield return Finding.Error("--platform", "the docker driver builds several platforms only with the containerd image store", Cure);
        else if (input.SeveralPlatforms && input.Loads && input.Facts.UsesContainerdStore is false)
            yield return Finding.Error(
                "--load",
                "the engine's old image store cannot contain several platforms",
                "Load one platform, push instead, or enable the containerd image store");

        var attests = input.Attestations.Any(attestation => attestation.Disabled is not true);
        if (attests && input.Facts.OldStore)
            yield return Finding.Error("--attest", "the docker driver attaches attestations only with the containerd image store", Cure);
        else if (attests && input.Loads && input.Facts.UsesContainerdStore is false)
            yield return Finding.Error(
                "--attest",
                "the engine's old image store cannot contain attestations, so the image cannot be loaded",
                "Push instead, remove the attestation, or enable the containerd image store");

        if (input.Facts.OldStore && input.Outputs.Any(output => output is OciOutput))
            yield return Finding.Error("--output type=oci", "the docker driver writes OCI layouts only with the containerd image store", Cure);
        if (input.Facts.OldStore && input.Outputs.Any(output => output is ContainerOutput { RewriteTimestamp: true } and not OciOutput))
            yield return Finding.Error(
                "--output, rewrite-timestamp",
                "the docker driver rewrites timestamps, as a reproducible build needs, only with the containerd image store",
                Cure);
        if (input.Facts.DockerDriver
            && input.Outputs.Any(output => output is ImageOutput { PushByDigest: true } image && (image.Push ?? image is RegistryOutput)))
            yield return Finding.Error(
                "--output, push-by-digest",
                "the docker driver cannot push by digest",
                "Use another builder: docker buildx create --use --driver docker-container");
        if (input.Facts.OldStore && input.Settings.Annotation?.Find(annotation => annotation.Targets.Any(target =>
                 target.Level is AnnotationLevel.Index or AnnotationLevel.IndexDescriptor)) is { } annotation)
            yield return Finding.Error(
                $"--annotation {annotation.QualifiedKey}",
                "the engine's old image store has no index to annotate",
                "Annotate the manifest, or enable the containerd image store");
    }
}
