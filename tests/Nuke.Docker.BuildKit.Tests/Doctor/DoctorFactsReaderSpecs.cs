using Nuke.Docker.BuildKit.Doctor;

namespace Nuke.Docker.BuildKit.Tests.Doctor;

public sealed class DoctorFactsReaderSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("doctor-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

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
