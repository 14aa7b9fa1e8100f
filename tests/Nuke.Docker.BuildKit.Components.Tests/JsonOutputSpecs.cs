using System.Text.Json;
using Nuke.Docker.BuildKit.Reports;
using Nuke.Docker.BuildKit.Reports.History;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>Targets that only read print one JSON document to standard output, and everything else to standard error.</summary>
public sealed class JsonOutputSpecs
{
    private const string Secret = "hunter2\"\\größe";

    private SmallBuildRun _run = null!;

    [SetUp]
    public void SetUp()
    {
        _run = new SmallBuildRun();
        _run.Write("Dockerfile", "FROM python:3.13-slim\nCOPY . /app\nRUN pip install flask\n");
    }

    [TearDown]
    public void TearDown() => _run.Dispose();

    [TestCase("DockerCacheInfo", "directory", "bytes", "caches")]
    [TestCase("DockerContext", "images")]
    [TestCase("DockerDoctor", "findings")]
    [TestCase("DockerExplain", "builds")]
    [TestCase("DockerHistory", "images")]
    [TestCase("DockerLint", "findings", "suppressed")]
    [TestCase("DockerStatus", "versions", "images", "disk")]
    public async Task Standard_output_is_one_document(string target, params string[] members)
    {
        string[] arguments = target == "DockerLint" ? [target, "--json", "--docker-lint-checks", "off"] : [target, "--json"];
        var (_, output, error) = await _run.RunApartAsync("JsonBuild", arguments);

        using var document = JsonDocument.Parse(output);
        Assert.Multiple(() =>
        {
            Assert.That(document.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "schema", "target", "result" }));
            Assert.That(document.RootElement.GetProperty("schema").GetInt32(), Is.EqualTo(1));
            Assert.That(document.RootElement.GetProperty("target").GetString(), Is.EqualTo(target));
            Assert.That(document.RootElement.GetProperty("result").EnumerateObject().Select(member => member.Name), Is.EqualTo(members));
            Assert.That(Names(document.RootElement.GetProperty("result")), Has.None.Matches<string>(name => char.IsUpper(name![0])));
            Assert.That(error, Does.Contain("text of the build class").And.Contain(target));
        });
    }

    [Test]
    public async Task The_history_of_a_service_has_the_name_of_the_service()
    {
        var report = new BuildReport { Image = "project-web", Started = DateTimeOffset.UnixEpoch, Seconds = 1 };
        BuildHistory.Add(report, _run.PathOf(HistoryTable.FileOf("cache", "web")));

        var (exitCode, output, error) = await _run.RunApartAsync(
            "JsonBuild", ["DockerHistory", "--json", "--image", "web", "--docker-cache-directory", _run.PathOf("cache")]);

        using var document = JsonDocument.Parse(output);
        Assert.That(exitCode, Is.Zero, error);
        Assert.That(
            document.RootElement.GetProperty("result").GetProperty("images").EnumerateArray().Select(image => image.GetProperty("image").GetString()),
            Is.EqualTo(["project-web"]));
    }

    [Test]
    public async Task The_long_name_and_a_value_are_read_as_well()
    {
        var (exitCode, output, _) = await _run.RunApartAsync("JsonBuild", ["DockerHistory", "--docker-json", "true"]);

        Assert.That((exitCode, output), Is.EqualTo((0, output)));
        Assert.That(() => JsonDocument.Parse(output), Throws.Nothing);
    }

    [Test]
    public async Task Without_the_parameter_the_log_is_on_standard_output()
    {
        var (_, output, error) = await _run.RunApartAsync("JsonBuild", ["DockerHistory"]);

        Assert.That(output, Does.Contain("acme/bot").And.Contain("text of the build class"));
        Assert.That(error, Is.Empty);
    }

    [Test]
    public async Task A_target_that_fails_with_a_result_prints_it()
    {
        var (exitCode, output, _) = await _run.RunApartAsync("JsonBuild", ["DockerLint", "--json", "--fail-on", "warning", "--lint-checks", "off"]);

        using var document = JsonDocument.Parse(output);
        Assert.That(exitCode, Is.EqualTo(35));
        Assert.That(document.RootElement.GetProperty("result").GetProperty("findings").GetArrayLength(), Is.GreaterThan(0));
    }

    [Test]
    public async Task A_mistake_in_the_parameters_is_a_document()
    {
        var (exitCode, output, _) = await _run.RunApartAsync("JsonBuild", ["DockerHistory", "--json", "--imgae", "bot"]);

        using var document = JsonDocument.Parse(output);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(document.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(2));
        Assert.That(document.RootElement.GetProperty("error").GetString(), Does.Contain("imgae"));
    }

    [Test]
    public async Task A_failure_is_a_document()
    {
        var (exitCode, output, _) = await _run.RunApartAsync("JsonBuild", ["DockerHistory", "--json", "--image", "boot"]);

        using var document = JsonDocument.Parse(output);
        Assert.Multiple(() =>
        {
            Assert.That(document.RootElement.GetProperty("target").GetString(), Is.EqualTo("DockerHistory"));
            Assert.That(document.RootElement.GetProperty("error").GetString(), Does.Contain("boot"));
            Assert.That(document.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(exitCode));
        });
    }

    [Test]
    public async Task Two_documents_are_refused()
    {
        var (exitCode, output, _) = await _run.RunApartAsync("JsonBuild", ["DockerHistory", "DockerLint", "--json"]);

        using var document = JsonDocument.Parse(output);
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(document.RootElement.GetProperty("error").GetString(), Does.Contain("one after the other"));
    }

    [Test]
    public async Task Secrets_are_redacted_although_JSON_escapes_them()
    {
        _run.Write("Dockerfile", $"FROM python:3.13-slim\nCOPY {Secret.Replace("\\", "\\\\", StringComparison.Ordinal)} /app\n");
        _run.Write(Secret.Replace("\"", "", StringComparison.Ordinal), "");

        var (_, output, _) = await _run.RunApartAsync(
            "JsonBuild", ["DockerContext", "--json", "--docker-image", Secret], ("TOKEN", Secret));
        var (_, redacted, _) = await _run.RunApartAsync(
            "JsonBuild", ["DockerHistory", "--json", "--docker-image", Secret, "--docker-secret", "id=token,env=TOKEN"], ("TOKEN", Secret));

        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("error").GetString(), Does.Contain(Secret));
        Assert.That(redacted, Does.Not.Contain("hunter2"));
        Assert.That(() => JsonDocument.Parse(redacted), Throws.Nothing);
    }

    // The parts and folders of an image are names of their own.
    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
        _ => [],
    };
}
