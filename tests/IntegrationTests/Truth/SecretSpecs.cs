using System.Text;

namespace IntegrationTests.Truth;

/// <summary>Thirty secrets in every place where one can be given. Builds that succeed and that fail show none of them.</summary>
[Category("Truth")]
public sealed class SecretSpecs
{
    private const string Tail = "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5";

    // Files into which the test itself writes secrets.
    private static readonly string[] s_inputs = [".nuke/parameters.json", "Dockerfile", "compose.yaml", ".env", "secrets"];

    private static readonly (string Name, string Value)[] s_arguments =
    [
        ("API_TOKEN", "planted-01-token"), ("DB_PASSWORD", "planted-02 password, with a comma"), ("GH_PAT", "planted-03-pat"), ("FTP_PW", "planted-04-pw"),
        ("SECRET_KEY", "planted-05-key"), ("SENTRY_DSN", "https://planted06@sentry.example.com/1"),
        ("PIP_INDEX_URL", "https://app:planted07@pypi.example.com/simple"),
        ("WITH_GITHUB", $"ghp_{Tail}08"), ("WITH_SLACK", "xoxb-123456789012-planted09"), ("WITH_AWS", "AKIAPLANTED00000010X"),
        ("WITH_GITLAB", "glpat-planted0000000000011"), ("WITH_JWT", $"eyJhbGciOiJIUzI1NiJ9.eyJwbGFudGVkIjoxMn0.{Tail}12"), ("WITH_NPM", $"npm_{Tail}13"),
        ("DATABASE", "postgresql://app:planted14@db:5432/app"), ("MYSQL", "app:planted15@tcp(db:3306)/app"),
        ("CONNECTION", "Server=db;User Id=sa;Password=planted16;Encrypt=true"),
        ("TELEGRAM", $"123456789:AA{Tail}17"), ("dbPassword", "planted-18-camel"),
    ];

    // Value to search for: the part that is secret.
    private static readonly string[] s_secrets =
    [
        "planted-01", "planted-02", "planted-03", "planted-04", "planted-05", "planted06", "planted07", $"{Tail}08", "planted09",
        "PLANTED00000010", "planted0000000000011",
        $"{Tail}12", $"{Tail}13", "planted14", "planted15", "planted16", $"{Tail}17", "planted-18",
        "planted-19", "planted-20", "planted21", "planted-22", "planted23", "planted-24", "planted-25", "planted-26", "planted27", "planted-28",
        "planted29", "planted-30",
        "cGxhbnRlZC0xOS1zZWNyZXQ",
    ];

    private static readonly Dictionary<string, string?> s_variables = new()
    {
        ["TOKEN_VALUE"] = "planted-19-secret",
        ["NUKE_UNRELATED_PASSWORD"] = "planted-20-variable",
        ["HTTP_PROXY_OF_TEST"] = "http://app:planted21@proxy.example.com:3128",
        ["COMPOSE_TOKEN"] = "planted-28-compose",
    };

    private SmallRepository _repository = null!;

    [SetUp]
    public async Task Plant()
    {
        _repository = await SmallRepository.CreateAsync("truth");
        _repository.Write("secrets/token", "planted-22-file\n")
            .Write("secrets/pip.conf", "[global]\nindex-url = https://app:planted23@pypi.example.com/simple\ntimeout = 60\n")
            .Write("secrets/netrc", "machine pypi.example.com\nlogin app\npassword planted-24-netrc\n")
            .Write("secrets/key.json", "{\n  \"type\": \"service_account\",\n  \"private_key\": \"planted-25-key\"\n}\n")
            .Write(".nuke/parameters.json", $$"""
                {
                  "DockerBuildArg": [{{string.Join(", ", s_arguments.Select(argument => $"\"{argument.Name}={argument.Value}\""))}}],
                  "DockerSecret": ["id=env,env=TOKEN_VALUE", "id=file,src=secrets/token", "id=pip,src=secrets/pip.conf",
                    "id=netrc,src=secrets/netrc", "id=key,src=secrets/key.json"]
                }
                """)
            .Write("file", "x")
            .Write(".dockerignore", ".nuke\nartifacts\n")
            .Write("compose.yaml", """
                services:
                  api:
                    build:
                      context: .
                      dockerfile: Dockerfile
                      args:
                        API_TOKEN: planted-30-argument
                        REPOSITORY: https://app:planted29@git.example.com/x.git
                      secrets: [compose_env, compose_file]
                secrets:
                  compose_env: {environment: COMPOSE_TOKEN}
                  compose_file: {file: secrets/token}
                """);
    }

    [TearDown]
    public void Delete() => _repository?.Dispose();

    [TestCase("DockerBuild", true)]
    [TestCase("DockerBuild --progress plain", false)]
    [TestCase("DockerBuild --progress rawjson --verbosity Verbose", false)]
    [TestCase("DockerBake", true)]
    [TestCase("DockerBake", false)]
    [TestCase("DockerComposeBuild", true)]
    [TestCase("DockerComposeBuild", false)]
    [TestCase("DockerLint", true)]
    [TestCase("DockerFix", true)]
    [TestCase("DockerDoctor", true)]
    [TestCase("DockerContext", true)]
    [TestCase("DockerExplain", true)]
    [TestCase("DockerBuild --platform planted-01-token", true)]
    public async Task No_secret_is_shown_or_written(string arguments, bool succeeds)
    {
        Dockerfile(succeeds);
        var run = _repository.Start(s_variables, arguments.Split(' '));
        var processes = await WatchAsync(run);
        await run.EndAsync();

        Assert.Multiple(() =>
        {
            if (arguments.StartsWith("DockerB", StringComparison.Ordinal) || arguments.StartsWith("DockerCompose", StringComparison.Ordinal))
                Assert.That(run.ExitCode == 0, Is.EqualTo(succeeds && !arguments.Contains("planted", StringComparison.Ordinal)), run.ToString());
            Assert.That(Found(run.Output), Is.Empty, run.Output);
            Assert.That(Found(processes), Is.Empty, "the command line of a process");
            foreach (var (file, text) in Written())
                Assert.That(Found(text), Is.Empty, $"{file}: {text}");
        });
    }

    [TestCase("DockerBuild")]
    [TestCase("DockerBake")]
    public async Task Credentials_of_a_Git_context_are_in_no_command_line_of_the_client(string target)
    {
        using var server = new GitServer(
            Directory.CreateDirectory(Path.Combine(_repository.Base, "git")).FullName,
            "app:planted-31-git",
            new Dictionary<string, string> { ["Dockerfile"] = "FROM scratch\nCOPY file /\n", ["file"] = "x" });
        File.Delete(_repository.PathOf(".nuke/parameters.json"));
        var variables = new Dictionary<string, string?> { ["IMAGES"] = $"truth=http://app:planted-31-git@{server.Host}/x.git#main" };

        var run = _repository.Start(variables, target);
        var processes = await WatchAsync(run, Convert.ToBase64String(Encoding.UTF8.GetBytes("app:planted-31-git")));
        await run.EndAsync();

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            Assert.That(run.Output, Does.Not.Contain("planted-31"));
            // The git of BuildKit gets the header as an option: on the machine of the engine, it can be seen.
            Assert.That(processes.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("git ", StringComparison.Ordinal)), Is.Empty);
            foreach (var (file, text) in Written().Where(written => !written.File.StartsWith("../git", StringComparison.Ordinal)))
                Assert.That(text, Does.Not.Contain("planted-31"), file);
        });
    }

    [Test]
    public async Task A_credential_that_is_passed_by_its_name_is_in_no_command_line()
    {
        Dockerfile(succeeds: true);
        _repository.Write(".nuke/parameters.json", """{"DockerBuildArg": ["API_TOKEN", "DB_PASSWORD"]}""");
        var variables = new Dictionary<string, string?> { ["API_TOKEN"] = "planted-01-token", ["DB_PASSWORD"] = "planted-02 password" };

        var run = _repository.Start(variables, "DockerBuild");
        var processes = await WatchAsync(run);
        await run.EndAsync();

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(Found(run.Output), Is.Empty, run.Output);
        Assert.That(Found(processes), Is.Empty);
    }

    // Failing steps print their instruction, their output and an excerpt of the file.
    private void Dockerfile(bool succeeds) => _repository.Write("Dockerfile", $"""
        FROM scratch
        ARG API_TOKEN
        ARG PIP_INDEX_URL
        ARG WITH_GITHUB
        ARG DB_PASSWORD=planted-26-default
        ENV SERVICE_URL=https://app:planted27@service.example.com/
        LABEL a="$API_TOKEN" b="$PIP_INDEX_URL" c="$WITH_GITHUB"
        COPY file /${"{API_TOKEN}"}/${"{WITH_GITHUB}"}/
        {(succeeds ? "" : "COPY missing /${API_TOKEN}/${DB_PASSWORD}/")}
        """);

    private static async Task<string> WatchAsync(Run run, string planted = "planted")
    {
        var seen = new StringBuilder();
        while (run.IsRunning)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
            {
                try
                {
                    var line = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
                    // The test gives this argument to the build itself.
                    var isFound = line.Contains("planted", StringComparison.Ordinal) || line.Contains(planted, StringComparison.Ordinal);
                    if (isFound && !line.Contains("SmallBuilds.dll", StringComparison.Ordinal))
                        seen.AppendLine(line);
                }
                catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
                {
                    // The process has ended.
                }
            }

            await Task.Delay(5);
        }

        return seen.ToString();
    }

    private static string[] Found(string text) => [.. s_secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal))];

    private IEnumerable<(string File, string Text)> Written() =>
        from file in Directory.EnumerateFiles(_repository.Base, "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(_repository.Root, file)
        where !s_inputs.Any(input => path == input || path.StartsWith($"{input}/", StringComparison.Ordinal))
        where new FileInfo(file) is { LinkTarget: null, Length: < 5_000_000 }
        select (path, File.ReadAllText(file, Encoding.Latin1));
}
