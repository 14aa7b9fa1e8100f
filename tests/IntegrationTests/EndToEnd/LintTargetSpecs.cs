using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Text.Faults;

namespace IntegrationTests.EndToEnd;

/// <summary>
/// <c>DockerLint</c>, <c>DockerFix</c> and <c>DockerContext</c> as a user runs them. They need no engine, but this repository's own build prepares
/// its inputs on one.
/// </summary>
[Category("EndToEnd")]
public sealed class LintTargetSpecs
{
    private const string Naive = """
        FROM python:3.13-slim
        WORKDIR /app
        COPY . .
        RUN pip install --no-cache-dir -r requirements.txt
        CMD python -m app
        """;

    private Checkout _checkout = null!;

    private string Dockerfile => Path.Combine(_checkout.Service, "Dockerfile");

    private string Reports => _checkout.PathOf("artifacts/docker");

    [OneTimeSetUp]
    public async Task Copy() => _checkout = await Checkout.CreateAsync();

    [SetUp]
    public void WriteNaive()
    {
        File.WriteAllText(Dockerfile, Naive);
        File.Delete(Path.Combine(_checkout.Service, ".dockerignore"));
    }

    [OneTimeTearDown]
    public void Delete() => _checkout?.Dispose();

    [Test]
    public async Task Lint_fails_from_the_severity_on_that_is_asked_for_and_leaves_its_findings_as_Sarif()
    {
        var lenient = await LintAsync();
        var strict = await LintAsync("--fail-on", "warning");
        File.AppendAllText(Dockerfile, "\nENV API_TOKEN=x\n");
        var secret = await LintAsync();
        var never = await LintAsync("--fail-on", "never");

        Assert.Multiple(() =>
        {
            Assert.That(lenient.ExitCode, Is.Zero, lenient.ToString());
            Assert.That(lenient.Output, Does.Contain("templates/fastapi-service/Dockerfile:3:1: warning NDB001"));
            Assert.That(strict.ExitCode, Is.EqualTo((int)DockerFaultKind.LintFoundErrors));
            Assert.That(secret.ExitCode, Is.EqualTo((int)DockerFaultKind.LintFoundErrors));
            Assert.That(never.ExitCode, Is.Zero);
        });
        var run = JsonNode.Parse(File.ReadAllText(Path.Combine(Reports, "lint.sarif")))!["runs"]![0]!;
        Assert.That(
            run["results"]!.AsArray().Select(result => result!["ruleId"]!.GetValue<string>()),
            Is.SupersetOf((string[])["NDB001", "NDB004", "NDB009", "NDB013", "NDB016", "NDB017"]));
        Assert.That(run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!["helpUri"]?.GetValue<string>()), Has.All.Contains("://"));
    }

    [Test]
    public async Task A_named_pipe_as_ignore_file_is_reported_and_not_waited_for()
    {
        File.WriteAllText(Dockerfile, "FROM scratch\nCOPY app /app\nUSER 1\n");
        await Shell.RunAsync(await TestEngine.ConnectAsync(), "mkfifo .dockerignore", _checkout.Service);

        var lint = await LintAsync();

        Assert.That(lint.ExitCode, Is.EqualTo((int)DockerFaultKind.LintFoundErrors));
        Assert.That(lint.Output, Does.Contain("error NDB023").And.Contain("named pipe"));
    }

    [Test]
    public async Task Own_rules_need_no_network_and_required_checks_do()
    {
        File.WriteAllText(Dockerfile, $"# syntax=127.0.0.1:1/docker/dockerfile:1\n{Naive}");

        var lenient = await _checkout.RunAsync("DockerLint", "--image", "fastapi-service");
        var strict = await _checkout.RunAsync("DockerLint", "--image", "fastapi-service", "--lint-checks", "required");

        Assert.That(lenient.ExitCode, Is.Zero, lenient.ToString());
        Assert.That(lenient.Output, Does.Contain("BuildKit's checks did not run: ").And.Contain("warning NDB001"));
        Assert.That(strict.ExitCode, Is.Not.Zero.And.Not.EqualTo(255), strict.ToString());
        Assert.That(strict.Output, Does.Contain("BuildKit's checks did not run: "));
    }

    [Test]
    public async Task Findings_stand_beside_the_code_on_GitHub_and_GitLab()
    {
        var run = await _checkout.RunAsync(
            new Dictionary<string, string?> { ["GITHUB_ACTIONS"] = "true", ["GITLAB_CI"] = "true" },
            "DockerLint",
            "--lint-checks",
            "off",
            "--image",
            "fastapi-service");

        var quality = JsonNode.Parse(File.ReadAllText(Path.Combine(Reports, "lint.codequality.json")))!.AsArray();
        Assert.That(
            run.Output.Split('\n'),
            Has.Some.StartsWith("::warning file=templates/fastapi-service/Dockerfile,line=3,endLine=3,title=NDB001 CodeBeforeDependencies::"),
            run.ToString());
        Assert.That(quality.Select(entry => entry!["location"]!["path"]!.GetValue<string>()), Has.All.EqualTo("templates/fastapi-service/Dockerfile"));
    }

    [Test]
    public async Task Fix_shows_first_writes_when_asked_and_has_nothing_left_to_do()
    {
        var preview = await _checkout.RunAsync("DockerFix", "--image", "fastapi-service");
        var untouched = File.ReadAllText(Dockerfile) == Naive && !File.Exists(Path.Combine(_checkout.Service, ".dockerignore"));
        var written = await _checkout.RunAsync("DockerFix", "--image", "fastapi-service", "--apply");
        var again = await _checkout.RunAsync("DockerFix", "--image", "fastapi-service", "--apply");

        Assert.Multiple(() =>
        {
            Assert.That(
                preview.Output,
                Does.Contain("+CMD [\"python\", \"-m\", \"app\"]")
                    .And.Contain("+++ b/templates/fastapi-service/.dockerignore")
                    .And.Contain("--apply does that"),
                preview.ToString());
            Assert.That(untouched, "a preview writes nothing");
            Assert.That(written.ExitCode, Is.Zero, written.ToString());
            Assert.That(File.ReadAllText(Dockerfile), Does.EndWith("COPY . .\nCMD [\"python\", \"-m\", \"app\"]"));
            Assert.That(written.Output, Does.Contain("(applied without proof)").And.Contain("NDB017").And.Contain("is proposed, not applied"));
            Assert.That(again.Output, Does.Not.Contain("+++ b/").And.Contain("is proposed, not applied"), again.ToString());
        });
    }

    [Test]
    public async Task Fix_says_what_it_leaves_and_who_can_write_it_anew()
    {
        File.WriteAllText(Dockerfile, "FROM python:3.13-slim\nRUN apt-get install -y gcc\nRUN make\nUSER 1:1\nCMD [\"x\"]\n");

        var run = await _checkout.RunAsync("DockerFix", "--image", "fastapi-service");

        Assert.That(
            run.Output,
            Does.Contain("Left to you: templates/fastapi-service/Dockerfile:2:1: warning NDB007").And.Contain("DockerInit --overwrite"),
            run.ToString());
    }

    [Test]
    public async Task Context_tells_what_is_sent_and_warns_of_a_secret()
    {
        File.WriteAllText(Path.Combine(_checkout.Service, ".env"), "TOKEN=x\n");
        File.WriteAllText(Path.Combine(_checkout.Service, ".dockerignore"), "requirements.txt\n");

        var run = await _checkout.RunAsync("DockerContext", "--image", "fastapi-service");

        File.Delete(Path.Combine(_checkout.Service, ".env"));
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Reports, "fastapi-service", "context.json")))!;
        Assert.That(run.Output, Does.Contain(".env: environment with secrets").And.Contain("Add to .dockerignore: **/.env"), run.ToString());
        Assert.That(
            json["sent"]!.AsArray().Select(entry => entry!["path"]!.GetValue<string>()),
            Does.Contain(".env").And.Contain("app").And.Not.Contain("requirements.txt"));
        Assert.That(json["ignored"]![0]!["rule"]!.GetValue<string>(), Is.EqualTo("requirements.txt"));
    }

    private Task<Run> LintAsync(params string[] arguments) =>
        _checkout.RunAsync(["DockerLint", "--lint-checks", "off", "--image", "fastapi-service", .. arguments]);
}
