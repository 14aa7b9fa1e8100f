using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

public class SmallValueSpecs
{
    private static IEnumerable<TestCaseData> Refused =>
    [
        Wrong(() => BuildCall.Parse("chekc"), "--call, method: 'chekc' is not allowed; use build, check, outline, targets"),
        Wrong(() => BuildCall.Parse("check,fromat=json"), "--call, fromat: the attribute does not exist; did you mean format?"),
        Wrong(() => BuildPolicy.Parse("file=x.rego"), "--policy, file: the attribute does not exist"),
        Wrong(() => BuildPolicy.Parse("filename="), "--policy, filename: must not be empty"),
        Wrong(() => BuildPolicy.Parse("log-level=loud"), "--policy, log-level: 'loud' is not allowed; use panic"),
        Wrong(() => new BuildPolicy().ToArgument(), "--policy: the policy is empty"),
        Wrong(() => ResourceLimit.Parse("memroy=1g"), "--resource: the resource 'memroy' does not exist. Did you mean memory?"),
        Wrong(() => ResourceLimit.Parse("cpu-quota=half"), "--resource cpu-quota: 'half' is not a whole number"),
        Wrong(() => ResourceLimit.Parse("memory=2x"), "--resource memory"),
        Wrong(() => Ulimit.Parse("nofile"), "--ulimit: 'nofile' is not of the form name=soft"),
        Wrong(() => Ulimit.Parse("nofiles=1"), "--ulimit nofiles: the limit does not exist. Did you mean nofile?"),
        Wrong(() => Ulimit.Parse("nofile=2:1"), "--ulimit nofile: the soft limit 2 is above the hard limit 1"),
        Wrong(() => new Ulimit("nofile", -1, 5).ToArgument(), "--ulimit nofile: the soft limit (unlimited) is above the hard limit 5"),
        Wrong(() => Annotation.Parse("key"), "--annotation: 'key' is not of the form"),
        Wrong(() => Annotation.Parse("all:key=v"), "--annotation all:key: 'all' is not a level"),
        Wrong(() => Annotation.Parse("manifest[linux/amd64:key=v"), "--annotation manifest[linux/amd64:key: 'manifest[linux/amd64' has no closing bracket"),
        Wrong(() => new Annotation("a:b", "v"), "--annotation a:b: the text before a colon is read as the level"),
        Wrong(() => Attestation.Parse("type=vex"), "--attest type: BuildKit does not support 'vex'; use sbom or provenance"),
        Wrong(() => ProvenanceAttestation.ParseShorthand("mode=full"), "--attest type=provenance, mode: 'full' is not allowed; use min, max"),
        Wrong(() => NamedContext.Parse("base"), "--build-context: 'base' is not of the form name=source"),
        Wrong(() => NamedContext.Parse("Base=."), "--build-context name: 'Base' is not an image reference"),
        Wrong(() => ContextSource.Parse("docker-image://"), "--build-context: 'docker-image://' has no value"),
        Wrong(() => ContextSource.Git("https://host/repo"), "--build-context: 'https://host/repo' would not be read as a repository"),
        Wrong(() => ContextSource.Local("target:x"), "--build-context: 'target:x' would not be read as a folder; write ./target:x"),
        Wrong(() => Entitlement.Parse("network"), "--allow: 'network' is not an entitlement"),
        Wrong(() => ExtraHost.Parse("db"), "--add-host: 'db' is not of the form name:address"),
        Wrong(() => ExtraHost.Parse("db:10.0.0.256"), "--add-host db: '10.0.0.256' is neither an IP address"),
        Wrong(() => new Ssh("a=b"), "--ssh a=b: an id cannot contain an equals sign"),
        Wrong(() => BuildSecret.Parse("hunter22"), "--secret: each comma-separated field must be key=value"),
        Wrong(() => BuildSecret.Parse("id=a,src=f,env=E"), "--secret id=a: use src=FILE or env=VARIABLE"),
    ];

    [TestCaseSource(nameof(Refused))]
    public void What_buildx_would_refuse_is_told(Func<object> make, string expected)
    {
        Assert.That(() => make(), Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith(expected));
    }

    [TestCase("Linux/x86_64", "linux/amd64")]
    [TestCase("linux/amd64/v1", "linux/amd64")]
    [TestCase("linux/amd64/v3", "linux/amd64/v3")]
    [TestCase("linux/aarch64", "linux/arm64")]
    [TestCase("linux/arm64/v8", "linux/arm64")]
    [TestCase("linux/arm", "linux/arm/v7")]
    [TestCase("linux/arm/6", "linux/arm/v6")]
    [TestCase("linux/armhf", "linux/arm/v7")]
    [TestCase("linux/armel", "linux/arm/v6")]
    [TestCase("linux/i386", "linux/386")]
    [TestCase("macos/arm64", "darwin/arm64")]
    [TestCase("windows(10.0.17763)/amd64", "windows(10.0.17763)/amd64")]
    [TestCase("local", "local")]
    public void A_platform_has_one_normal_name(string name, string expected)
    {
        Assert.That(new Platform(name).Normalize().Name, Is.EqualTo(expected));
    }

    [TestCase("windows(10.0.17763)/amd64", "windows", "10.0.17763", "amd64", null)]
    [TestCase("linux/arm/v7", "linux", null, "arm", "v7")]
    [TestCase("local", null, null, null, null)]
    public void A_platform_has_parts(string name, string? system, string? version, string? architecture, string? variant)
    {
        var platform = new Platform(name);

        Assert.That(
            (platform.OperatingSystem, platform.OperatingSystemVersion, platform.Architecture, platform.Variant),
            Is.EqualTo((system, version, architecture, variant)));
    }

    [TestCase("docker-image://alpine", ContextKind.DockerImage)]
    [TestCase("oci-layout:///x:tag", ContextKind.OciLayout)]
    [TestCase("target:base", ContextKind.Target)]
    [TestCase("https://host/repo.git", ContextKind.Git)]
    [TestCase("https://host/repo.git#main:sub", ContextKind.Git)]
    [TestCase("git@host:repo", ContextKind.Git)]
    [TestCase("https://host/file.tar.gz", ContextKind.Http)]
    [TestCase("../shared", ContextKind.Local)]
    public void A_context_is_told_by_its_beginning(string text, ContextKind expected)
    {
        Assert.That(ContextSource.Parse(text).Kind, Is.EqualTo(expected));
    }

    [TestCase("true", "true")]
    [TestCase("false", "false")]
    [TestCase("mode=max,reproducible=true", "mode=max,reproducible=true")]
    public void A_provenance_is_read_from_its_shorthand_and_back(string text, string expected)
    {
        Assert.That(ProvenanceAttestation.ParseShorthand(text).ToShorthand(), Is.EqualTo(expected));
    }

    [TestCase("db:10.0.0.2", "db:10.0.0.2")]
    [TestCase("db=10.0.0.2", "db:10.0.0.2")]
    [TestCase("v6:::1", "v6:::1")]
    [TestCase("v6=[::1]", "v6:::1")]
    [TestCase("host:host-gateway", "host:host-gateway")]
    public void A_host_is_parted_from_its_address(string text, string expected)
    {
        Assert.That(ExtraHost.Parse(text).ToArgument().Value, Is.EqualTo(expected));
    }

    [TestCase("id=a,type=env,src=HOME", "id=a,env=HOME")]
    [TestCase("id=a,source=f", "id=a,src=f")]
    [TestCase("id=HOME_OF_NOBODY", "id=HOME_OF_NOBODY,src=HOME_OF_NOBODY")]
    [TestCase("id=PATH", "id=PATH,env=PATH")]
    public void A_secret_is_read_as_buildx_reads_it(string text, string expected)
    {
        Assert.That(BuildSecret.Parse(text).ToArgument().Value, Is.EqualTo(expected));
    }

    private static TestCaseData Wrong(Func<object> make, string expected) => new TestCaseData(make, expected).SetArgDisplayNames(expected);
}
