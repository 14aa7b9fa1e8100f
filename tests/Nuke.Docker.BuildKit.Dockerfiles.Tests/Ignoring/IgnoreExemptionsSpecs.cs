using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Ignoring;

public sealed class IgnoreExemptionsSpecs
{
    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("exemptions-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [TestCase("db/bot.db", "SQLite format 3\0rows and rows", "db = SqliteDatabase('db/bot.db')\n", true, Description = "Named, but state of this machine")]
    [TestCase("pip.conf", "[global]\nindex-url = https://ci:hunter2@example.com/simple\n", "x = open('conf/../pip.conf')\n", true)]
    [TestCase("certs/ca.pem", "-----BEGIN CERTIFICATE-----", "ca = 'certs/ca.pem'\n", false)]
    [TestCase("certs/server.key", "-----BEGIN PRIVATE KEY-----", "key = 'certs/server.key'\n", true)]
    [TestCase("dist/app.js", "x", "app.mount('/', StaticFiles(directory='dist'))\n", false)]
    public void What_the_program_names_is_included_unless_it_is_private(string file, string text, string code, bool excluded)
    {
        Write(file, text);
        Write("app.py", code);

        Assert.That(Matcher().Ignores(file), Is.EqualTo(excluded));
    }

    [Test]
    public void Reports_of_builds_stay_out_of_a_folder_that_the_program_reads()
    {
        Write("artifacts/model.bin", "x");
        Write("app.py", "MODELS = Path('artifacts')\n");

        var matcher = Matcher();

        Assert.That((matcher.Ignores("artifacts/model.bin"), matcher.Ignores("artifacts/docker/lint.sarif")), Is.EqualTo((false, true)));
    }

    private DockerignoreMatcher Matcher()
    {
        var project = PythonProjectReader.Read(_folder);
        var template = IgnoreExemptions.Apply(new() { Drop = [.. IgnoreExemptions.FoundSecrets(project)] }, project);
        return new(DockerignoreFile.Parse(DockerignoreWriter.ToText(template)));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
