namespace IntegrationTests.Hosts;

/// <summary><c>build.ps1</c>, this repository's and that of the templates, run by PowerShell 7.</summary>
[Category("Hosts")]
[TestFixtureSource(nameof(Scripts))]
public sealed class PowerShellSpecs(string script)
{
    private const string Compiling = "Compiling the build";

    private ScriptRepository _repository = null!;

    // Users have the script of the templates.
    private static string[] Scripts => FullRun.IsRequested ? ["build.ps1", "templates/wiring/build.ps1"] : ["templates/wiring/build.ps1"];

    [OneTimeSetUp]
    public async Task Compile()
    {
        _repository = new(script);
        var run = await _repository.RunAsync("first");
        Assert.That(
            (run.ExitCode, run.Output),
            Is.EqualTo((0, run.Output)).And.Matches<(int, string Output)>(x => x.Output.Contains(Compiling, StringComparison.Ordinal)),
            run.ToString());
    }

    [OneTimeTearDown]
    public void Delete() => _repository?.Dispose();

    [Test]
    public async Task A_second_run_does_not_compile()
    {
        var run = await _repository.RunAsync("again");

        Assert.That(run.Output.Trim(), Is.EqualTo("[again]"));
    }

    [TestCase("build/Build.cs")]
    [TestCase("build/.hidden")]
    [TestCase("build/new/folder/New.cs")]
    [TestCase("build.ps1")]
    public async Task A_changed_input_compiles_once(string input)
    {
        _repository.Write(input, File.Exists(_repository.PathOf(input)) ? File.ReadAllText(_repository.PathOf(input)) + "\n" : "");

        var changed = await _repository.RunAsync("changed");
        var again = await _repository.RunAsync("again");

        Assert.That(changed.Output, Does.Contain(Compiling).And.Contain("[changed]"));
        Assert.That(again.Output, Does.Not.Contain(Compiling));
    }

    [Test]
    public async Task What_does_not_compile_is_shown_and_nothing_is_left_behind()
    {
        using var repository = new ScriptRepository(script);
        repository.Write("build/Oops.cs", "oops");

        var run = await repository.RunAsync("--help");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.ToString());
        Assert.That(run.Output, Does.Contain("Oops.cs("));
        Assert.That(Directory.GetDirectories(repository.Root, "*.new.*", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase(0)]
    [TestCase(2)]
    [TestCase(255)]
    public async Task Exit_codes_are_passed_through(int code)
    {
        var run = await _repository.RunAsync("exit", $"{code}");

        Assert.That(run.ExitCode, Is.EqualTo(code));
    }

    [Test]
    public async Task Arguments_arrive_as_they_were_given()
    {
        string[] arguments =
        [
            "DockerBuild", "--image", "a b", "q\"uo\"te", "{\"a\": \"b c\"}", "it's", "", "x,y", "$true", "$(1)", "`n", "tail\\", "a b\\", "\\\"", "--x=y",
            "--", "ü", "*", "~", "~/x", "?", "[a-z]*", ";", "|", "&", "'; exit 9; '", "\u2019; exit 9; \u2019", "$env:PATH",
        ];

        var run = await _repository.RunAsync(arguments);

        Assert.That(Lines(run), Is.EqualTo(arguments.Select(argument => $"[{argument}]")));
    }

    [Test]
    public async Task What_looks_like_a_parameter_of_PowerShell_is_one_of_the_build()
    {
        string[] arguments = ["--verbose", "-Verbose", "--debug", "-v", "-o", "--help", "--verbosity", "--verbose"];

        var run = await _repository.RunAsync(arguments);

        Assert.That(Lines(run), Is.EqualTo(arguments.Select(argument => $"[{argument}]")));
    }

    [Test]
    public async Task Where_PowerShell_does_not_escape_arguments_the_script_does()
    {
        // As Windows PowerShell 5.1 and PowerShell before 7.3 pass arguments.
        _repository.Write(
            "legacy.ps1",
            "$PSNativeCommandArgumentPassing = 'Legacy'\n"
            + "& ./build.ps1 'a b' 'q\"uo\"te' '{\"a\": \"b c\"}' '' 'a b\\' '\\\"' '*' 'x,y' p,q\n"
            + "exit $LASTEXITCODE\n");

        var run = await ScriptRepository.RunAsync(_repository.Root, _repository.PathOf("legacy.ps1"), new Dictionary<string, string?>());

        Assert.That(Lines(run), Is.EqualTo(new[] { "[a b]", "[q\"uo\"te]", "[{\"a\": \"b c\"}]", "[]", "[a b\\]", "[\\\"]", "[*]", "[x,y]", "[p,q]" }));
    }

    [Test]
    public async Task It_works_where_a_session_makes_errors_of_exit_codes()
    {
        _repository.Write("strict.ps1", "$PSNativeCommandUseErrorActionPreference = $true\n& ./build.ps1 exit 7\nexit $LASTEXITCODE\n");

        var run = await ScriptRepository.RunAsync(_repository.Root, _repository.PathOf("strict.ps1"), new Dictionary<string, string?>());

        Assert.That(run.ExitCode, Is.EqualTo(7), run.ToString());
    }

    [Test]
    public async Task From_elsewhere_the_build_is_told_its_root()
    {
        // Its name begins with the repository's name.
        var elsewhere = Directory.CreateDirectory(_repository.Root + "-beside").FullName;

        var outside = await ScriptRepository.RunAsync(elsewhere, _repository.PathOf("build.ps1"), new Dictionary<string, string?>(), "a");
        var given = await ScriptRepository.RunAsync(elsewhere, _repository.PathOf("build.ps1"), new Dictionary<string, string?>(), "--root", "x");
        var inside = await ScriptRepository.RunAsync(_repository.PathOf("build"), _repository.PathOf("build.ps1"), new Dictionary<string, string?>(), "a");

        Assert.Multiple(() =>
        {
            Assert.That(Lines(outside), Is.EqualTo(new[] { "[a]", "[--root]", $"[{_repository.Root}]" }));
            Assert.That(Lines(given), Is.EqualTo(new[] { "[--root]", "[x]" }));
            Assert.That(Lines(inside), Is.EqualTo(new[] { "[a]" }));
        });
    }

    [Test]
    public async Task A_path_with_spaces_below_a_folder_called_bin_works()
    {
        using var repository = new ScriptRepository(script, "bin/a folder with spaces");

        var first = await repository.RunAsync("a");
        repository.Write("build/More.cs", "// more");
        var changed = await repository.RunAsync("a");

        Assert.That((first.ExitCode, changed.ExitCode), Is.EqualTo((0, 0)), $"{first}{changed}");
        Assert.That(changed.Output, Does.Contain(Compiling));
    }

    [Test]
    public async Task Without_an_SDK_and_a_network_it_says_what_to_do()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows stores its proxy in its settings, so an environment variable can't disable the network.");
        using var repository = new ScriptRepository(script);
        var empty = Directory.CreateDirectory(repository.PathOf("empty")).FullName;

        var run = await repository.RunAsync(
            new Dictionary<string, string?>
            {
                ["PATH"] = empty,
                ["DOTNET_EXE"] = null,
                ["https_proxy"] = "http://127.0.0.1:9",
                ["HTTPS_PROXY"] = "http://127.0.0.1:9",
            },
            "--help");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.ToString());
        Assert.That(run.Output, Does.Contain("build.ps1: no .NET SDK 10.0").And.Contain("DOTNET_EXE"));
    }

    [Test]
    [Platform("Unix", Reason = "The program is a shell script here.")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_dotnet_that_fails_is_passed_over_for_the_next()
    {
        using var repository = new ScriptRepository(script);
        repository.Write("broken/dotnet", "#!/bin/sh\necho 'no SDK' >&2\nexit 145\n");
        File.SetUnixFileMode(repository.PathOf("broken/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var run = await repository.RunAsync(new Dictionary<string, string?> { ["DOTNET_EXE"] = repository.PathOf("broken/dotnet") }, "a");

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("[a]"));
    }

    [Test]
    public async Task Windows_PowerShell_understands_it()
    {
        var run = await Run.Start(
            Repository.Root,
            DotNetSdk.Program,
            [ScriptRepository.PowerShell, "--windows-powershell", script],
            new Dictionary<string, string?>()).EndAsync();

        Assert.That(run.Output, Is.Empty);
        Assert.That(run.ExitCode, Is.Zero);
    }

    private static string[] Lines(Run run) => run.Output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
