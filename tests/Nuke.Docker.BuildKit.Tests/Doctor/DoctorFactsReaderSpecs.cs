using DockerTestSupport;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Doctor.Internal;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Tests.Doctor;

public sealed class DoctorFactsReaderSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("doctor-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("Get \\\"https://registry-1.docker.io/v2/\\\": dial tcp: lookup registry-1.docker.io: no such host", "docker.io a:1,b:2")]
    [TestCase("denied: requested access to the resource is denied", "")]
    public async Task Only_registries_that_the_engine_cannot_reach_are_reported(string message, string expected)
    {
        File.WriteAllText(
            Path.Combine(_folder, "Dockerfile"), "ARG X\nFROM a:1 AS one\nFROM b:2\nFROM one\nFROM scratch\nFROM $X\nFROM quay.io/c:3\n");
        using var daemon = new FakeDaemon(request =>
            request.Contains("/images/b", StringComparison.Ordinal) ? FakeDaemon.Json(200, "{}")
            : request.Contains("/distribution/quay.io", StringComparison.Ordinal) ? FakeDaemon.Json(200, """{"Descriptor":{},"Platforms":[]}""")
            : request.Contains("/distribution/", StringComparison.Ordinal) ? FakeDaemon.Json(500, $$"""{"message":"{{message}}"}""")
            : FakeDaemon.Json(404, """{"message":"no such image"}"""));

        var registries = await RegistryFacts.ReadAsync(
            [new DoctorImage("x:latest", _folder, null)], EngineEndpoint.Parse(daemon.Host), TimeSpan.FromSeconds(5), default);

        Assert.That(string.Join(' ', registries.Select(registry => $"{registry.Registry} {string.Join(',', registry.Images)}")), Is.EqualTo(expected));
        Assert.That(registries.SelectMany(registry => registry.Missing), Is.EqualTo(expected.Length > 0 ? ["a:1"] : Array.Empty<string>()));
    }

    [Test]
    public async Task What_a_build_would_stumble_over_is_read_from_its_files_without_an_engine()
    {
        File.WriteAllText(Path.Combine(_folder, "Dockerfile"), "FROM a:1\nCOPY . .\nCOPY setup.cfg /\nUSER 1:1\n");
        Directory.CreateDirectory(Path.Combine(_folder, ".venv"));
        File.WriteAllBytes(Path.Combine(_folder, ".venv", "library.so"), new byte[2_000_000]);

        var facts = await new DoctorFactsReader(
            new DoctorScope { Images = [new DoctorImage("a:latest", _folder, null)], Environment = new Dictionary<string, string>() }).ReadAsync();

        var image = facts.Images.Single();
        Assert.Multiple(() =>
        {
            Assert.That(image.Findings.Select(finding => finding.Rule.Name), Is.EqualTo(["NoDockerignore"]));
            Assert.That(image.Missing, Is.EqualTo([("setup.cfg", 3)]));
            Assert.That(image.Leftovers.Select(leftover => (leftover.Line, leftover.Bytes)), Is.EqualTo([("**/.venv", 2_000_000L)]));
            Assert.That(DockerDiagnosis.Of(facts).Select(diagnosis => diagnosis.Subject), Is.SupersetOf((string[])["slow builds", "file not found"]));
        });
    }
}
