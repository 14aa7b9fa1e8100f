using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public sealed class BuildxBuildValueSpecs
{
    private static IEnumerable<TestCaseData> Rows()
    {
        yield return Row(_ => _.AddAnnotation(Annotation.Parse("index:org.example.key=a b")), "--annotation", "index:org.example.key=a b");
        yield return Row(
            _ => _.AddBuildContext(new NamedContext("base", ContextSource.Parse("docker-image://alpine:3"))),
            "--build-context",
            "base=docker-image://alpine:3");
        yield return Row(_ => _.SetProvenance(new ProvenanceAttestation { Mode = ProvenanceMode.Max }), "--provenance", "mode=max");
        yield return Row(_ => _.SetSbom(new SbomAttestation()), "--sbom", "true");
        yield return Row(_ => _.SetShmSize("64m"), "--shm-size", "67108864");
        yield return Row(_ => _.AddAttest(new SbomAttestation { Generator = "acme/scanner" }), "--attest", "type=sbom,generator=acme/scanner");
        yield return Row(_ => _.AddAllow(Entitlement.NetworkHost), "--allow", "network.host");
        yield return Row(_ => _.AddAddHost(new ExtraHost("db", "10.0.0.2")), "--add-host", "db:10.0.0.2");

        static TestCaseData Row(Func<BuildxBuildSettings, BuildxBuildSettings> configure, string flag, string value) =>
            new TestCaseData(configure, flag, value).SetArgDisplayNames($"{flag} {value}");
    }

    [TestCaseSource(nameof(Rows))]
    public void A_typed_value_becomes_the_flag(Func<BuildxBuildSettings, BuildxBuildSettings> configure, string flag, string value)
    {
        var arguments = configure(new BuildxBuildSettings()).ToArguments().Values;

        Assert.That(arguments, Is.EqualTo(new[] { "buildx", "build", flag, value, "." }));
    }
}
